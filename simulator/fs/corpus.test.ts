import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ContextEntry } from '../build-types';
import { sha256Hex, sha256OfChunks } from '../digest/sha256';
import { bytesContent } from './content';
import { contextTree } from './context-tree';
import { type CopySpec, copyInto } from './copy';
import { diffTrees } from './diff';
import { editTree } from './editor';
import { makeDirectory } from './file-actions';
import { parseIgnoreFile } from './ignore';
import { parseOwnerSpec, resolveOwner } from './owner';
import { cleanPath, joinPath } from './path';
import { tarChunks, tarSize } from './tar';
import { buildTree, EMPTY_TREE, type TreeEntry } from './tree';
import type { LayerDiff, LayerEntry, Tree } from './types';

/** The recordings as referees: the bytes of every layer, and COPY, ADD, WORKDIR and `.dockerignore` replayed to the same layers. */

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url));
const EPOCH = 1_700_000_000;
const NOW = 1_790_000_000;
const CONTEXT_TIME = 1_690_000_000;

type RecordedFile = string | { text?: string; base64?: string; repeat?: number; mode?: number; symlink?: string; dir?: true } | null;
interface RecordedEntry {
  path: string;
  type: 'file' | 'dir' | 'symlink' | 'hardlink';
  mode: number;
  uid: number;
  gid: number;
  size: number;
  mtime: number;
  link?: string;
  sha256?: string;
  text?: string;
}
interface RecordedLayer {
  base?: true;
  diffId: string;
  size: number;
  entries: RecordedEntry[];
}
interface RecordedCase {
  id: string;
  files: Record<string, RecordedFile>;
  builds: {
    edit?: Record<string, RecordedFile>;
    dockerfile?: string;
    expect: {
      ok: boolean;
      error?: { message: string };
      steps: { name: string; cached?: boolean }[];
      images?: { layers: RecordedLayer[]; config: { WorkingDir?: string } }[];
    };
  }[];
}
interface RecordedBase {
  reference: string;
  images: { layers: RecordedLayer[]; config: { WorkingDir?: string } }[];
}

const cases: RecordedCase[] = ['cache', 'config', 'expand', 'fs', 'graph', 'lint', 'parse'].flatMap((folder) =>
  readdirSync(CORPUS + folder).map((file) => JSON.parse(readFileSync(`${CORPUS}${folder}/${file}`, 'utf8'))),
);
const bases: RecordedBase[] = JSON.parse(readFileSync(`${CORPUS}bases.json`, 'utf8'));

function bytesOf(file: RecordedFile): Uint8Array | undefined {
  if (file === null) return undefined;
  if (typeof file === 'string') return Buffer.from(file);
  const once = file.base64 !== undefined ? Buffer.from(file.base64, 'base64') : file.text !== undefined ? Buffer.from(file.text) : undefined;
  return once && new Uint8Array(Buffer.concat(Array.from({ length: file.repeat ?? 1 }, () => once)));
}

