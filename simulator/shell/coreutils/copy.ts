import type { Errno, FsResult, TreeNode } from '../../fs/types';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { byFlavour, complain, parseOptions, refuseMissingOperand, refuseOption, refuseTarget } from './options';
import { isDirectory, joinName, targetFor } from './walk';

interface CopyOptions {
  readonly recursive: boolean;
  /** Keep mode, owner and times. */
  readonly preserve: boolean;
  readonly links: 'follow' | 'keep' | 'follow-named';
  readonly force: boolean;
  readonly noClobber: boolean;
  readonly update: boolean;
  readonly verbose: boolean;
  readonly make: 'copy' | 'link' | 'symlink';
  /** Where a file with several names was copied to first; absent where each name becomes a file of its own. */
  readonly linked: Map<number, string> | undefined;
}

export function cp(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'aRrdfiLPHpTt:vunlsxb',
    long: {
      archive: 'a',
      recursive: 'r',
      force: 'f',
      interactive: 'i',
      dereference: 'L',
      'no-dereference': 'P',
      preserve: 'p::',
      'no-target-directory': 'T',
      'target-directory': 't:',
      verbose: 'v',
      update: 'u',
      'no-clobber': 'n',
      link: 'l',
      'symbolic-link': 's',
      parents: 'parents',
      'no-preserve': 'np:',
      reflink: 'ref::',
      sparse: 'sp:',
      'one-file-system': 'x',
    },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const { flags, values } = options;
  const named = values.get('t');
  const operands = named === undefined ? options.operands : [...options.operands, named];
  const target = operands.at(-1);
  const sources = operands.slice(0, -1);
  if (target === undefined || sources.length === 0) return refuseMissingOperand(context, target);
  const recursive = flags.has('r') || flags.has('R') || flags.has('a');
  const how: CopyOptions = {
    recursive,
    preserve: flags.has('p') || flags.has('a'),
    links: flags.has('L')
      ? 'follow'
      : flags.has('P') || flags.has('d') || flags.has('a')
        ? 'keep'
        : flags.has('H')
          ? 'follow-named'
          : recursive
            ? 'keep'
            : 'follow',
    force: flags.has('f'),
    noClobber: flags.has('n'),
    update: flags.has('u'),
    verbose: flags.has('v'),
    make: flags.has('l') ? 'link' : flags.has('s') ? 'symlink' : 'copy',
    // GNU keeps hard links when asked to, BusyBox whenever it does not follow links (libbb/copy_file.c).
    linked: keepsLinks(context, flags, recursive) ? new Map() : undefined,
  };
  const into = !flags.has('T') && isDirectory(context, target);
  if (!into && (sources.length > 1 || named !== undefined)) {
    return refuseTarget(context, target);
  }
  let failed = false;
  for (const source of sources) {
    const destination = flags.has('parents') ? withParents(context, source, target) : targetFor(context, source, target, into);
    if (!copyPath(context, source, destination, how, true)) failed = true;
  }
  return failed ? 1 : 0;
}

function keepsLinks(context: ProgramContext, flags: ReadonlySet<string>, recursive: boolean): boolean {
  if (context.flavour === 'gnu') return flags.has('a') || flags.has('d');
  return !flags.has('L') && (recursive || flags.has('P') || flags.has('d'));
}

function withParents(context: ProgramContext, source: string, target: string): string {
  const destination = joinName(target, source.replace(/^\/+/, ''));
  context.fs.mkdirAll(context.resolve(destination.slice(0, destination.lastIndexOf('/'))));
  return destination;
}

/** Copies one path; what fails has been complained of. */
export function copyPath(context: ProgramContext, source: string, destination: string, how: CopyOptions, named: boolean): boolean {
  context.spend(1);
  const follows = how.links === 'follow' || (how.links === 'follow-named' && named);
  const node = follows ? context.fs.stat(context.resolve(source)) : context.fs.lstat(context.resolve(source));
  if (!node.ok) return refuse(context, `cannot stat '${source}'`, `can't stat '${source}'`, node.errno);
  if (node.value.kind === 'directory') return copyDirectory(context, source, node.value, destination, how);
  const existing = context.fs.lstat(context.resolve(destination));
  const replaces = existing.ok && existing.value.kind === 'symlink' && node.value.kind === 'symlink';
  if (existing.ok && (how.noClobber || (how.update && existing.value.mtimeSeconds >= node.value.mtimeSeconds))) return true;
  if (!replaces && isSameFile(context, source, destination)) {
    complain(context, byFlavour(context, `'${source}' and '${destination}' are the same file`, `'${source}' and '${destination}' are the same file`));
    return false;
  }
  if (existing.ok && !replaces && isDirectory(context, destination)) {
    complain(
      context,
      byFlavour(context, `cannot overwrite directory '${destination}' with non-directory`, `can't open '${destination}': Is a directory`),
    );
    return false;
  }
  const made = makeCopy(context, source, node.value, destination, how, existing.ok ? existing.value : undefined);
  if (!made.ok) return refuse(context, `cannot create regular file '${destination}'`, `can't create '${destination}'`, made.errno);
  if (how.verbose) context.out(`'${source}' -> '${destination}'\n`);
  return true;
}

