import { contentBytes } from '../../fs/content';
import type { TreeNode } from '../../fs/types';
import { bytesOf, concatBytes, encodeText } from '../bytes';
import { findGroup, findUser } from '../passwd';
import type { ProgramContext } from '../types';

const BLOCK = 512;

/** One member with its header, as GNU tar and BusyBox write it (magic `ustar` and two blanks, names of owner and group). */
export function writeMember(context: ProgramContext, name: string, node: TreeNode, hardLink: string | undefined): Uint8Array {
  const path = encodeText(node.kind === 'directory' ? `${name.replace(/\/+$/, '')}/` : name);
  const link = encodeText(hardLink ?? (node.kind === 'symlink' ? node.target : ''));
  const content = node.kind === 'file' && hardLink === undefined ? (contentBytes(node.content) ?? new Uint8Array(0)) : new Uint8Array(0);
  const type = hardLink !== undefined ? '1' : node.kind === 'directory' ? '5' : node.kind === 'symlink' ? '2' : '0';
  const owner = { user: findUser(context.fs, node.uid)?.name ?? '', group: findGroup(context.fs, node.gid)?.name ?? '' };
  const header = headerBlock({
    path,
    link,
    type,
    size: content.length,
    mode: node.kind === 'symlink' ? 0o777 : node.mode,
    uid: node.uid,
    gid: node.gid,
    mtime: node.mtimeSeconds,
    ...owner,
  });
  const long = [...(link.length > 100 ? [longBlock('K', link)] : []), ...(path.length > 100 ? [longBlock('L', path)] : [])];
  return concatBytes([...long, header, content, new Uint8Array((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

/** GNU's way with names over 100 bytes: a member of their own before the one that they belong to. */
function longBlock(type: 'K' | 'L', text: string): Uint8Array {
  const bytes = bytesOf(`${text}\0`);
  const header = headerBlock({
    path: '././@LongLink',
    link: '',
    type,
    size: bytes.length,
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    user: 'root',
    group: 'root',
  });
  return concatBytes([header, bytes, new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}

interface Header {
  readonly path: string;
  readonly link: string;
  readonly type: string;
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: number;
  readonly user: string;
  readonly group: string;
}

function headerBlock(header: Header): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string, most: number): void => block.set(bytesOf(text.slice(0, most)), at);
  const octal = (at: number, value: number, digits: number): void => put(at, value.toString(8).padStart(digits, '0'), digits);
  put(0, header.path, 100);
  octal(100, header.mode, 7);
  octal(108, header.uid, 7);
  octal(116, header.gid, 7);
  octal(124, header.size, 11);
  octal(136, header.mtime, 11);
  put(148, '        ', 8);
  put(156, header.type, 1);
  put(157, header.link, 100);
  put(257, 'ustar  ', 7);
  put(265, encodeText(header.user), 31);
  put(297, encodeText(header.group), 31);
  const sum = block.reduce((total, byte) => total + byte, 0);
  octal(148, sum, 6);
  block[154] = 0;
  return block;
}

/** Two empty blocks end it; GNU fills up to 20 blocks. */
export function endOfArchive(sizeBytes: number, flavour: ProgramContext['flavour']): Uint8Array {
  const end = sizeBytes + 2 * BLOCK;
  return new Uint8Array(flavour === 'busybox' ? 2 * BLOCK : Math.ceil(end / (20 * BLOCK)) * 20 * BLOCK - sizeBytes);
}
