import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contentSha256 } from '../fs/content';
import { diffTrees } from '../fs/diff';
import { editTree } from '../fs/editor';
import { buildTree, type TreeEntry } from '../fs/tree';
import type { LayerEntry, Tree } from '../fs/types';
import { coreProgramTable } from './programs';
import { runProcess } from './run-process';

interface RecordedEntry {
  readonly path: string;
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly link?: string;
  readonly sha256?: string;
  readonly text?: string;
}

interface RecordedLayer {
  readonly base?: boolean;
  readonly entries?: readonly RecordedEntry[];
}

interface RecordedImage {
  readonly layers: readonly RecordedLayer[] | null;
}

function readJson<T>(path: string, check: (value: unknown) => value is T): T {
  const value: unknown = JSON.parse(readFileSync(new URL(`../../corpus/${path}`, import.meta.url), 'utf8'));
  if (!check(value)) throw new Error(`${path} is not as expected`);
  return value;
}

interface RecordedCase {
  readonly files: Readonly<Record<string, unknown>>;
  readonly builds: readonly { readonly expect: { readonly ok: boolean; readonly images?: readonly RecordedImage[] } }[];
}

const isCase = (value: unknown): value is RecordedCase => typeof value === 'object' && value !== null && 'files' in value && 'builds' in value;
const isBases = (value: unknown): value is readonly { readonly reference: string; readonly images: readonly RecordedImage[] }[] =>
  Array.isArray(value);

const base = baseTree();

function baseTree(): Tree {
  const busybox = readJson('bases.json', isBases).find((image) => image.reference === 'busybox:1.36');
  return buildTree((busybox?.images[0]?.layers ?? []).flatMap((layer) => layer.entries ?? []).map(treeEntry));
}

function treeEntry(entry: RecordedEntry): TreeEntry {
  const { path, mode, uid, gid } = entry;
  if (entry.type === 'dir') return { kind: 'directory', path, mode, uid, gid };
  if (entry.type === 'symlink') return { kind: 'symlink', path, mode, uid, gid, target: entry.link ?? '' };
  const content =
    entry.text === undefined && entry.size > 0
      ? ({ kind: 'opaque', sha256: entry.sha256 ?? '', sizeBytes: entry.size, program: 'busybox' } as const)
      : ({ kind: 'bytes', bytes: new TextEncoder().encode(entry.text ?? '') } as const);
  return { kind: 'file', path, mode, uid, gid, content };
}

/** The RUN lines of a Dockerfile that consists of nothing else after `FROM busybox:1.36`; here-documents and flags aside. */
function plainRuns(dockerfile: string): readonly string[] | undefined {
  const [from, ...lines] = dockerfile
    .replace(/\\\n/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (from !== 'FROM busybox:1.36' || lines.length === 0) return undefined;
  const runs = lines.map((line) => /^RUN (?!--|\[|<<)((?:(?!<<).)*)$/.exec(line)?.[1]);
  return runs.every((run) => run !== undefined) ? runs.filter((run) => run !== undefined) : undefined;
}

const cases = ['cache', 'config', 'fs', 'graph', 'expand'].flatMap((folder) =>
  readdirSync(new URL(`../../corpus/${folder}`, import.meta.url)).flatMap((name) => {
    const recorded = readJson(`${folder}/${name}`, isCase);
    const dockerfile = recorded.files.Dockerfile;
    const runs = typeof dockerfile === 'string' ? plainRuns(dockerfile) : undefined;
    const first = recorded.builds[0]?.expect;
    return runs && first?.ok ? [{ name: `${folder}/${name}`, runs, layers: first.images?.[0]?.layers ?? [] }] : [];
  }),
);

test('there are recordings to check against', () => {
  expect(cases.length).toBeGreaterThan(5);
});

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** In a tar a whiteout is an empty file. */
function layerRow(entry: LayerEntry): readonly (string | number)[] {
  const whiteout = entry.type === 'whiteout';
  const sha256 = whiteout ? EMPTY_SHA256 : entry.content ? contentSha256(entry.content) : '';
  return [entry.path, whiteout ? 'file' : entry.type, entry.mode, entry.uid, entry.gid, entry.link ?? '', sha256];
}

describe.each(cases)('$name', ({ runs, layers }) => {
  test('each RUN leaves the recorded layer', () => {
    let tree = base;
    const produced = runs.map((script) => {
      const fs = editTree(tree, { uid: 0, gid: 0, nowSeconds: 1_800_000_000 });
      const outcome = runProcess({
        argv: ['/bin/sh', '-c', script],
        env: [['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']],
        workingDirectory: '/',
        identity: { uid: 0, gid: 0, groups: [] },
        fs,
        network: false,
        nowSeconds: 1_800_000_000,
        programs: coreProgramTable(),
      });
      expect({ script, exitCode: outcome.exitCode, fidelity: outcome.fidelity }).toEqual({ script, exitCode: 0, fidelity: 'exact' });
      const after = fs.commit();
      const diff = diffTrees(tree, after);
      tree = after;
      return diff.map(layerRow);
    });
    const expected = layers
      .filter((layer) => layer.base !== true)
      .map((layer) =>
        (layer.entries ?? []).map((entry) => [
          entry.path.replace(/\/$/, ''),
          entry.type,
          entry.mode,
          entry.uid,
          entry.gid,
          entry.link ?? '',
          entry.sha256 ?? '',
        ]),
      );
    expect(produced).toEqual(expected);
  });
});
