import { bunzip2 } from '../../fs/bunzip2';
import { contentBytes } from '../../fs/content';
import { isUnfetched } from '../../fs/unfetched';
import { unxz } from '../../fs/unxz';
import { MOST_REAL_BYTES } from '../control';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { readContent } from './input';
import { complain, parseOptions, refuseMissingOperand, refuseOption } from './options';

/** What bzip2 or xz packed; `undefined` when the bytes are neither's. */
export function unpackOther(bytes: Uint8Array): { readonly by: 'bzip2' | 'xz'; readonly bytes: Uint8Array } | undefined {
  if (isUnfetched(bytes)) return { by: 'xz', bytes };
  const starts = (...magic: readonly number[]): boolean => magic.every((byte, index) => bytes[index] === byte);
  if (starts(0x42, 0x5a, 0x68)) return { by: 'bzip2', bytes: bunzip2(bytes, MOST_REAL_BYTES) };
  return starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0) ? { by: 'xz', bytes: unxz(bytes, MOST_REAL_BYTES) } : undefined;
}

/** `bunzip2`, `bzcat`, `unxz`, `xzcat`, and `bzip2` and `xz` with `-d`; packing is not simulated. */
export function unpacker(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'cdfkqstvz123456789e',
    long: { stdout: 'c', decompress: 'd', force: 'f', keep: 'k', quiet: 'q', test: 't', verbose: 'v', compress: 'z' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const { flags, operands } = options;
  if (!flags.has('d') && !flags.has('t') && /^(?:bzip2|xz)$/.test(context.name)) return refusePacking(context);
  const toOutput = flags.has('c') || context.name.endsWith('cat');
  let failed = false;
  for (const name of operands.length > 0 ? operands : ['-']) if (!unpackFile(context, name, toOutput, flags)) failed = true;
  return failed ? 1 : 0;
}

/** The recorded BusyBox has no packer for xz. */
function refusePacking(context: ProgramContext): number {
  if (context.isRecorded && context.name === 'xz') return refuseMissingOperand(context);
  context.notice({ fidelity: 'unknown', code: 'compression-not-modelled', details: { program: context.name } });
  return 0;
}

function unpackFile(context: ProgramContext, name: string, toOutput: boolean, flags: ReadonlySet<string>): boolean {
  const content = name === '-' ? undefined : readContent(context, name);
  if (content?.ok === false) return refuse(context, `${name}: ${errorText(content.errno)}`);
  const unpacked = unpackOther(content === undefined ? context.stdin : (contentBytes(content.content) ?? new Uint8Array(0)));
  if (unpacked === undefined) return refuse(context, 'invalid magic');
  if (flags.has('t')) return true;
  if (toOutput || name === '-') {
    context.out(unpacked.bytes);
    return true;
  }
  const target = name.replace(/\.t(?:bz2?|xz)$/, '.tar').replace(/\.(?:bz2|xz)$/, '');
  if (target === name) return refuse(context, `${name}: unknown suffix - ignored`);
  return replaceFile(context, name, target, unpacked.bytes, flags);
}

function replaceFile(context: ProgramContext, name: string, target: string, bytes: Uint8Array, flags: ReadonlySet<string>): boolean {
  const node = context.fs.stat(context.resolve(name));
  const absolute = context.resolve(target);
  if (context.fs.exists(absolute) && !flags.has('f')) return refuse(context, `can't open '${target}': File exists`);
  const written = context.fs.write(absolute, bytes, node.ok ? { mode: node.value.mode } : {});
  if (!written.ok) return refuse(context, `can't open '${target}': ${errorText(written.errno)}`);
  if (node.ok && context.identity.uid === 0 && context.flavour === 'gnu') context.fs.chown(absolute, { uid: node.value.uid, gid: node.value.gid });
  if (node.ok && context.flavour === 'gnu') context.fs.utimes(absolute, node.value.mtimeSeconds);
  if (!flags.has('k')) context.fs.remove(context.resolve(name));
  return true;
}

function refuse(context: ProgramContext, text: string): false {
  complain(context, text);
  return false;
}
