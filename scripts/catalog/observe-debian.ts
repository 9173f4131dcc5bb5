/**
 * Reads the dpkg database of a Debian 12 system and writes what its packages leave on a slim image: paths, sizes, modes and
 * the sizes of dpkg's own records. Names and figures only, never contents.
 *
 * Usage: tsx scripts/catalog/observe-debian.ts ROOT OUT.json
 */
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isKeptOnSlim } from './slim';

export interface ObservedPackage {
  readonly version: string;
  /** `same` when dpkg names its records `name:amd64`. */
  readonly multiArch: boolean;
  /** dpkg record suffix → bytes. */
  readonly info: Readonly<Record<string, number>>;
  /** Bytes of the stanza in /var/lib/dpkg/status. */
  readonly statusBytes: number;
  /** See `listing.ts` in the simulator for the format. */
  readonly listing: string;
}

const [root, out] = process.argv.slice(2);
if (root === undefined || out === undefined) {
  process.stderr.write('usage: observe-debian ROOT OUT.json\n');
  process.exit(2);
}

const infoFolder = join(root, 'var/lib/dpkg/info');
const recordName = /^(.+?)(:amd64|:i386)?\.([a-z0-9]+)$/;

function readStatus(): Map<string, { version: string; statusBytes: number }> {
  const result = new Map<string, { version: string; statusBytes: number }>();
  for (const stanza of readFileSync(join(root ?? '', 'var/lib/dpkg/status'), 'utf8').split('\n\n')) {
    const name = /^Package: (.+)$/m.exec(stanza)?.[1];
    const version = /^Version: (.+)$/m.exec(stanza)?.[1];
    if (name !== undefined && version !== undefined) result.set(name, { version, statusBytes: Buffer.byteLength(stanza) + 2 });
  }
  return result;
}

function describe(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stat = lstatSync(join(root ?? '', path), { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) return undefined;
  if (stat.isSymbolicLink()) return `${name} >${readlinkSync(join(root ?? '', path))}`;
  const mode = stat.mode & 0o7777;
  const suffix = mode === 0o644 ? '' : mode === 0o755 ? ' x' : ` ${mode.toString(8)}`;
  return `${name} ${stat.size}${suffix}`;
}

function listingOf(paths: readonly string[]): string {
  const lines: string[] = [];
  let folder = '';
  for (const path of [...paths].sort((a, b) => (dirname(a) < dirname(b) ? -1 : dirname(a) > dirname(b) ? 1 : a < b ? -1 : 1))) {
    const line = describe(path);
    if (line === undefined) continue;
    if (dirname(path) !== folder) {
      folder = dirname(path);
      lines.push(folder);
    }
    lines.push(line);
  }
  return lines.join('\n');
}

const status = readStatus();
const packages: Record<string, ObservedPackage> = {};
const records = new Map<string, { file: string; suffix: string; multiArch: boolean }[]>();
for (const file of readdirSync(infoFolder)) {
  const match = recordName.exec(file);
  if (match?.[1] === undefined || match[3] === undefined) continue;
  records.set(match[1], [...(records.get(match[1]) ?? []), { file, suffix: match[3], multiArch: match[2] !== undefined }]);
}
for (const [name, files] of [...records].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const known = status.get(name);
  const list = files.find((file) => file.suffix === 'list');
  if (known === undefined || list === undefined) continue;
  const paths = readFileSync(join(infoFolder, list.file), 'utf8')
    .split('\n')
    .filter((path) => path.startsWith('/') && path !== '/.');
  packages[name] = {
    ...known,
    multiArch: list.multiArch,
    info: Object.fromEntries(files.map((file) => [file.suffix, statSync(join(infoFolder, file.file)).size])),
    listing: listingOf(paths.filter(isKeptOnSlim)),
  };
}
writeFileSync(out, JSON.stringify({ packages }));
process.stdout.write(`${Object.keys(packages).length} packages\n`);
