import { createBlock, stripToAscii } from './tar-block';

export type PaxRecords = ReadonlyMap<string, string>;

const encoder = new TextEncoder();

/** The extended header that goes before an entry: a header of type `x` and its records, padded to whole blocks. */
export function paxBlocks(entryName: string, records: PaxRecords): Uint8Array {
  const body = encoder.encode(
    [...records.keys()]
      .sort()
      .map((key) => formatRecord(key, records.get(key) ?? ''))
      .join(''),
  );
  const header = createBlock({
    name: paxHeaderName(entryName),
    prefix: '',
    mode: 0,
    uid: 0,
    gid: 0,
    sizeBytes: body.length,
    mtimeSeconds: 0,
    typeFlag: 'x',
    linkName: '',
    noDevice: true,
  });
  const blocks = new Uint8Array(512 + Math.ceil(body.length / 512) * 512);
  blocks.set(header);
  blocks.set(body, 512);
  return blocks;
}

/** `LENGTH key=value` and a line feed, LENGTH in bytes and counting its own digits. */
function formatRecord(key: string, value: string): string {
  const rest = encoder.encode(` ${key}=${value}\n`).length;
  let length = rest + String(rest).length;
  if (String(length).length + rest !== length) length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

/** Go joins directory, `PaxHeaders.0` and last part; a directory's last part, after its slash, is empty. */
function paxHeaderName(entryName: string): string {
  const slash = entryName.lastIndexOf('/');
  const directory = slash <= 0 ? '' : entryName.slice(0, slash);
  const joined = [directory, 'PaxHeaders.0', entryName.slice(slash + 1)].filter((part) => part !== '').join('/');
  return stripToAscii(joined).slice(0, 100).replace(/\/+$/, '');
}
