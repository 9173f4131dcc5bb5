/** Fields of a POSIX ustar header; strings that are ASCII and short enough for their fields. */
export interface TarHeader {
  readonly name: string;
  readonly prefix: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  readonly mtimeSeconds: number;
  readonly typeFlag: string;
  readonly linkName: string;
  /** A PAX record's own header leaves its device numbers empty; every other header has zeros. */
  readonly noDevice?: boolean;
}

export function createBlock(header: TarHeader): Uint8Array {
  const block = new Uint8Array(512);
  writeBlock(block, header);
  return block;
}

export function writeBlock(block: Uint8Array, header: TarHeader): void {
  writeAscii(block, 0, header.name);
  writeOctal(block, 100, 7, header.mode);
  writeOctal(block, 108, 7, header.uid);
  writeOctal(block, 116, 7, header.gid);
  writeOctal(block, 124, 11, header.sizeBytes);
  writeOctal(block, 136, 11, header.mtimeSeconds);
  writeAscii(block, 148, '        ');
  writeAscii(block, 156, header.typeFlag);
  writeAscii(block, 157, header.linkName);
  writeAscii(block, 257, 'ustar');
  writeAscii(block, 263, '00');
  if (header.noDevice !== true) {
    writeOctal(block, 329, 7, 0);
    writeOctal(block, 337, 7, 0);
  }
  writeAscii(block, 345, header.prefix);
  writeChecksum(block);
}

/** Six digits, NUL, space: the one field that is not closed by a NUL alone. */
function writeChecksum(block: Uint8Array): void {
  let sum = 0;
  for (const byte of block) sum += byte;
  writeOctal(block, 148, 6, sum);
  block[154] = 0;
}

function writeOctal(block: Uint8Array, offset: number, digits: number, value: number): void {
  writeAscii(block, offset, value.toString(8).padStart(digits, '0'));
}

function writeAscii(block: Uint8Array, offset: number, text: string): void {
  for (let index = 0; index < text.length; index++) block[offset + index] = text.charCodeAt(index);
}

/** Drops every byte above 0x7F; a NUL ends nothing here because paths have none. */
export function stripToAscii(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins there
  return text.replace(/[^\x00-\x7f]/g, '');
}
