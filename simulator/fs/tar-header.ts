import { BLOCK_BYTES, createBlock, isAscii, stripToAscii, type TarHeader, writeBlock } from './tar-block';
import { type PaxRecords, paxBlocks } from './tar-pax';
import type { LayerEntry } from './types';

/** Largest number that fits seven octal digits and a NUL. */
const MAX_OCTAL_7 = 0o7777777;
const MAX_OCTAL_11 = 0o77777777777;

const TYPE_FLAGS: Readonly<Record<LayerEntry['type'], string>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  dir: '5',
  whiteout: '0',
  opaque: '0',
};

/**
 * The header blocks of one entry: a POSIX ustar header, before it a PAX record where that cannot hold the entry.
 * Go's writer prefers ustar even when asked for PAX, so a long name is split when it can be (archive/tar `allowedFormats`).
 */
export function headerBlocks(entry: LayerEntry, clampMtimeSeconds?: number): Uint8Array {
  const header = headerOf(entry, clampMtimeSeconds);
  const records = paxRecords(header);
  if (records.size === 0) return createBlock({ ...header, ...splitName(header.name) });
  const pax = paxBlocks(header.name, records);
  const blocks = new Uint8Array(pax.length + BLOCK_BYTES);
  blocks.set(pax);
  writeBlock(blocks, pax.length, shortened(header));
  return blocks;
}

/** Writes the header of an entry that one block holds over 512 zero bytes; false, and nothing written, when it needs more. */
export function writePlainHeader(bytes: Uint8Array, start: number, entry: LayerEntry, clampMtimeSeconds?: number): boolean {
  if (!isPlain(entry)) return false;
  writeBlock(bytes, start, headerOf(entry, clampMtimeSeconds));
  return true;
}

/** Bytes that `headerBlocks` takes, whatever the times. */
export function headerSize(entry: LayerEntry): number {
  return isPlain(entry) ? BLOCK_BYTES : headerBlocks(entry).length;
}

/** Whether it surely fits one block, without a split name. */
function isPlain({ path, link = '', uid, gid, sizeBytes, mtimeSeconds }: LayerEntry): boolean {
  const fits = uid <= MAX_OCTAL_7 && gid <= MAX_OCTAL_7 && sizeBytes <= MAX_OCTAL_11 && mtimeSeconds >= 0;
  return fits && path.length < 100 && link.length <= 100 && isAscii(path) && isAscii(link);
}

function headerOf(entry: LayerEntry, clampMtimeSeconds = Number.MAX_SAFE_INTEGER): TarHeader {
  return {
    name: entry.type === 'dir' ? `${entry.path}/` : entry.path,
    prefix: '',
    mode: entry.mode,
    uid: entry.uid,
    gid: entry.gid,
    sizeBytes: entry.type === 'file' ? entry.sizeBytes : 0,
    mtimeSeconds: Math.min(entry.mtimeSeconds, clampMtimeSeconds),
    typeFlag: TYPE_FLAGS[entry.type],
    linkName: entry.link ?? '',
  };
}

/** Once one field needs a record, a name over 100 bytes gets one too, although it could be split. */
function paxRecords(header: TarHeader): PaxRecords {
  const records = new Map<string, string>();
  if (!isAscii(header.linkName) || header.linkName.length > 100) records.set('linkpath', header.linkName);
  if (header.uid > MAX_OCTAL_7) records.set('uid', String(header.uid));
  if (header.gid > MAX_OCTAL_7) records.set('gid', String(header.gid));
  if (header.mtimeSeconds < 0) records.set('mtime', String(header.mtimeSeconds));
  if (header.sizeBytes > MAX_OCTAL_11) records.set('size', String(header.sizeBytes));
  const isLong = !isAscii(header.name) || header.name.length > 100;
  if (splitName(header.name) === undefined || (records.size > 0 && isLong)) records.set('path', header.name);
  return records;
}

/** `undefined` when name and prefix cannot hold it. The slash that ends a directory's name is no place to split. */
function splitName(name: string): { readonly name: string; readonly prefix: string } | undefined {
  if (!isAscii(name)) return undefined;
  if (name.length <= 100) return { name, prefix: '' };
  const end = Math.min(name.endsWith('/') ? name.length - 1 : name.length, 156);
  const slash = name.slice(0, end).lastIndexOf('/');
  if (slash <= 0 || name.length - slash - 1 > 100 || name.length - slash - 1 === 0) return undefined;
  return { name: name.slice(slash + 1), prefix: name.slice(0, slash) };
}

/** What stands in the plain header behind a PAX record, for readers that do not know PAX. */
function shortened(header: TarHeader): TarHeader {
  return {
    ...header,
    name: stripToAscii(header.name).slice(0, 100),
    linkName: stripToAscii(header.linkName).slice(0, 100),
    uid: header.uid > MAX_OCTAL_7 ? 0 : header.uid,
    gid: header.gid > MAX_OCTAL_7 ? 0 : header.gid,
    mtimeSeconds: Math.max(0, header.mtimeSeconds),
    sizeBytes: header.sizeBytes > MAX_OCTAL_11 ? 0 : header.sizeBytes,
  };
}
