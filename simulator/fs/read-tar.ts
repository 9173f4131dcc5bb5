/** An entry as a tar has it, long names resolved. Content is a view into the archive. */
export interface TarEntry {
  readonly path: string;
  readonly type: 'file' | 'dir' | 'symlink' | 'hardlink' | 'other';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeSeconds: number;
  /** Empty but for links. */
  readonly link: string;
  readonly bytes: Uint8Array;
}

/** Entries read, and in Go's words what stopped the reading before the end, if anything did. */
export interface TarReading {
  readonly entries: readonly TarEntry[];
  readonly problem?: string;
}

const BLOCK_BYTES = 512;
const CUT_OFF = 'unexpected EOF';
export const FIELD_TOO_LONG = 'archive/tar: header field too long';
/** Longest record before a header (long name, PAX) that is kept; real ones have a few hundred bytes. */
export const MOST_EXTRA_BYTES = 1 << 20;
const decoder = new TextDecoder();

/** Whether Go's tar reader would find a first entry: a header whose checksum is right. */
export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= BLOCK_BYTES && hasChecksum(bytes.subarray(0, BLOCK_BYTES));
}

/** Reads ustar, PAX and GNU long names; devices and FIFOs come as `other`. */
export function readTar(bytes: Uint8Array): TarReading {
  const entries: TarEntry[] = [];
  let extra: Extra = new Map();
  let offset = 0;
  while (offset + BLOCK_BYTES <= bytes.length) {
    const header = bytes.subarray(offset, offset + BLOCK_BYTES);
    if (header.every((byte) => byte === 0)) return { entries };
    if (!hasChecksum(header)) return { entries, problem: 'archive/tar: invalid tar header' };
    const sizeBytes = hasContent(header) ? sizeOf(header, extra) : 0;
    if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) return { entries, problem: 'archive/tar: invalid tar header' };
    if (isExtra(header) && sizeBytes > MOST_EXTRA_BYTES) return { entries, problem: FIELD_TOO_LONG };
    const start = offset + BLOCK_BYTES;
    if (start + sizeBytes > bytes.length) return { entries, problem: CUT_OFF };
    const content = bytes.subarray(start, start + sizeBytes);
    const more = readExtra(header, content);
    if (more === 'malformed') return { entries, problem: 'archive/tar: invalid tar header' };
    if (more === undefined) entries.push(readEntry(header, content, extra));
    extra = more === undefined ? new Map() : new Map([...extra, ...more]);
    offset = start + Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES;
  }
  return offset === bytes.length ? { entries } : { entries, problem: CUT_OFF };
}

/** Fields that came in records before the header that they belong to, under their PAX names. */
type Extra = ReadonlyMap<string, string>;

/** `undefined` for a header that is no such record. */
export function readExtra(header: Uint8Array, content: Uint8Array): Extra | 'malformed' | undefined {
  switch (typeFlagOf(header)) {
    case 'x':
      return readPax(content);
    case 'g':
      return new Map();
    case 'L':
      return new Map([['path', untilNul(content)]]);
    case 'K':
      return new Map([['linkpath', untilNul(content)]]);
    default:
      return undefined;
  }
}

/** As strict as Go's archive/tar (strconv.go, parsePAXRecord; reader.go, mergePAX): one bad record makes the whole header a bad one. */
function readPax(content: Uint8Array): Extra | 'malformed' {
  const records = new Map<string, string>();
  let offset = 0;
  while (offset < content.length) {
    const space = content.indexOf(0x20, offset);
    const digits = space < 0 ? '' : decoder.decode(content.subarray(offset, space));
    const end = offset + Number(digits);
    if (!/^\d+$/.test(digits) || end <= space + 1 || end > content.length || content[end - 1] !== 0x0a) return 'malformed';
    const record = decoder.decode(content.subarray(space + 1, end - 1));
    const equals = record.indexOf('=');
    if (equals <= 0 || !isValidRecord(record.slice(0, equals), record.slice(equals + 1))) return 'malformed';
    records.set(record.slice(0, equals), record.slice(equals + 1));
    offset = end;
  }
  return records;
}

