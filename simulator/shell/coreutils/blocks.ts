import { bytesContent, contentBytes, contentSize } from '../../fs/content';
import type { FileContent } from '../../fs/types';
import { concatBytes } from '../bytes';
import { pseudoRandomBytes } from '../devices';
import { errorText } from '../errno';
import { compactContent, realBytes, zeros } from '../streams';
import type { ProgramContext } from '../types';
import { endlessDevice, readContent } from './input';
import { byFlavour, complain, parseOptions, parseSize, refuseMissingOperand, refuseOption } from './options';

/** `dd`: only the first and last bytes matter here, so the blocks are not read one by one. */
export function dd(context: ProgramContext): number {
  const settings = new Map(context.args.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]));
  const number = (name: string, fallback: number): number => parseMultiplied(settings.get(name)) ?? fallback;
  const size = number('bs', 512);
  const input = number('ibs', size);
  const count = settings.has('count') ? number('count', 0) * (settings.get('iflag')?.includes('count_bytes') ? 1 : input) : undefined;
  const content = readSlice(context, settings.get('if'), number('skip', 0) * input, count);
  if (typeof content === 'string') {
    complain(
      context,
      byFlavour(context, `failed to open '${settings.get('if') ?? ''}': ${content}`, `can't open '${settings.get('if') ?? ''}': ${content}`),
    );
    return 1;
  }
  const conversions = settings.get('conv')?.split(',') ?? [];
  const unknown = conversions.find((name) => !['notrunc', 'sync', 'noerror', 'fsync', 'swab'].includes(name));
  if (context.flavour === 'busybox' && unknown !== undefined) {
    complain(context, `invalid argument '${unknown}' to 'conv'`);
    return 1;
  }
  const bytes = contentSize(content);
  const filled = conversions.includes('sync') && bytes % input !== 0 ? padded(content, Math.ceil(bytes / input) * input) : content;
  const problem = writeBlocks(
    context,
    settings.get('of'),
    filled,
    number('seek', 0) * number('obs', size),
    settings.get('conv')?.includes('notrunc') ?? false,
  );
  if (problem !== undefined) {
    complain(
      context,
      byFlavour(context, `failed to open '${settings.get('of') ?? ''}': ${problem}`, `can't open '${settings.get('of') ?? ''}': ${problem}`),
    );
    return 1;
  }
  report(context, bytes, size, settings.get('status'));
  return 0;
}

/** `conv=sync`: the last block is filled up with zeros. */
function padded(content: FileContent, size: number): FileContent {
  const bytes = realBytes(content);
  return bytesContent(concatBytes([bytes, new Uint8Array(size - bytes.length)]));
}

function parseMultiplied(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const factors = text.split('x').map(parseSize);
  return factors.every((factor) => factor !== undefined) ? factors.reduce((product, factor) => (product ?? 0) * (factor ?? 0), 1) : undefined;
}

function readSlice(context: ProgramContext, path: string | undefined, skip: number, count: number | undefined): FileContent | string {
  const device = path === undefined ? undefined : endlessDevice(context, path);
  if (device && count !== undefined) {
    if (device === 'zero') return zeros(count);
    context.spend(count / 64);
    return bytesContent(pseudoRandomBytes(Math.min(count, 1 << 26), count));
  }
  const found = path === undefined ? { ok: true as const, content: bytesContent(context.stdin) } : readContent(context, path);
  if (!found.ok) return errorText(found.errno);
  if (skip === 0 && (count === undefined || count >= contentSize(found.content))) return found.content;
  return bytesContent(realBytes(found.content).subarray(skip, count === undefined ? undefined : skip + count));
}