function isSameFile(context: ProgramContext, source: string, destination: string): boolean {
  const one = context.fs.realpath(context.resolve(source));
  const two = context.fs.realpath(context.resolve(destination));
  return one.ok && two.ok && one.value === two.value && context.fs.exists(context.resolve(destination));
}

function makeCopy(
  context: ProgramContext,
  source: string,
  node: TreeNode,
  destination: string,
  how: CopyOptions,
  existing: TreeNode | undefined,
): FsResult<void> {
  const { fs } = context;
  const from = context.resolve(source);
  const to = context.resolve(destination);
  if (how.make !== 'copy') {
    if (existing && how.force) fs.remove(to);
    return how.make === 'link' ? fs.link(from, to) : fs.symlink(source, to);
  }
  if (node.kind === 'symlink') return copyLink(context, node, to, how, existing);
  const earlier = node.kind === 'file' && node.linkId !== undefined ? how.linked?.get(node.linkId) : undefined;
  if (earlier !== undefined) {
    if (existing) fs.remove(to);
    return fs.link(earlier, to);
  }
  if (node.kind === 'file' && node.linkId !== undefined) how.linked?.set(node.linkId, to);
  if (existing?.kind === 'symlink' && !fs.exists(to) && how.force) fs.remove(to);
  const content = fs.content(from);
  if (!content.ok) return content;
  const mode = how.preserve ? node.mode : node.mode & 0o777 & ~context.umask;
  let written = fs.write(to, content.value, existing ? {} : { mode });
  if (!written.ok && how.force && existing) {
    fs.remove(to);
    written = fs.write(to, content.value, { mode });
  }
  return written.ok && how.preserve ? preserve(context, node, to) : written;
}

function copyLink(
  context: ProgramContext,
  node: Extract<TreeNode, { readonly kind: 'symlink' }>,
  to: string,
  how: CopyOptions,
  existing: TreeNode | undefined,
): FsResult<void> {
  if (existing) {
    const removed = context.fs.remove(to);
    if (!removed.ok) return removed;
  }
  const made = context.fs.symlink(node.target, to);
  if (!made.ok || !how.preserve) return made;
  if (context.identity.uid === 0) context.fs.chown(to, { uid: node.uid, gid: node.gid }, { followLink: false });
  // BusyBox keeps a link's owner, not its time (libbb/copy_file.c).
  return context.flavour === 'busybox' ? made : context.fs.utimes(to, node.mtimeSeconds, { followLink: false });
}

/** The owner first, as a change of owner takes setuid bits away. */
function preserve(context: ProgramContext, node: TreeNode, path: string): FsResult<void> {
  context.fs.chown(path, { uid: node.uid, gid: node.gid });
  const moded = context.fs.chmod(path, node.mode);
  return moded.ok ? context.fs.utimes(path, node.mtimeSeconds) : moded;
}

function copyDirectory(
  context: ProgramContext,
  source: string,
  node: Extract<TreeNode, { readonly kind: 'directory' }>,
  destination: string,
  how: CopyOptions,
): boolean {
  if (!how.recursive) {
    complain(context, byFlavour(context, `-r not specified; omitting directory '${source}'`, `omitting directory '${source}'`));
    return false;
  }
  const names = context.fs.list(context.resolve(source));
  if (!names.ok) return refuse(context, `cannot access '${source}'`, `can't open '${source}'`, names.errno);
  const real = [source, destination].map((path) => context.fs.realpath(context.resolve(path)));
  if (real[0]?.ok && real[1]?.ok && `${real[1].value}/`.startsWith(`${real[0].value}/`)) {
    complain(
      context,
      byFlavour(
        context,
        `cannot copy a directory, '${source}', into itself, '${destination}'`,
        `recursion detected, omitting directory '${destination}'`,
      ),
    );
    return false;
  }
  const to = context.resolve(destination);
  const existed = context.fs.stat(to);
  if (existed.ok && existed.value.kind !== 'directory') {
    complain(
      context,
      byFlavour(context, `cannot overwrite non-directory '${destination}' with directory '${source}'`, `target '${destination}' is not a directory`),
    );
    return false;
  }
  if (!existed.ok) {
    const made = context.fs.mkdir(to, { mode: (node.mode & 0o777 & ~context.umask) | 0o700 });
    if (!made.ok) return refuse(context, `cannot create directory '${destination}'`, `can't create directory '${destination}'`, made.errno);
    if (how.verbose) context.out(`'${source}' -> '${destination}'\n`);
  }
  const all = names.value.map((name) => copyPath(context, joinName(source, name), joinName(destination, name), how, false)).every(Boolean);
  if (how.preserve) preserve(context, node, to);
  else if (!existed.ok) context.fs.chmod(to, node.mode & 0o777 & ~context.umask);
  return all;
}

function refuse(context: ProgramContext, gnu: string, busybox: string, errno: Errno): false {
  complain(context, `${byFlavour(context, gnu, busybox)}: ${errorText(errno)}`);
  return false;
}