function isValidRecord(name: string, value: string): boolean {
  switch (name) {
    case 'path':
    case 'linkpath':
    case 'uname':
    case 'gname':
      return !value.includes('\0');
    case 'size':
    case 'uid':
    case 'gid':
      return /^(?:[-+]?\d+)?$/.test(value);
    case 'atime':
    case 'ctime':
    case 'mtime':
      return /^(?:-?\d+(?:\.\d*)?)?$/.test(value);
    default:
      return !name.includes('\0');
  }
}

export function readEntry(header: Uint8Array, bytes: Uint8Array, extra: Extra): TarEntry {
  const prefix = decoder.decode(header.subarray(257, 262)) === 'ustar' && header[262] === 0 ? text(header, 345, 155) : '';
  const name = text(header, 0, 100);
  const path = extra.get('path') || (prefix === '' ? name : `${prefix}/${name}`);
  return {
    path,
    type: path.endsWith('/') && typeFlagOf(header) === '0' ? 'dir' : (TYPES[typeFlagOf(header)] ?? 'other'),
    mode: number(header, 100, 8) & 0o7777,
    uid: Number(extra.get('uid') || number(header, 108, 8)),
    gid: Number(extra.get('gid') || number(header, 116, 8)),
    mtimeSeconds: Math.floor(Number(extra.get('mtime') || number(header, 136, 12))),
    link: extra.get('linkpath') || text(header, 157, 100),
    bytes,
  };
}

const TYPES: Readonly<Record<string, TarEntry['type']>> = { '0': 'file', '1': 'hardlink', '2': 'symlink', '5': 'dir', '7': 'file' };

function typeFlagOf(header: Uint8Array): string {
  return header[156] === 0 ? '0' : String.fromCharCode(header[156] ?? 0);
}

/** A record that tells of the header behind it. */
export function isExtra(header: Uint8Array): boolean {
  return 'xgLK'.includes(typeFlagOf(header));
}

/** Links, devices and directories have no content, whatever their size field says. */
export function hasContent(header: Uint8Array): boolean {
  return !'123456'.includes(typeFlagOf(header));
}

export function sizeOf(header: Uint8Array, extra: Extra): number {
  return Number(extra.get('size') || number(header, 124, 12));
}

/** Octal digits, or GNU's base 256 when the first bit is set. */
function number(header: Uint8Array, offset: number, length: number): number {
  const first = header[offset] ?? 0;
  if ((first & 0x80) === 0) return octal(header, offset, length);
  return header.subarray(offset + 1, offset + length).reduce((value, byte) => value * 256 + byte, first & 0x7f);
}

/** Blanks and NULs count nowhere; what else is no digit ends the number. Not a number without any digit, unless there is nothing. */
function octal(header: Uint8Array, offset: number, length: number): number {
  let value = 0;
  let digits = 0;
  for (let index = offset; index < offset + length; index++) {
    const byte = header[index] ?? 0;
    if (byte === 0 || byte === SPACE) continue;
    if (byte < 0x30 || byte > 0x37) return digits === 0 ? Number.NaN : value;
    value = value * 8 + (byte - 0x30);
    digits++;
  }
  return value;
}

function text(header: Uint8Array, offset: number, length: number): string {
  return untilNul(header.subarray(offset, offset + length));
}

function untilNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Runs once for every entry of every archive, so it makes no iterator. */
export function hasChecksum(header: Uint8Array): boolean {
  let sum = 8 * SPACE;
  for (let index = 0; index < BLOCK_BYTES; index++) if (index < 148 || index >= 156) sum += header[index] ?? 0;
  return number(header, 148, 8) === sum && sum > 8 * SPACE;
}

const SPACE = 0x20;