function writeBlocks(context: ProgramContext, path: string | undefined, content: FileContent, seek: number, keeps: boolean): string | undefined {
  if (path === undefined) {
    context.outContent(content);
    return undefined;
  }
  const absolute = context.resolve(path);
  if (seek === 0 && !keeps) {
    const written = context.fs.write(absolute, content.kind === 'bytes' ? compactContent(content.bytes) : content);
    return written.ok ? undefined : errorText(written.errno);
  }
  if (seek > 0 && contentSize(content) === 0) return resize(context, absolute, seek);
  const before = context.fs.content(absolute);
  const old = before.ok ? realBytes(before.value) : new Uint8Array(0);
  const added = contentBytes(content) ?? new Uint8Array(0);
  const end = seek + added.length;
  const start = concatBytes([old.subarray(0, seek), new Uint8Array(Math.max(0, seek - old.length))]);
  const written = context.fs.write(absolute, compactContent(concatBytes([start, added, ...(keeps ? [old.subarray(end)] : [])])));
  return written.ok ? undefined : errorText(written.errno);
}

function resize(context: ProgramContext, absolute: string, size: number): string | undefined {
  const before = context.fs.content(absolute);
  const old = before.ok ? contentSize(before.value) : 0;
  const content = old === 0 ? zeros(size) : resized(before.ok ? before.value : bytesContent(''), size);
  const written = context.fs.write(absolute, content);
  return written.ok ? undefined : errorText(written.errno);
}

function resized(content: FileContent, size: number): FileContent {
  const bytes = realBytes(content);
  return size <= bytes.length ? bytesContent(bytes.subarray(0, size)) : compactContent(concatBytes([bytes, new Uint8Array(size - bytes.length)]));
}

function report(context: ProgramContext, bytes: number, size: number, status: string | undefined): void {
  if (status === 'none') return;
  const full = Math.floor(bytes / size);
  const counts = `${full}+${bytes % size === 0 ? 0 : 1}`;
  context.err(`${counts} records in\n${counts} records out\n`);
  if (status === 'noxfer') return;
  const human =
    bytes >= 1000 && context.flavour === 'gnu'
      ? ` (${humanDecimal(bytes)}, ${humanBinary(bytes)})`
      : context.flavour === 'busybox'
        ? ` (${(bytes / 1024 >= 1024 ? bytes / 1048576 : bytes / 1024).toFixed(1)}${bytes / 1024 >= 1024 ? 'MB' : 'KB'})`
        : '';
  context.err(`${bytes} bytes${human} copied, 0.1 s\n`);
}

function humanDecimal(bytes: number): string {
  const unit = Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** unit;
  return `${value < 10 ? value.toFixed(1).replace(/\.0$/, '.0') : Math.round(value)} ${['B', 'kB', 'MB', 'GB'][unit] ?? 'B'}`;
}

function humanBinary(bytes: number): string {
  const unit = Math.min(3, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** unit;
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${['B', 'KiB', 'MiB', 'GiB'][unit] ?? 'B'}`;
}

export function truncate(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 's:cor:', long: { size: 's:', 'no-create': 'c', reference: 'r:' } });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const text = options.values.get('s') ?? '';
  const size = parseSize(text.replace(/^[-+<>/%]/, ''));
  if (context.flavour === 'busybox' && /^[-+<>/%]/.test(text)) {
    complain(context, `invalid number '${text}'`);
    return 1;
  }
  if (size === undefined || options.operands.length === 0) return refuseMissingOperand(context);
  for (const path of options.operands) {
    const absolute = context.resolve(path);
    const before = context.fs.content(absolute);
    if (!before.ok && options.flags.has('c')) continue;
    const old = before.ok ? contentSize(before.value) : 0;
    const wanted = text.startsWith('+') ? old + size : text.startsWith('-') ? Math.max(0, old - size) : size;
    const problem = resize(context, absolute, wanted);
    if (problem === undefined) continue;
    complain(context, `cannot open '${path}' for writing: ${problem}`);
    return 1;
  }
  return 0;
}

/** The blocks that it reserves read as zeros. */
export function fallocate(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'l:o:nx', long: { length: 'l:', offset: 'o:' } });
  const size = parseSize(options.values.get('l') ?? '');
  const [path] = options.operands;
  if (size === undefined || path === undefined) return refuseMissingOperand(context);
  const absolute = context.resolve(path);
  const before = context.fs.content(absolute);
  const problem = before.ok && contentSize(before.value) >= size ? undefined : resize(context, absolute, size);
  if (problem === undefined) return 0;
  complain(context, `cannot open ${path}: ${problem}`);
  return 1;
}
