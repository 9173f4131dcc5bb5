import { gzipSync, Inflate } from 'fflate';
import { contentBytes } from '../../fs/content';
import { isUnfetched } from '../../fs/unfetched';
import { bytesOf, concatBytes, encodeText } from '../bytes';
import { MOST_REAL_BYTES, stopAtLimit } from '../control';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { readContent } from './input';
import { byFlavour, complain, parseOptions, refuseOption } from './options';
import { lastName } from './walk';

/** Smaller than this every deflater writes the same few bytes. */
const SAME_EVERYWHERE_BYTES = 32;

/** Compresses as `gzip -n` does. The bytes unpack to the same everywhere, but a different deflater packs larger input differently. */
export function pack(context: ProgramContext, bytes: Uint8Array, level: number): Uint8Array {
  if (bytes.length > SAME_EVERYWHERE_BYTES) context.notice({ fidelity: 'modelled', code: 'compressed-bytes', details: { program: context.name } });
  const packed = gzipSync(bytes, { level: level === 9 ? 9 : 6, mtime: 0 });
  packed[8] = level === 9 ? 2 : level === 1 ? 4 : 0;
  packed[9] = 3;
  return packed;
}

/** `undefined` when it is no gzip data. */
export function unpack(bytes: Uint8Array): Uint8Array | undefined {
  if (isUnfetched(bytes)) return bytes;
  const start = headerSize(bytes);
  if (start === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const inflate = new Inflate((chunk) => {
      size += chunk.length;
      if (size > MOST_REAL_BYTES) stopAtLimit('writtenBytes');
      chunks.push(chunk);
    });
    inflate.push(bytes.subarray(start), true);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
  return concatBytes(chunks);
}

function headerSize(bytes: Uint8Array): number | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8 || bytes.length < 18) return undefined;
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8);
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1;
  return flags & 2 ? at + 2 : at;
}

export function gzip(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'cdfklnNqrtv123456789S:',
    long: {
      stdout: 'c',
      'to-stdout': 'c',
      decompress: 'd',
      uncompress: 'd',
      force: 'f',
      keep: 'k',
      'no-name': 'n',
      name: 'N',
      quiet: 'q',
      test: 't',
      verbose: 'v',
      fast: '1',
      best: '9',
      list: 'l',
    },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const { flags } = options;
  const unpacks = flags.has('d') || flags.has('t') || context.name !== 'gzip';
  const toOutput = flags.has('c') || context.name === 'zcat';
  const level = Number([...flags].findLast((flag) => /\d/.test(flag)) ?? 6);
  let failed = false;
  for (const name of options.operands.length > 0 ? options.operands : ['-']) {
    const done =
      name === '-'
        ? convertStream(context, context.stdin, unpacks, level)
        : convertFile(context, name, { unpacks, toOutput, level, flags, stampSeconds: 0 });
    if (!done) failed = true;
  }
  return failed ? 1 : 0;
}

function convertStream(context: ProgramContext, bytes: Uint8Array, unpacks: boolean, level: number): boolean {
  const result = unpacks ? unpack(bytes) : pack(context, bytes, level);
  if (result) context.out(result);
  else complain(context, byFlavour(context, 'stdin: not in gzip format', 'invalid magic'));
  return result !== undefined;
}

interface Conversion {
  readonly unpacks: boolean;
  readonly toOutput: boolean;
  readonly level: number;
  readonly flags: ReadonlySet<string>;
  /** The time that the packed file itself holds, 0 for none: the one that BusyBox gives to what comes out (archival/bbunzip.c). */
  readonly stampSeconds: number;
}

function convertFile(context: ProgramContext, name: string, how: Conversion): boolean {
  const refuse = (text: string, before = ''): false => {
    if (context.flavour === 'gnu') context.err(`${before}gzip: ${text}\n`);
    else complain(context, text);
    return false;
  };
  const named = how.unpacks && !context.fs.exists(context.resolve(name)) && context.fs.exists(context.resolve(`${name}.gz`)) ? `${name}.gz` : name;
  const node = context.fs.stat(context.resolve(named));
  const content = readContent(context, named);
  if (!content.ok || !node.ok)
    return refuse(
      byFlavour(
        context,
        `${name}: ${errorText(content.ok ? 'ENOENT' : content.errno)}`,
        `${name}: ${errorText(content.ok ? 'ENOENT' : content.errno)}`,
      ),
    );
  const target = how.unpacks ? named.replace(/\.tgz$/, '.tar').replace(/\.gz$/, '') : `${named}.gz`;
  if (!how.toOutput && !how.flags.has('t') && target === named)
    return refuse(byFlavour(context, `${named}: unknown suffix -- ignored`, `${named}: unknown suffix - ignored`));
  const bytes = contentBytes(content.content) ?? new Uint8Array(0);
  const result = how.unpacks ? unpack(bytes) : withName(context, pack(context, bytes, how.level), named, how, node.value.mtimeSeconds);
  if (!result) return refuse(byFlavour(context, `${named}: not in gzip format`, 'invalid magic'), '\n');
  if (how.flags.has('t')) return true;
  if (how.toOutput) {
    context.out(result);
    return true;
  }
  return replaceFile(context, named, target, result, { ...how, stampSeconds: how.unpacks ? stampOf(bytes) : 0 }, node.value);
}

function stampOf(bytes: Uint8Array): number {
  if (isUnfetched(bytes)) return 0;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true);
}

function replaceFile(
  context: ProgramContext,
  source: string,
  target: string,
  bytes: Uint8Array,
  how: Conversion,
  node: { readonly mode: number; readonly uid: number; readonly gid: number; readonly mtimeSeconds: number },
): boolean {
  const absolute = context.resolve(target);
  if (context.fs.exists(absolute) && !how.flags.has('f')) {
    complain(context, byFlavour(context, `${target} already exists;\tnot overwritten`, `can't open '${target}': File exists`));
    return false;
  }
  const written = context.fs.write(absolute, bytes, { mode: node.mode });
  if (!written.ok) {
    complain(context, `${target}: ${errorText(written.errno)}`);
    return false;
  }
  // BusyBox keeps the mode alone.
  if (context.identity.uid === 0 && context.flavour === 'gnu') context.fs.chown(absolute, { uid: node.uid, gid: node.gid });
  const mtimeSeconds = context.flavour === 'gnu' ? node.mtimeSeconds : how.stampSeconds;
  if (mtimeSeconds > 0) context.fs.utimes(absolute, mtimeSeconds);
  if (!how.flags.has('k')) context.fs.remove(context.resolve(source));
  return true;
}

/** GNU gzip stores a file's name and time unless told otherwise; BusyBox stores neither. */
function withName(context: ProgramContext, packed: Uint8Array, name: string, how: Conversion, mtimeSeconds: number): Uint8Array {
  if (context.flavour === 'busybox' || how.flags.has('n')) return packed;
  const head = packed.slice(0, 10);
  head[3] = 8;
  for (let byte = 0; byte < 4; byte++) head[4 + byte] = (mtimeSeconds >>> (8 * byte)) & 255;
  return concatBytes([head, bytesOf(`${encodeText(lastName(name))}\0`), packed.subarray(10)]);
}
