import type { TreeNode } from '../../fs/types';
import { errorText } from '../errno';
import { findGroup, findUser } from '../passwd';
import type { ProgramContext } from '../types';
import { changeMode, describeMode } from './mode';
import { byFlavour, complain, parseOptions, refuseMissingOperand, refuseOption } from './options';
import { forEachPath } from './walk';

export function chmod(context: ProgramContext): number {
  // A symbolic mode such as `-x` looks like options: everything that reads as a mode is one.
  const modeIndex = context.args.findIndex((word) => !/^-/.test(word) || (/^-[rwxXstugo0-7]+(?:,.*)?$/.test(word) && !/^-R$/.test(word)));
  const reference = context.args.find((word) => word.startsWith('--reference='));
  const mode = reference === undefined ? context.args[modeIndex] : undefined;
  const options = parseOptions(
    context.args.filter((_, index) => reference !== undefined || index !== modeIndex),
    {
      short: 'Rcvf',
      long: { recursive: 'R', changes: 'c', verbose: 'v', silent: 'f', quiet: 'f', reference: 'ref:', 'preserve-root': 'x', 'no-preserve-root': 'x' },
    },
  );
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  if ((mode === undefined && reference === undefined) || options.operands.length === 0) return refuseMissingOperand(context, mode);
  const model = reference === undefined ? undefined : context.fs.stat(context.resolve(options.values.get('ref') ?? ''));
  const text = model?.ok ? model.value.mode.toString(8).padStart(5, '0') : (mode ?? '');
  if (changeMode(text, 0, false, context.umask) === undefined) {
    complain(context, byFlavour(context, `invalid mode: '${text}'`, `invalid mode '${text}'`));
    if (context.flavour === 'gnu') context.err(`Try '${context.name} --help' for more information.\n`);
    return 1;
  }
  return changeEach(context, options.operands, options.flags.has('R'), options.flags.has('f'), (path, node, named) => {
    if (node.kind === 'symlink' && !named) return undefined;
    const absolute = context.resolve(path);
    const target = node.kind === 'symlink' ? context.fs.stat(absolute) : { ok: true as const, value: node };
    if (!target.ok) return target.errno;
    const mode = changeMode(text, target.value.mode, target.value.kind === 'directory', context.umask) ?? 0;
    const changed = context.fs.chmod(absolute, mode);
    if (changed.ok && (options.flags.has('v') || (options.flags.has('c') && mode !== target.value.mode)))
      context.out(`mode of '${path}' changed to ${mode.toString(8).padStart(4, '0')} (${describeMode('file', mode).slice(1)})\n`);
    return changed.ok ? undefined : changed.errno;
  });
}

type Change = (path: string, node: TreeNode, named: boolean) => Parameters<typeof errorText>[0] | undefined;

function changeEach(context: ProgramContext, operands: readonly string[], recursive: boolean, quiet: boolean, change: Change): number {
  let failed = false;
  for (const operand of operands) {
    const walked = forEachPath(context, operand, recursive, (path, node) => {
      const errno = change(path, node, path === operand);
      if (errno === undefined) return;
      failed = true;
      if (!quiet) complain(context, describeFailure(context, path, errno));
    });
    if (walked.ok) continue;
    failed = true;
    if (!quiet)
      complain(context, byFlavour(context, `cannot access '${operand}': ${errorText(walked.errno)}`, `${operand}: ${errorText(walked.errno)}`));
  }
  return failed ? 1 : 0;
}

function describeFailure(context: ProgramContext, path: string, errno: Parameters<typeof errorText>[0]): string {
  const what = context.name === 'chmod' ? 'permissions' : context.name === 'chgrp' ? 'group' : 'ownership';
  const gnu = context.name === 'chgrp' ? `changing group of '${path}'` : `changing ${what} of '${path}'`;
  return `${byFlavour(context, gnu, path)}: ${errorText(errno)}`;
}

export interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** `user`, `user:group`, `user:` (its login group), `:group`; numbers need not exist. A text is what was not found. */
export function parseOwner(context: ProgramContext, text: string): Owner | { readonly invalid: 'user' | 'group'; readonly name: string } {
  const separator = text.includes(':') ? ':' : findUser(context.fs, text) ? undefined : text.includes('.') ? '.' : undefined;
  const [userText, groupText] =
    separator === undefined ? [text, undefined] : [text.slice(0, text.indexOf(separator)), text.slice(text.indexOf(separator) + 1)];
  const user = userText === undefined || userText === '' ? undefined : findUser(context.fs, userText);
  const uid = user?.uid ?? (/^\d+$/.test(userText ?? '') ? Number(userText) : undefined);
  if (userText !== '' && uid === undefined) return { invalid: 'user', name: userText ?? '' };
  const owner = uid === undefined ? {} : { uid };
  if (groupText === undefined) return owner;
  if (groupText === '') return user ? { ...owner, gid: user.gid } : owner;
  const gid = findGroup(context.fs, groupText)?.gid ?? (/^\d+$/.test(groupText) ? Number(groupText) : undefined);
  return gid === undefined ? { invalid: 'group', name: groupText } : { ...owner, gid };
}

export function chown(context: ProgramContext): number {
  return changeOwner(context, (text) => parseOwner(context, text));
}

export function chgrp(context: ProgramContext): number {
  return changeOwner(context, (text) => parseOwner(context, `:${text}`));
}

function changeOwner(context: ProgramContext, parse: (text: string) => ReturnType<typeof parseOwner>): number {
  const options = parseOptions(context.args, {
    short: 'RhcvfLHP',
    long: {
      recursive: 'R',
      'no-dereference': 'h',
      dereference: 'd',
      changes: 'c',
      verbose: 'v',
      silent: 'f',
      quiet: 'f',
      reference: 'ref:',
      from: 'from:',
      'preserve-root': 'x',
      'no-preserve-root': 'x',
    },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const reference = options.values.get('ref');
  const [text, ...paths] = reference === undefined ? options.operands : ['', ...options.operands];
  if (text === undefined || paths.length === 0) return refuseMissingOperand(context, text);
  const model = reference === undefined ? undefined : context.fs.stat(context.resolve(reference));
  const owner = model?.ok ? { uid: model.value.uid, gid: model.value.gid } : parse(text);
  if ('invalid' in owner) {
    complain(
      context,
      byFlavour(
        context,
        `invalid ${owner.invalid}: '${text}'`,
        text.includes(':') && context.name === 'chown' ? `unknown user/group ${text}` : `unknown ${owner.invalid} ${owner.name}`,
      ),
    );
    return 1;
  }
  const recursive = options.flags.has('R');
  return changeEach(context, paths, recursive, options.flags.has('f'), (path, node, named) => {
    const followLink = !options.flags.has('h') && !(recursive && node.kind === 'symlink' && !named);
    const changed = context.fs.chown(context.resolve(path), owner, { followLink });
    const [uid, gid] = [owner.uid ?? node.uid, owner.gid ?? node.gid];
    const differs = uid !== node.uid || gid !== node.gid;
    if (changed.ok && context.flavour === 'busybox' && (options.flags.has('v') || (options.flags.has('c') && differs)))
      context.out(`changed ownership of '${path}' to ${uid}:${gid}\n`);
    return changed.ok ? undefined : changed.errno;
  });
}
