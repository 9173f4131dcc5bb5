import type { FsResult, TreeNode } from '../../fs/types';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { byFlavour, complain } from './options';

/** Calls back for a path and, with `recursive`, for all that is below it, parents first; links are not followed. */
export function forEachPath(
  context: ProgramContext,
  path: string,
  recursive: boolean,
  visit: (path: string, node: TreeNode) => void,
): FsResult<void> {
  const node = context.fs.lstat(context.resolve(path));
  if (!node.ok) return node;
  visitBelow(context, path, node.value, recursive, visit);
  return { ok: true, value: undefined };
}

function visitBelow(context: ProgramContext, path: string, node: TreeNode, recursive: boolean, visit: (path: string, node: TreeNode) => void): void {
  context.spend(1);
  visit(path, node);
  if (!recursive || node.kind !== 'directory') return;
  const names = context.fs.list(context.resolve(path));
  if (!names.ok)
    return complain(
      context,
      byFlavour(context, `cannot read directory '${path}': ${errorText(names.errno)}`, `can't open '${path}': ${errorText(names.errno)}`),
    );
  for (const name of names.value) {
    const inner = joinName(path, name);
    const child = context.fs.lstat(context.resolve(inner));
    if (child.ok) visitBelow(context, inner, child.value, true, visit);
  }
}

export function joinName(path: string, name: string): string {
  return path.endsWith('/') ? path + name : `${path}/${name}`;
}

/** The last name of an operand, as `cp` uses it inside a directory. */
export function lastName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1) || (path.startsWith('/') ? '/' : '');
}

/** Where a source ends up: inside the target when that is a directory. */
export function targetFor(context: ProgramContext, source: string, target: string, intoDirectory: boolean): string {
  return intoDirectory ? joinName(target, lastName(context.resolve(source).endsWith('/..') ? '..' : source)) : target;
}

export function isDirectory(context: ProgramContext, path: string): boolean {
  const node = context.fs.stat(context.resolve(path));
  return node.ok && node.value.kind === 'directory';
}
