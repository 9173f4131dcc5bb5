import { contentSize } from '../../fs/content';
import type { TreeNode } from '../../fs/types';
import { errorText } from '../errno';
import { findGroup, findUser } from '../passwd';
import type { ProgramContext } from '../types';
import { formatDate } from './date-format';
import { describeMode } from './mode';
import { complain, parseOptions, refuseMissingOperand, refuseOption } from './options';

export function stat(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'c:Lft',
    long: { format: 'c:', printf: 'printf:', dereference: 'L', terse: 't', 'file-system': 'f' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  if (options.operands.length === 0) return refuseMissingOperand(context);
  let failed = false;
  for (const path of options.operands) {
    const absolute = context.resolve(path);
    const node = options.flags.has('L') ? context.fs.stat(absolute) : context.fs.lstat(absolute);
    if (!node.ok) {
      complain(
        context,
        context.flavour === 'gnu' ? `cannot statx '${path}': ${errorText(node.errno)}` : `can't stat '${path}': ${errorText(node.errno)}`,
      );
      failed = true;
      continue;
    }
    const format = options.values.get('c');
    const printf = options.values.get('printf');
    if (format !== undefined) context.out(`${fill(context, format, path, node.value)}\n`);
    else if (printf !== undefined) context.out(fill(context, printf.replace(/\\n/g, '\n').replace(/\\t/g, '\t'), path, node.value));
    else context.out(describe(context, path, node.value));
  }
  return failed ? 1 : 0;
}

function fill(context: ProgramContext, format: string, path: string, node: TreeNode): string {
  return format.replace(/%([-0]*)(\d*)([HL]?[A-Za-z]|%)/g, (all, flags: string, width: string, code: string) => {
    const text = field(context, code, path, node);
    if (text === undefined) return all;
    return flags.includes('-') ? text.padEnd(Number(width)) : text.padStart(Number(width), flags.includes('0') ? '0' : ' ');
  });
}

function typeName(node: TreeNode): string {
  if (node.kind === 'directory') return 'directory';
  if (node.kind === 'symlink') return 'symbolic link';
  return contentSize(node.content) === 0 ? 'regular empty file' : 'regular file';
}

const TYPE_BITS = { file: 0o100000, directory: 0o040000, symlink: 0o120000 } as const;

function sizeOf(node: TreeNode): number {
  return node.kind === 'file' ? contentSize(node.content) : node.kind === 'symlink' ? node.target.length : 4096;
}

function field(context: ProgramContext, code: string, path: string, node: TreeNode): string | undefined {
  const mode = node.kind === 'symlink' ? 0o777 : node.mode;
  switch (code) {
    case '%':
      return '%';
    case 'a':
      return mode.toString(8);
    case 'A':
      return describeMode(node.kind, mode);
    case 'f':
      return (TYPE_BITS[node.kind] | mode).toString(16);
    case 'F':
      return typeName(node);
    case 'g':
      return String(node.gid);
    case 'G':
      return findGroup(context.fs, node.gid)?.name ?? 'UNKNOWN';
    case 'u':
      return String(node.uid);
    case 'U':
      return findUser(context.fs, node.uid)?.name ?? 'UNKNOWN';
    case 'h':
      return String(linksOf(context, path, node));
    case 'n':
      return path;
    case 'N':
      return node.kind === 'symlink' ? `'${path}' -> '${node.target}'` : context.flavour === 'gnu' ? `'${path}'` : path;
    case 's':
      return String(sizeOf(node));
    case 'b':
      return String(node.kind === 'symlink' ? 0 : Math.ceil(sizeOf(node) / 4096) * 8);
    case 'B':
      return '512';
    case 'o':
      return '4096';
    case 'T':
      return context.flavour === 'busybox' ? 'UNKNOWN' : 'overlayfs';
    case 'i':
      return '1';
    case 'd':
      return '0';
    case 'X':
    case 'Y':
    case 'Z':
      return String(node.mtimeSeconds);
    case 'x':
    case 'y':
    case 'z':
      return formatDate('%Y-%m-%d %H:%M:%S.000000000 +0000', node.mtimeSeconds);
    default:
      return undefined;
  }
}

function linksOf(context: ProgramContext, path: string, node: TreeNode): number {
  if (node.kind === 'directory') return 2 + [...node.children.values()].filter((child) => child.kind === 'directory').length;
  const count = context.fs.linkCount(context.resolve(path));
  return count.ok ? count.value : 1;
}

function describe(context: ProgramContext, path: string, node: TreeNode): string {
  const get = (code: string): string => field(context, code, path, node) ?? '';
  const mode = (node.kind === 'symlink' ? 0o777 : node.mode).toString(8).padStart(4, '0');
  return [
    `  File: ${node.kind === 'symlink' ? `${path} -> ${node.target}` : path}`,
    `  Size: ${get('s').padEnd(10)}\tBlocks: ${get('b').padEnd(10)} IO Block: 4096   ${typeName(node)}`,
    `Device: 0,0\tInode: 1           Links: ${get('h')}`,
    `Access: (${mode}/${get('A')})  Uid: (${get('u').padStart(5)}/${get('U').padStart(8)})   Gid: (${get('g').padStart(5)}/${get('G').padStart(8)})`,
    `Access: ${get('x')}`,
    `Modify: ${get('y')}`,
    `Change: ${get('z')}`,
    ...(context.flavour === 'gnu' ? [' Birth: -'] : []),
    '',
  ].join('\n');
}
