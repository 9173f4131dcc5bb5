import type { ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { type NewNode, subtreeOf } from '../subtree';
import { homeOf } from './installation';
import type { Candidate } from './resolve';
import { creationOf } from './write-distribution';

/** Of a page of the index as uv keeps it: only what it needs, ready to be mapped into memory. */
const PAGE_BYTES = 24_000;
const ENTRY_BYTES = 900;

export function uvCacheFolder(context: ProgramContext, option: string | undefined): string {
  const named = option ?? context.env.get('UV_CACHE_DIR');
  return named === undefined ? `${context.env.get('XDG_CACHE_HOME') ?? `${homeOf(context)}/.cache`}/uv` : context.resolve(named);
}

export function isInUvCache(context: ProgramContext, folder: string, { name, version }: Candidate): boolean {
  return context.fs.exists(`${folder}/wheels-v5/pypi/${name}/${version}.http`);
}

/**
 * uv unpacks every wheel into its cache once and links the files from there, so one layer with both holds the bytes once. Where cache
 * and environment are different file systems (a cache mount is one), the files are copied.
 */
export function fillUvCache(context: ProgramContext, folder: string, candidates: readonly Candidate[]): void {
  const nodes: NewNode[] = [];
  if (!context.fs.exists(`${folder}/CACHEDIR.TAG`)) {
    nodes.push(
      text('CACHEDIR.TAG', 'Signature: 8a477f597d28d172789f06886806bc55'),
      text('.gitignore', '*'),
      text('sdists-v9/.gitignore', ''),
      text('interpreter-v4/python.msgpack', 'x'.repeat(ENTRY_BYTES)),
    );
  }
  for (const candidate of candidates) {
    if (candidate.source.kind !== 'index' || isInUvCache(context, folder, candidate)) continue;
    const { name, version } = candidate;
    nodes.push(
      { kind: 'file', path: `simple-v16/pypi/${name}.rkyv`, content: { kind: 'generated', seed: `uv page ${name}`, sizeBytes: PAGE_BYTES } },
      {
        kind: 'file',
        path: `wheels-v5/pypi/${name}/${version}.http`,
        content: { kind: 'generated', seed: `uv wheel ${name} ${version}`, sizeBytes: ENTRY_BYTES },
      },
      {
        kind: 'file',
        path: `wheels-v5/pypi/${name}/${version}.msgpack`,
        content: { kind: 'generated', seed: `uv metadata ${name} ${version}`, sizeBytes: candidate.distribution.metadataBytes },
      },
    );
  }
  if (nodes.length === 0) return;
  context.fs.mkdirAll(folder);
  mergeTree(context.fs, folder, subtreeOf(nodes, creationOf(context)));
}

function text(path: string, value: string): NewNode {
  return { kind: 'file', path, content: { kind: 'bytes', bytes: new TextEncoder().encode(value) } };
}

export type LinkMode = 'hardlink' | 'copy';

/** Tries a link, as uv does with the first file. */
export function canLink(context: ProgramContext, folder: string, site: string): boolean {
  const probe = `${site}/.uv-link`;
  context.fs.mkdirAll(site);
  const linked = context.fs.link(`${folder}/CACHEDIR.TAG`, probe);
  if (linked.ok) context.fs.remove(probe);
  return linked.ok;
}

/** The second name of every installed file, below the cache's archives: hard links where that works, else a copy of its own. */
export function linkFromCache(
  context: ProgramContext,
  folder: string,
  site: string,
  candidate: Candidate,
  paths: readonly string[],
  linked: boolean,
): void {
  const archive = `${folder}/archive-v0/${archiveId(candidate)}`;
  const folders = new Set<string>();
  for (const path of paths) {
    if (path.includes('__pycache__/') || /\.dist-info\/(?:INSTALLER|REQUESTED|RECORD|direct_url\.json)$/.test(path)) continue;
    const place = `${archive}/${path}`;
    const parent = place.slice(0, place.lastIndexOf('/'));
    if (!folders.has(parent)) context.fs.mkdirAll(parent);
    folders.add(parent);
    if (linked) context.fs.link(`${site}/${path}`, place);
    else {
      const content = context.fs.content(`${site}/${path}`);
      if (content.ok) context.fs.write(place, content.value);
    }
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** uv draws the names of its archives by lot; ours follow from name and version. */
function archiveId({ name, version }: Candidate): string {
  let state = 0x811c9dc5;
  for (const character of `${name} ${version}`) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  let id = '';
  for (let index = 0; index < 21; index++) {
    state = Math.imul(state ^ (state >>> 13), 0x5bd1e995);
    id += ALPHABET[(state >>> 24) & 63] ?? 'A';
  }
  return id;
}
