import { type FileOperation, rootOf } from './copy';
import { resolveSources } from './copy-sources';
import { errorText } from './errno-text';
import { tooLongPart } from './name-limits';
import type { Owner } from './owner';
import { baseName, cleanPath, joinPath, parentPath } from './path';
import { rootPath } from './root-path';
import type { TreeEditor } from './types';

/** The file operations besides copying (moby/buildkit solver/llbsolver/file/backend.go). The editor must act as root. */

const DONE: FileOperation = { ok: true, notUnpacked: [] };

export interface MakeDirectorySpec {
  readonly path: string;
  readonly mode: number;
  readonly makeParents: boolean;
  readonly owner?: Owner;
  readonly timestampSeconds?: number;
}

/** WORKDIR. A directory that exists is left as it is, whoever owns it. */
export function makeDirectory(editor: TreeEditor, spec: MakeDirectorySpec): FileOperation {
  const long = tooLongPart(spec.path);
  if (long !== undefined) return { ok: false, message: errorText('lstat', { errno: 'ENAMETOOLONG', path: long }) };
  const resolved = rootPath(rootOf(editor), spec.path);
  if (!resolved.ok) return resolved;
  const attributes = {
    mode: spec.mode & 0o777,
    ...spec.owner,
    ...(spec.timestampSeconds === undefined ? {} : { mtimeSeconds: spec.timestampSeconds }),
  };
  const made = spec.makeParents ? editor.mkdirAll(resolved.path, attributes) : editor.mkdir(resolved.path, attributes);
  return made.ok || (!spec.makeParents && made.errno === 'EEXIST') ? DONE : { ok: false, message: errorText('mkdir', made) };
}

export interface MakeFileSpec {
  readonly path: string;
  readonly mode: number;
  readonly data: string | Uint8Array;
  readonly owner?: Owner;
  readonly timestampSeconds?: number;
}

/** A file that exists keeps its mode. */
export function makeFile(editor: TreeEditor, spec: MakeFileSpec): FileOperation {
  const long = tooLongPart(spec.path);
  if (long !== undefined) return { ok: false, message: errorText('lstat', { errno: 'ENAMETOOLONG', path: long }) };
  const resolved = rootPath(rootOf(editor), spec.path);
  if (!resolved.ok) return resolved;
  const written = editor.write(resolved.path, spec.data, { mode: spec.mode & 0o777 });
  if (!written.ok) return { ok: false, message: errorText('open', written) };
  if (spec.owner !== undefined) editor.chown(resolved.path, spec.owner);
  if (spec.timestampSeconds !== undefined) editor.utimes(resolved.path, spec.timestampSeconds);
  return DONE;
}

export interface MakeSymlinkSpec {
  readonly target: string;
  readonly path: string;
  readonly owner?: Owner;
}

export function makeSymlink(editor: TreeEditor, spec: MakeSymlinkSpec): FileOperation {
  const resolved = rootPath(rootOf(editor), spec.path);
  if (!resolved.ok) return resolved;
  const made = editor.symlink(spec.target, resolved.path, { ...spec.owner });
  return made.ok ? DONE : { ok: false, message: errorText(`symlink ${spec.target}`, made) };
}

export interface RemoveSpec {
  readonly path: string;
  readonly allowNotFound: boolean;
  readonly allowWildcard: boolean;
}

export function removePath(editor: TreeEditor, spec: RemoveSpec): FileOperation {
  const sources = spec.allowWildcard ? resolveSources(rootOf(editor), cleanPath(spec.path), false) : ({ ok: true, paths: [spec.path] } as const);
  if (!sources.ok) return sources;
  for (const path of sources.paths) {
    const clean = cleanPath(path);
    if (clean === '/') return { ok: false, message: 'rmPath: invalid empty path' };
    const directory = rootPath(rootOf(editor), parentPath(clean));
    if (!directory.ok) return directory;
    const target = joinPath(directory.path, baseName(clean));
    if (!spec.allowNotFound && !editor.exists(target)) return { ok: false, message: `stat ${target}: no such file or directory` };
    editor.removeAll(target);
  }
  return DONE;
}
