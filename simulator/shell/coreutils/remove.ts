import type { FsResult } from '../../fs/types';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { byFlavour, complain, parseOptions, refuseMissingOperand, refuseOption } from './options';
import { joinName, lastName } from './walk';

interface RemoveOptions {
  readonly recursive: boolean;
  readonly force: boolean;
  readonly emptyDirectories: boolean;
  readonly verbose: boolean;
  /** Each removal is asked for, and nobody answers unless input says `y`. */
  readonly asks: boolean;
}

export function rm(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'rRfidvI',
    long: {
      recursive: 'r',
      force: 'f',
      interactive: 'i::',
      dir: 'd',
      verbose: 'v',
      'preserve-root': 'preserve::',
      'no-preserve-root': 'np',
      'one-file-system': 'x',
    },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const { flags, operands } = options;
  if (operands.length === 0) return flags.has('f') ? 0 : refuseMissingOperand(context);
  const how: RemoveOptions = {
    recursive: flags.has('r') || flags.has('R'),
    force: flags.has('f'),
    emptyDirectories: flags.has('d'),
    verbose: flags.has('v'),
    asks: flags.has('i') && options.all.findLast(([letter]) => letter === 'i' || letter === 'f')?.[0] === 'i',
  };
  if (how.asks && !/^y/i.test(new TextDecoder().decode(context.stdin.subarray(0, 1)))) return declined(context, operands);
  const results = operands.map((path) => removeOperand(context, path, how));
  return results.every(Boolean) ? 0 : 1;
}

/** Without an answer the question stands, and the file too. */
function declined(context: ProgramContext, operands: readonly string[]): number {
  for (const path of operands) context.err(`rm: remove '${path}'? `);
  return 0;
}

function removeOperand(context: ProgramContext, path: string, how: RemoveOptions): boolean {
  const name = lastName(path);
  if (name === '.' || name === '..')
    return refuse(context, byFlavour(context, `refusing to remove '.' or '..' directory: skipping '${path}'`, `can't remove '.' or '..'`));
  if (how.recursive && /^\/+$/.test(path) && context.flavour === 'gnu') {
    complain(context, `it is dangerous to operate recursively on '/'`);
    return refuse(context, 'use --no-preserve-root to override this failsafe');
  }
  return removePath(context, path, how);
}

function removePath(context: ProgramContext, path: string, how: RemoveOptions): boolean {
  context.spend(1);
  const absolute = context.resolve(path);
  const node = context.fs.lstat(absolute);
  if (!node.ok) return how.force && (node.errno === 'ENOENT' || node.errno === 'ENOTDIR') ? true : cannot(context, path, node);
  if (node.value.kind !== 'directory') return finish(context, path, context.fs.remove(absolute), how, false);
  if (!how.recursive) {
    if (how.emptyDirectories) return finish(context, path, context.fs.remove(absolute), how, true);
    return refuse(context, byFlavour(context, `cannot remove '${path}': Is a directory`, `'${path}' is a directory`));
  }
  if (context.identity.uid === 0 && !how.verbose) {
    const all = context.fs.removeAll(absolute);
    if (all.ok) return true;
  }
  const names = context.fs.list(absolute);
  if (!names.ok) return cannot(context, path, names);
  const emptied = names.value.map((name) => removePath(context, joinName(path, name), how)).every(Boolean);
  return emptied && finish(context, path, context.fs.remove(absolute), how, true);
}

function finish(context: ProgramContext, path: string, result: FsResult<void>, how: RemoveOptions, directory: boolean): boolean {
  if (!result.ok) return cannot(context, path, result);
  if (how.verbose) context.out(`removed ${directory ? byFlavour(context, 'directory ', 'directory: ') : ''}'${path}'\n`);
  return true;
}

function cannot(context: ProgramContext, path: string, failure: Extract<FsResult<unknown>, { readonly ok: false }>): false {
  return refuse(context, `${byFlavour(context, `cannot remove '${path}'`, `can't remove '${path}'`)}: ${errorText(failure.errno)}`);
}

function refuse(context: ProgramContext, text: string): false {
  complain(context, text);
  return false;
}

export function rmdir(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'pv', long: { parents: 'p', verbose: 'v', 'ignore-fail-on-non-empty': 'ignore' } });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  if (options.operands.length === 0) return refuseMissingOperand(context);
  let failed = false;
  for (const operand of options.operands) {
    for (let path = operand.replace(/(.)\/+$/, '$1'); ; path = path.slice(0, path.lastIndexOf('/'))) {
      const node = context.fs.lstat(context.resolve(path));
      const removed: FsResult<void> =
        node.ok && node.value.kind !== 'directory' ? { ok: false, errno: 'ENOTDIR', path } : context.fs.remove(context.resolve(path));
      if (!removed.ok && !(options.flags.has('ignore') && removed.errno === 'ENOTEMPTY')) {
        complain(context, byFlavour(context, `failed to remove '${path}': ${errorText(removed.errno)}`, `'${path}': ${errorText(removed.errno)}`));
        failed = true;
      }
      if (!removed.ok || !options.flags.has('p') || path.lastIndexOf('/') <= 0) break;
    }
  }
  return failed ? 1 : 0;
}

export function unlink(context: ProgramContext): number {
  const [path] = context.args;
  if (path === undefined) return refuseMissingOperand(context);
  const removed = context.fs.remove(context.resolve(path));
  if (removed.ok) return 0;
  complain(
    context,
    byFlavour(context, `cannot unlink '${path}': ${errorText(removed.errno)}`, `can't remove file '${path}': ${errorText(removed.errno)}`),
  );
  return 1;
}
