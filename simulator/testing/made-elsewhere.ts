import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { BuildRequest } from '../index';

/**
 * Archives that other programs wrote of one small image: what `SMALL` asks for, built by BuildKit 73ed6825 and passed through skopeo.
 * By name; each says how it was made.
 */
export const ARCHIVES: readonly { readonly name: string; readonly made: string; readonly gzipBase64: string }[] = JSON.parse(
  readFileSync(fileURLToPath(new URL('../image/testing/made-elsewhere.json', import.meta.url)), 'utf8'),
);

export function archiveNamed(name: string): Uint8Array {
  const archive = ARCHIVES.find((candidate) => candidate.name === name);
  if (archive === undefined) throw new Error(`no archive ${name}`);
  return new Uint8Array(gunzipSync(Buffer.from(archive.gzipBase64, 'base64')));
}

const MTIME_SECONDS = 1_690_000_000;

/** The request behind all of them. */
export const SMALL: Pick<BuildRequest, 'context' | 'dockerfileText' | 'sourceDateEpoch'> = {
  context: new Map([
    ['.dockerignore', { kind: 'file', content: 'Dockerfile\n', mtimeSeconds: 1_800_000_000 }],
    ['a', { kind: 'file', content: 'hello\n', mode: 0o755, mtimeSeconds: MTIME_SECONDS }],
    ['dir', { kind: 'directory', mode: 0o755, mtimeSeconds: MTIME_SECONDS }],
    ['dir/b', { kind: 'file', content: 'world, this is a file\n', mtimeSeconds: MTIME_SECONDS }],
    ['dir/link', { kind: 'symlink', target: '../a', mtimeSeconds: MTIME_SECONDS }],
  ]),
  dockerfileText: 'FROM scratch\nCOPY . /app/\nCOPY a /app/dir/b\nENV A=1\nUSER 7\nCMD ["/app/a"]\n',
  sourceDateEpoch: 1_700_000_000,
};
