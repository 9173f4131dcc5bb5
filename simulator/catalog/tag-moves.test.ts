import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseStatus } from '../catalog/debian-status';
import { contentBytes } from '../fs/content';
import { editTree } from '../fs/editor';
import { openImage, runInImage } from '../testing/image-sandbox';
import { catalogAt, versionAt } from './debian-versions';
import { type DebianVersionsPart, partFileName } from './parts';
import { resolveReference } from './reference';
import { lookupImageAt, requiredPartsAt, type WorldMoment } from './tag-moves';
import type { BaseImage, Catalog } from './types';

const JUNE = Date.UTC(2026, 5, 10) / 1000;
const NOVEMBER = Date.UTC(2026, 10, 1) / 1000;
const MARCH = Date.UTC(2026, 2, 1) / 1000;
const tagMoves = [JUNE, MARCH].map((fromSeconds) => ({ reference: 'debian:bookworm-slim', fromSeconds }));

function load(reference: string, world: WorldMoment, runText = 'apt-get update'): Catalog {
  const catalog = new Map<string, unknown>();
  for (
    let parts = requiredPartsAt(catalog, reference, world, runText);
    parts.length > 0;
    parts = requiredPartsAt(catalog, reference, world, runText)
  ) {
    for (const part of parts)
      catalog.set(part, JSON.parse(readFileSync(fileURLToPath(new URL(`../../public/catalog/${partFileName(part)}`, import.meta.url)), 'utf8')));
  }
  return catalog;
}

function open(catalog: Catalog, text: string, world: WorldMoment): BaseImage {
  const resolved = resolveReference(text);
  if (!resolved.ok) throw new Error(resolved.message);
  const found = lookupImageAt(catalog, resolved.reference, { os: 'linux', architecture: 'amd64' }, world);
  if (found.kind !== 'found') throw new Error(found.kind);
  return found.image;
}

function installed({ tree }: BaseImage, name: string): string | undefined {
  const content = editTree(tree, { uid: 0, gid: 0, nowSeconds: 0 }).content('/var/lib/dpkg/status');
  const text = new TextDecoder().decode(content.ok ? contentBytes(content.value) : undefined);
  return parseStatus(text).find((entry) => entry.name === name)?.version;
}

describe('versions by day', () => {
  const history: DebianVersionsPart = {
    provenance: { source: '', asOf: '' },
    versions: {
      s: [
        ['1', '2025-01-01'],
        ['2', '2026-01-01'],
        ['3', '2026-06-01'],
      ],
    },
    packages: { s: 's', libs: 's' },
  };
  test.each([
    ['libs', '2', '2026-06-01', '3'],
    ['libs', '3', '2026-05-31', '2'],
    ['s', '2', '2024-01-01', '2'],
    ['s', '2+b1', '2026-06-01', '2+b1'],
    ['other', '2', '2026-06-01', '2'],
  ])('%s %s on %s is %s', (name, version, day, expected) => {
    expect(versionAt(history, name, version, day)).toBe(expected);
  });
});

describe('a published base that is rebuilt', () => {
  const world = { worldSeconds: NOVEMBER, tagMoves };
  const catalog = load('debian:bookworm-slim', world);

  test('has other digests, and the packages of its day', () => {
    const published = open(catalog, 'debian:bookworm-slim', { ...world, worldSeconds: MARCH - 1 });
    const before = open(catalog, 'debian:bookworm-slim', { ...world, worldSeconds: JUNE - 1 });
    const after = open(catalog, 'debian:bookworm-slim', world);
    expect(published).toBe(openImage(catalog, 'debian:bookworm-slim'));
    const identities = [published, before, after].flatMap(({ digest, manifestDigest, layers }) => [
      digest,
      manifestDigest,
      layers[0]?.digest,
      layers[0]?.diffId,
    ]);
    expect(new Set(identities).size).toBe(12);
    expect([installed(before, 'libc6'), installed(after, 'libc6')]).toEqual(['2.36-9+deb12u13', '2.36-9+deb12u14']);
    expect(installed(after, 'bash')).toBe(installed(before, 'bash'));
    expect(open(catalog, 'debian:12-slim', world)).toBe(after);
    expect(open(catalog, `debian@${after.digest}`, { tagMoves })).toBe(after);
    expect(open(catalog, `debian@${published.digest}`, world)).toBe(published);
  });

  test('a digest that the catalogue knows as another of the same tag keeps its own name', () => {
    const pinned = 'sha256:9c346e4be81b5ca7ff31a0d89eaeade58b0f95cfd3baed1f36083ddb47ca3160';
    const name = 'gcr.io/distroless/static-debian12';
    const distroless = load(name, {});
    expect(open(distroless, `${name}@${pinned}`, {}).digest).toBe(pinned);
    expect(open(distroless, name, {}).digest).not.toBe(pinned);
  });
});

describe('apt on a day', () => {
  const catalog = load('debian:bookworm-slim', { worldSeconds: NOVEMBER });
  const base = openImage(catalog, 'debian:bookworm-slim');
  const listsAt = (worldSeconds: number | undefined) =>
    runInImage(
      catalogAt(catalog, worldSeconds),
      base.tree,
      'apt-get update -qq && apt-cache policy curl | grep Candidate; find /var/lib/apt/lists -name "*security*Packages*" | xargs sha256sum',
    );

  test.each([
    [Date.UTC(2026, 4, 1) / 1000, '7.88.1-10+deb12u14'],
    [Date.UTC(2026, 4, 9) / 1000, '7.88.1-10+deb12u15'],
    [undefined, '7.88.1-10+deb12u15'],
  ])('at %s curl is %s', (worldSeconds, version) => {
    expect(listsAt(worldSeconds).printed).toContain(`Candidate: ${version}`);
  });

  test('the lists of two days differ, those of one do not', () => {
    const [one, same, other] = [JUNE, JUNE + 60, NOVEMBER].map((seconds) => listsAt(seconds).printed.split('\n')[1]);
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });

  test('the history is loaded for another day only', () => {
    expect(catalog.has('debian-versions')).toBe(true);
    expect(load('debian:bookworm-slim', {}).has('debian-versions')).toBe(false);
    expect(load('alpine:3.23', { worldSeconds: JUNE }, 'apk add curl').has('debian-versions')).toBe(false);
  });
});
