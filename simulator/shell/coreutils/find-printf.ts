import { contentSize } from '../../fs/content';
import type { TreeNode } from '../../fs/types';
import { findGroup, findUser } from '../passwd';
import type { ProgramContext } from '../types';
import { formatDate } from './date-format';
import type { Visit } from './find-search';
import { describeMode } from './mode';
import { lastName } from './walk';

/** The text of `-printf`. */
export function printfText(context: ProgramContext, format: string, visit: Visit): string {
  const { node, path } = visit;
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '0': '\0', '\\': '\\' };
  return format.replace(/\\(.)|%([-0]?\d*)(T?.)/g, (all, letter: string | undefined, width: string | undefined, code: string | undefined) => {
    if (letter !== undefined) return escapes[letter] ?? all;
    const text = printfField(context, code ?? '', visit, node, path) ?? all;
    const size = Math.abs(Number(width)) || 0;
    return width?.startsWith('-') ? text.padEnd(size) : text.padStart(size);
  });
}

function printfField(context: ProgramContext, code: string, visit: Visit, node: TreeNode, path: string): string | undefined {
  if (code.startsWith('T') && code.length === 2)
    return code === 'T@' ? `${node.mtimeSeconds}.0000000000` : formatDate(`%${code[1] ?? ''}`, node.mtimeSeconds);
  switch (code) {
    case '%':
      return '%';
    case 'p':
      return path;
    case 'f':
      return lastName(path);
    case 'h':
      return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
    case 'P':
      return path === visit.start ? '' : path.slice(visit.start.replace(/\/$/, '').length + 1);
    case 'H':
      return visit.start;
    case 's':
      return String(node.kind === 'file' ? contentSize(node.content) : 4096);
    case 'm':
      return node.mode.toString(8);
    case 'M':
      return describeMode(node.kind, node.kind === 'symlink' ? 0o777 : node.mode);
    case 'u':
      return findUser(context.fs, node.uid)?.name ?? String(node.uid);
    case 'g':
      return findGroup(context.fs, node.gid)?.name ?? String(node.gid);
    case 'U':
      return String(node.uid);
    case 'G':
      return String(node.gid);
    case 'y':
      return { file: 'f', directory: 'd', symlink: 'l' }[node.kind];
    case 'l':
      return node.kind === 'symlink' ? node.target : '';
    case 'd':
      return String(visit.depth);
    case 't':
      return formatDate('%a %b %e %H:%M:%S.0000000000 %Y', node.mtimeSeconds);
    default:
      return undefined;
  }
}
