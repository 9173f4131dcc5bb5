import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ExportedLayer, ExportedRecord } from '../solver/exported-cache';
import { type CacheCase, replayCacheCase } from '../testing/cache-recordings';
import { cacheDocuments, inlineDocuments } from './cache-documents';

const modes: readonly CacheCase[] = JSON.parse(readFileSync(fileURLToPath(new URL('../../recordings-cache/modes.json', import.meta.url)), 'utf8'));

/** Without what is another builder's: digests, times, sizes that follow from them, and the order that follows from digests. */
function neutral(document: string): string {
  return document
    .replace(/sha256:[0-9a-f]{64}/g, 'DIGEST')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/"(size|link|layer)":-?\d+/g, '"$1":0')
    .replace(/,"parent":-?\d+/g, '');
}

const lines = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).sort();

interface Config {
  readonly layers: readonly object[];
  readonly records: readonly { readonly inputs?: readonly (readonly object[])[] }[];
}

/** Records in which a base image is known by one of its keys or by both look the same. */
function plainConfig(text: string): unknown {
  const { layers, records, ...others }: Config = JSON.parse(neutral(text));
  const steps = records.filter(({ inputs }) => inputs !== undefined);
  return {
    others,
    layers: lines(layers),
    records: lines(steps.map((record) => ({ ...record, inputs: record.inputs?.map((input) => [...new Set(lines(input))]) }))),
  };
}

function plainManifest(text: string): unknown {
  const { layers, ...others }: { readonly layers: readonly object[] } = JSON.parse(neutral(text));
  return { others: JSON.stringify(others), layers: lines(layers) };
}

test('config and manifest have the keys that BuildKit writes, in its order', async () => {
  const recorded = modes.find(({ name }) => name === 'local-max');
  const wanted = recorded?.builds[0]?.expect.exported?.a?.documents;
  const [answer] = recorded === undefined ? [] : await replayCacheCase(recorded);
  const given = answer?.exported?.a?.documents;
  expect(plainManifest(given?.manifest ?? '{}')).toEqual(plainManifest(wanted?.manifest ?? '{}'));
  expect(plainConfig(given?.config ?? '{}')).toEqual(plainConfig(wanted?.config ?? '{}'));
});

const layer = (digest: string): ExportedLayer => ({
  digest: `sha256:${digest}`,
  diffId: `sha256:${digest}`,
  mediaType: 'application/vnd.oci.image.layer.v1.tar',
  blobBytes: 1024,
  sizeBytes: 1024,
  createdSeconds: 1_700_000_000,
});

const run = { durationMs: 0, output: [], commands: [], fidelity: 'exact', notices: [] } as const;
const tree = { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtimeSeconds: 0, children: new Map() } as const;
const snapshot = { tree, parent: undefined, createdSeconds: 1_700_000_000, vertex: 'v', fidelity: 'exact' } as const;

const record = (operation: string, below: readonly number[], layers: readonly string[]): ExportedRecord => ({
  operation,
  inputs: below.length === 0 ? [] : [below.map((at) => ({ record: at, selector: '' }))],
  ...(layers.length === 0 ? {} : { result: { snapshot, run, layers: layers.map(layer) } }),
});

test('layers stand in the order of their digests, each with the place of the one below; the first place goes without saying', () => {
  const { configJson } = cacheDocuments([record('base', [], []), record('one', [0], ['b', 'a']), record('two', [1], ['b', 'a', 'c'])]);
  expect(JSON.parse(configJson).layers).toEqual([{ blob: 'sha256:a', parent: 1 }, { blob: 'sha256:b', parent: -1 }, { blob: 'sha256:c' }]);
});

test('in an image a result is its lowest layers, or named layer by layer, or left out', () => {
  const told = (layers: readonly string[]) => {
    const documents = inlineDocuments([record('base', [], []), record('one', [0], layers)], ['sha256:a', 'sha256:b', 'sha256:c']);
    return documents === undefined ? undefined : JSON.parse(documents.configJson).find((one: object) => 'inputs' in one);
  };
  expect(told(['a', 'b'])).toMatchObject({ layers: [{ layer: 1, createdAt: '2023-11-14T22:13:20Z' }] });
  expect(told(['c'])).toMatchObject({ chains: [{ layers: [2] }] });
  expect(told(['a', 'x'])).toBe(undefined);
});