/** Bytes by their hash: all context files, and short texts that steps of the recordings are likely to have written. */
const known = new Map<string, Uint8Array>();
function learn(bytes: Uint8Array): void {
  known.set(sha256Hex(bytes), bytes);
}
for (const recorded of cases) {
  for (const file of [recorded.files, ...recorded.builds.map((build) => build.edit ?? {})].flatMap(Object.values)) {
    const bytes = bytesOf(file);
    if (bytes === undefined) continue;
    learn(bytes);
    const text = bytes.length < 20_000 ? Buffer.from(bytes).toString() : '';
    for (const word of text.split(/[\s'"<>|;&()]+/)) learn(Buffer.from(`${word}\n`));
    for (const [, said = ''] of text.matchAll(/echo (?:-n )?([^\n>|&;]*)/g)) learn(Buffer.from(`${said.trim().replace(/^["']|["']$/g, '')}\n`));
    for (const [, size] of text.matchAll(/head -c (\d+)/g)) learn(new Uint8Array(Number(size)));
  }
}

function layerOf(layer: RecordedLayer): { readonly diff: LayerDiff; readonly isKnown: boolean } {
  let isKnown = true;
  const diff = layer.entries.map((entry): LayerEntry => {
    const { path, type, mode, uid, gid, mtime, size, link } = entry;
    const isWhiteout = /(^|\/)\.wh\.[^/]+$/.test(path);
    const bytes = entry.sha256 === undefined ? undefined : known.get(entry.sha256);
    if (type === 'file' && !isWhiteout && bytes === undefined) isKnown = false;
    const content = bytes ? bytesContent(bytes) : { kind: 'opaque' as const, sha256: entry.sha256 ?? '', sizeBytes: size };
    return {
      ...{ path, type: isWhiteout ? 'whiteout' : type, mode, uid, gid, mtimeSeconds: mtime, sizeBytes: size },
      ...(link === undefined ? {} : { link }),
      ...(type === 'file' && !isWhiteout ? { content } : {}),
    };
  });
  return { diff, isKnown };
}

describe('the bytes of recorded layers', () => {
  const layers = new Map<string, RecordedLayer>();
  for (const build of cases.flatMap((recorded) => recorded.builds)) {
    for (const layer of build.expect.images?.flatMap((image) => image.layers) ?? []) if (!layer.base) layers.set(layer.diffId, layer);
  }

  test('every size', () => {
    const wrong = [...layers.values()].filter((layer) => tarSize(layerOf(layer).diff) !== layer.size);
    expect(wrong).toEqual([]);
    expect(layers.size).toBeGreaterThan(490);
  });

  test('every hash whose content is known', () => {
    const checked = [...layers.values()].map((layer) => ({ layer, ...layerOf(layer) })).filter(({ isKnown }) => isKnown);
    const wrong = checked.filter(({ layer, diff }) => `sha256:${sha256OfChunks(tarChunks(diff))}` !== layer.diffId);
    expect(wrong.map(({ layer }) => layer.diffId)).toEqual([]);
    expect(checked.length).toBeGreaterThan(380);
  });
});

function baseTree(reference: string): { readonly tree: Tree | undefined; readonly workingDirectory: string } {
  const image = bases.find((base) => base.reference === reference)?.images[0];
  if (image === undefined) return { tree: undefined, workingDirectory: '/' };
  const entries = image.layers.flatMap((layer) => layer.entries.map(treeEntry));
  return { tree: buildTree(entries), workingDirectory: image.config.WorkingDir || '/' };
}

function treeEntry(entry: RecordedEntry): TreeEntry {
  const { path, mode, uid, gid, mtime, link = '' } = entry;
  const attributes = { path, mode, uid, gid, mtimeSeconds: mtime };
  if (entry.type === 'dir') return { ...attributes, kind: 'directory' };
  if (entry.type === 'file') {
    const content =
      entry.text !== undefined ? bytesContent(entry.text) : { kind: 'opaque' as const, sha256: entry.sha256 ?? '', sizeBytes: entry.size };
    return { ...attributes, kind: 'file', content };
  }
  return { ...attributes, kind: entry.type, target: link };
}

function contextEntry(file: RecordedFile): ContextEntry | undefined {
  if (file === null) return undefined;
  if (typeof file !== 'string' && file.symlink !== undefined) return { kind: 'symlink', target: file.symlink };
  if (typeof file !== 'string' && file.dir) return { kind: 'directory' };
  const mode = typeof file === 'string' ? undefined : file.mode;
  return { kind: 'file', content: bytesOf(file) ?? '', ...(mode === undefined ? {} : { mode }) };
}

/** Dockerfiles of one stage that only copy, simple enough to be read by splitting words. */
const COPIES_ONLY =
  /^FROM (scratch|busybox:1\.36|appbase:1)\n((COPY|ADD|WORKDIR|USER|LABEL|CMD|EXPOSE) (?!<<|\[|--from|--link|https?:|.*[$"\\]).*\n|#[^=\n]*\n|\n)+$/;

function replay(files: Record<string, RecordedFile>, name: string): { readonly diffs: LayerDiff[]; readonly error?: string } {
  const text = Buffer.from(bytesOf(files[name] ?? '') ?? []).toString();
  const ignoreFile = files[`${name}.dockerignore`] ?? files['.dockerignore'] ?? '';
  const entries = new Map<string, ContextEntry>();
  for (const [path, file] of Object.entries(files)) {
    const entry = contextEntry(file);
    if (entry !== undefined) entries.set(path, entry);
  }
  const context = contextTree(entries, parseIgnoreFile(Buffer.from(bytesOf(ignoreFile) ?? []).toString()), {
    mtimeSeconds: CONTEXT_TIME,
    rootMtimeSeconds: NOW,
  });
  const [, reference = ''] = /^FROM (\S+)/.exec(text) ?? [];
  let { tree, workingDirectory } = baseTree(reference);
  let owner = { uid: 0, gid: 0 };
  const diffs: LayerDiff[] = [];
  for (const line of text.split('\n')) {
    const [keyword = '', ...words] = line.split(/\s+/).filter((word) => word !== '');
    const editor = editTree(tree ?? EMPTY_TREE, { uid: 0, gid: 0, nowSeconds: NOW });
    let failure: string | undefined;
    if (keyword === 'USER') owner = ownerOf(words[0] ?? '', tree);
    if (keyword === 'WORKDIR') {
      const path = words.join(' ');
      workingDirectory = path.startsWith('/') ? cleanPath(path) : joinPath(workingDirectory, path);
      if (workingDirectory === '/') continue;
      makeDirectory(editor, { path: workingDirectory, mode: 0o755, makeParents: true, owner });
    }
    if (keyword === 'COPY' || keyword === 'ADD') failure = copyLine(editor, context, tree, workingDirectory, keyword, words);
    if (failure !== undefined) return { diffs, error: failure };
    if (!['COPY', 'ADD', 'WORKDIR'].includes(keyword)) continue;
    const next = editor.commit();
    diffs.push(diffTrees(tree ?? EMPTY_TREE, next));
    tree = next;
  }
  return { diffs };
}

function ownerOf(spec: string, tree: Tree | undefined) {
  const resolved = resolveOwner(parseOwnerSpec(spec), tree);
  return resolved.ok ? resolved.owner : { uid: -1, gid: -1 };
}

function copyLine(editor: ReturnType<typeof editTree>, context: Tree, tree: Tree | undefined, directory: string, keyword: string, words: string[]) {
  const flags = words.filter((word) => word.startsWith('--'));
  const flag = (name: string) => flags.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  const paths = words.filter((word) => !word.startsWith('--'));
  const dest = paths.pop() ?? '';
  const [chown, chmod] = [flag('chown'), flag('chmod')];
  for (const path of paths) {
    const [pivot, pattern] = path.includes('/./') ? path.split('/./', 2) : ['/', path];
    const parents = flags.includes('--parents');
    const spec: CopySpec = {
      src: parents ? (pivot ?? '') : path,
      dest: dest.startsWith('/') ? dest : `${directory}/${dest}`,
      ...(chown === undefined ? {} : { owner: ownerOf(chown, tree) }),
      ...(chmod === undefined ? {} : { mode: /^[0-7]+$/.test(chmod) ? Number.parseInt(chmod, 8) : chmod }),
      ...{ followSymlink: true, dirCopyContents: true, createDestPath: true, allowWildcard: true, allowEmptyWildcard: true },
      attemptUnpack: keyword === 'ADD' && flag('unpack') !== 'false',
      includePatterns: parents ? [pattern ?? ''] : [],
      excludePatterns: flags.filter((word) => word.startsWith('--exclude=')).map((word) => word.slice(10)),
    };
    const result = copyInto(editor, context, spec);
    if (!result.ok) return result.message;
  }
  return undefined;
}

const replayable = cases.flatMap((recorded) => {
  let files = recorded.files;
  return recorded.builds.flatMap((build, index) => {
    files = { ...files, ...build.edit };
    const name = build.dockerfile ?? 'Dockerfile';
    const text = Buffer.from(bytesOf(files[name] ?? '') ?? []).toString();
    const isFresh = build.expect.steps.every((step) => step.cached !== true) && (index === 0 || build.edit === undefined);
    return COPIES_ONLY.test(text) && isFresh ? [{ build, files, name, title: `${recorded.id} ${index}` }] : [];
  });
});

describe('copying, replayed', () => {
  test('enough cases', () => expect(replayable.length).toBeGreaterThan(40));

  test.each(replayable.filter(({ build }) => build.expect.ok))('$title', ({ build, files, name }) => {
    const layers = build.expect.images?.[0]?.layers.filter((layer) => !layer.base) ?? [];
    const { diffs, error } = replay(files, name);
    expect(error).toBeUndefined();
    const print = (diff: LayerDiff) =>
      diff.map((entry) => `${entry.path} ${entry.mode.toString(8)} ${entry.uid}:${entry.gid} ${Math.min(EPOCH, entry.mtimeSeconds)}`);
    expect(diffs.map(print)).toEqual(layers.map((layer) => print(layerOf(layer).diff)));
    expect(diffs.map((diff) => `sha256:${sha256OfChunks(tarChunks(diff, { clampMtimeSeconds: EPOCH }))}`)).toEqual(
      layers.map((layer) => layer.diffId),
    );
  });

  test('a directory cannot replace a file', () => {
    const clash = cases.find((recorded) => recorded.id === 'fs/copy-onto-existing');
    const build = clash?.builds.find((candidate) => candidate.dockerfile === 'clash.Dockerfile');
    expect(clash && replay(clash.files, 'clash.Dockerfile').error).toBe(build?.expect.error?.message);
  });
});
