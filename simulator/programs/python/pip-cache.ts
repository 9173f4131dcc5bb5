import type { ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { type Creation, type NewNode, subtreeOf } from '../subtree';
import { CACHE_ENTRY_BYTES, INDEX_PAGE_BYTES } from './figures';

/** One answer of the index that pip keeps: a page, a metadata file or an archive. */
export interface CachedAnswer {
  readonly subject: string;
  readonly sizeBytes: number;
}

export function indexPage(name: string): CachedAnswer {
  return { subject: `page ${name}`, sizeBytes: INDEX_PAGE_BYTES };
}

export function archiveAnswer(archive: string, sizeBytes: number): CachedAnswer {
  return { subject: `archive ${archive}`, sizeBytes };
}

export function metadataAnswer(archive: string, sizeBytes: number): CachedAnswer {
  return { subject: `metadata ${archive}`, sizeBytes };
}

export function isCached(context: ProgramContext, folder: string, answer: CachedAnswer): boolean {
  return context.fs.exists(`${folder}/http-v2/${placeOf(answer.subject)}.body`);
}

/** An entry is two files: what the server said about it, and `.body` (pypa/pip src/pip/_internal/network/cache.py). */
export function fillCache(context: ProgramContext, folder: string, answers: readonly CachedAnswer[], creation: Creation): void {
  const missing = answers.filter((answer) => !isCached(context, folder, answer));
  const nodes = missing.flatMap((answer): NewNode[] => [
    {
      kind: 'file',
      path: `http-v2/${placeOf(answer.subject)}`,
      content: { kind: 'generated', seed: `pip cache ${answer.subject}`, sizeBytes: CACHE_ENTRY_BYTES },
      mode: 0o600,
    },
    {
      kind: 'file',
      path: `http-v2/${placeOf(answer.subject)}.body`,
      content: { kind: 'generated', seed: `pip body ${answer.subject}`, sizeBytes: answer.sizeBytes },
      mode: 0o600,
    },
  ]);
  if (nodes.length === 0) return;
  context.fs.mkdirAll(folder);
  mergeTree(context.fs, folder, subtreeOf(nodes, creation));
}

/** The day's answer to whether pip itself is outdated. */
export function writeSelfCheck(context: ProgramContext, folder: string, prefix: string): void {
  const path = `${folder}/selfcheck/${hexOf(prefix).slice(0, 56)}`;
  if (context.fs.exists(path)) return;
  context.fs.mkdirAll(`${folder}/selfcheck`);
  context.fs.write(path, `{"key":"${prefix}","last_check":"2026-11-25T00:00:00+00:00","pypi_version":"26.1.1"}`);
}

/** `a/b/c/d/e/abcde…`: the first five digits of the hash are folders. Not a real hash, as the address is not real either. */
function placeOf(subject: string): string {
  const hex = hexOf(subject).slice(0, 56);
  return `${[...hex.slice(0, 5)].join('/')}/${hex}`;
}

function hexOf(text: string): string {
  let hex = '';
  for (let round = 0; hex.length < 64; round++) {
    let state = 0x811c9dc5;
    for (const character of `${round} ${text}`) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b);
    hex += ((state ^ (state >>> 13)) >>> 0).toString(16).padStart(8, '0');
  }
  return hex;
}

/** pip uses the cache only where the folder, or the first parent that exists, belongs to whoever runs it. */
export function isCacheUsable(context: ProgramContext, folder: string): boolean {
  for (let path = folder; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
    const node = context.fs.stat(path);
    if (node.ok) return context.identity.uid === 0 ? node.value.uid === 0 : mayWrite(context, path);
  }
  return context.identity.uid === 0;
}

/** By mode and owner, as `access` would say. A folder that is not there takes after its parent. */
export function mayWrite(context: ProgramContext, path: string): boolean {
  if (context.identity.uid === 0) return true;
  const node = context.fs.stat(path);
  if (!node.ok) return path.length > 1 && mayWrite(context, path.slice(0, path.lastIndexOf('/')) || '/');
  const { mode, uid, gid } = node.value;
  const { identity } = context;
  if (uid === identity.uid) return (mode & 0o200) !== 0;
  if (gid === identity.gid || identity.groups.includes(gid)) return (mode & 0o020) !== 0;
  return (mode & 0o002) !== 0;
}
