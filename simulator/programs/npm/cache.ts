import type { NpmPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { type Creation, type NewNode, subtreeOf } from '../subtree';
import type { LockEntry } from './lockfile';
import { moduleFacts, tarballBytes } from './world';

/** The registry's documents about a package (all its versions), as the cache keeps them; fits what an express API left in the cache. */
const DOCUMENT_BYTES = 54_000;
/** A package with big files has a long history of them, and so a bigger document. */
const DOCUMENT_SHARE = 0.6;
const LARGEST_DOCUMENT_BYTES = 5_000_000;
/** Of one line of an index bucket. */
const INDEX_BYTES = 420;

export interface CachedModule {
  readonly name: string;
  readonly tarballBytes: number;
  readonly documentBytes: number;
}

export function cachedModule(world: NpmPart, entry: LockEntry): CachedModule {
  const { bytes } = moduleFacts(world, entry.name, entry.version);
  return {
    name: `${entry.name}@${entry.version}`,
    tarballBytes: tarballBytes(world, entry.name, entry.version, bytes),
    documentBytes: Math.round(Math.min(LARGEST_DOCUMENT_BYTES, DOCUMENT_BYTES + bytes * DOCUMENT_SHARE)),
  };
}

/** npm's folder: `--cache`, else `.npm` in the home directory. */
export function cacheFolder(context: ProgramContext, option: string | undefined): string {
  return option === undefined ? `${homeOf(context)}/.npm` : context.resolve(option);
}

export function homeOf(context: ProgramContext): string {
  const home = context.env.get('HOME');
  if (home !== undefined && home !== '') return home === '/' ? '' : home;
  return context.identity.uid === 0 ? '/root' : '';
}

export function isCached(context: ProgramContext, folder: string, module: CachedModule): boolean {
  return context.fs.exists(`${folder}/_cacache/content-v2/sha512/${contentPath(`tarball ${module.name}`)}`);
}

/** Puts tarballs and documents where npm's content-addressed cache has them: two files of content and two of index per package. */
export function fillCache(context: ProgramContext, folder: string, modules: readonly CachedModule[], creation: Creation): void {
  const nodes: NewNode[] = modules.flatMap((module) => [
    content(`tarball ${module.name}`, module.tarballBytes, false),
    content(`document ${module.name}`, module.documentBytes, true),
    index(`tarball ${module.name}`),
    index(`document ${module.name}`),
  ]);
  if (nodes.length === 0) return;
  context.fs.mkdirAll(`${folder}/_cacache`);
  mergeInto(context, `${folder}/_cacache`, nodes, creation);
  context.fs.mkdirAll(`${folder}/_cacache/tmp`);
}

function content(subject: string, sizeBytes: number, text: boolean): NewNode {
  return {
    kind: 'file',
    path: `content-v2/sha512/${contentPath(subject)}`,
    content: { kind: 'generated', seed: `npm cache ${subject}`, sizeBytes, ...(text ? { texture: 'text' } : {}) },
  };
}

function index(subject: string): NewNode {
  return {
    kind: 'file',
    path: `index-v5/${contentPath(`index ${subject}`).slice(0, 70)}`,
    content: { kind: 'generated', seed: `npm index ${subject}`, sizeBytes: INDEX_BYTES, texture: 'text' },
  };
}

/** New buckets are grafted whole; those that exist get their files one by one. */
function mergeInto(context: ProgramContext, folder: string, nodes: readonly NewNode[], creation: Creation): void {
  const tree = subtreeOf(nodes, creation);
  const empty = context.fs.list(folder);
  if (empty.ok && empty.value.length === 0) {
    for (const [name, node] of tree.children) context.fs.graft(`${folder}/${name}`, node);
    return;
  }
  for (const node of nodes) {
    const path = `${folder}/${node.path}`;
    context.fs.mkdirAll(path.slice(0, path.lastIndexOf('/')), { uid: creation.uid, gid: creation.gid });
    if (node.kind === 'file') context.fs.write(path, node.content, { uid: creation.uid, gid: creation.gid });
  }
}

/** `ab/cd/…`, as content addresses are spread over folders. Not a real hash: the content is only a stand-in. */
function contentPath(subject: string): string {
  let hex = '';
  for (let round = 0; hex.length < 128; round++) hex += fnv(`${round} ${subject}`);
  return `${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex.slice(4, 128)}`;
}

function fnv(text: string): string {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  state = Math.imul(state ^ (state >>> 15), 0x85ebca6b);
  return ((state ^ (state >>> 13)) >>> 0).toString(16).padStart(8, '0');
}
