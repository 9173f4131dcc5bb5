import type { AptPart } from '../../catalog/parts';
import { spread } from '../../catalog/rootfs/entries';
import { type ListedFile, mergedPath, parseListing } from '../../catalog/rootfs/listing';
import { COMMAND_LINKS, COMMANDS, commandsIn } from './commands';

/** Byte code that packages compile when they are configured, against the sources: measured on Debian's Python 3.11, its own library and others'. */
const BYTECODE_RATIO = { own: 1.12, others: 1.17 };
const PYTHON_SOURCE = /^(\/usr\/lib\/python3(?:\.11)?\/.*?)([^/]+)\.py$/;
/** Share of Installed-Size that is files; the rest is directories and rounding to blocks. */
const FILES_SHARE = 0.97;

const files = new WeakMap<AptPart, Map<string, readonly ListedFile[]>>();

/** What a package puts on a slim image, byte code included. As listed where its files are known one by one, else as many and as big. */
export function packageFiles(apt: AptPart, name: string): readonly ListedFile[] {
  const memo = files.get(apt) ?? new Map<string, readonly ListedFile[]>();
  files.set(apt, memo);
  const known = memo.get(name);
  if (known !== undefined) return known;
  const listing = apt.listings[name];
  const own = listing === undefined ? filesOfTotals(apt, name) : parseListing(listing);
  const made = [...own, ...own.flatMap(bytecodeOf)];
  memo.set(name, made);
  return made;
}

function filesOfTotals(apt: AptPart, name: string): readonly ListedFile[] {
  const links = (COMMAND_LINKS[name] ?? []).map(([path, target]) => ({ kind: 'symlink' as const, path, target }));
  const placed = (apt.totals[name] ?? []).flatMap(([folder, count, bytes]): readonly ListedFile[] => {
    const place = mergedPath(folder);
    const commands = commandsIn(name, place, bytes);
    if (commands.length > 0) return commands.map(([path, sizeBytes]) => ({ kind: 'file' as const, path, sizeBytes, mode: 0o755 }));
    if (/\/s?bin$/.test(place)) return [{ kind: 'file' as const, path: `${place}/${name}`, sizeBytes: bytes, mode: 0o755 }];
    const single = place.startsWith('/usr/share/doc/') && count === 1;
    if (single) return [{ kind: 'file' as const, path: `${place}/copyright`, sizeBytes: bytes, mode: 0o644 }];
    // A directory that packages share gets files named after the package.
    const below = place.endsWith(name) ? place : `${place}/${name}`;
    const unplaced = place === `/usr/lib/${name}` ? (COMMANDS[name] ?? []) : [];
    return spread(below, count, bytes, '').flatMap((entry, index) =>
      entry.kind === 'file' && entry.content.kind === 'generated'
        ? [
            {
              kind: 'file' as const,
              path: unplaced[index] ?? entry.path,
              sizeBytes: entry.content.sizeBytes,
              mode: unplaced[index] === undefined ? 0o644 : 0o755,
            },
          ]
        : [],
    );
  });
  return [...placed, ...links];
}

function bytecodeOf(file: ListedFile): readonly ListedFile[] {
  const match = file.kind === 'file' ? PYTHON_SOURCE.exec(file.path) : null;
  if (file.kind !== 'file' || match === null) return [];
  return [
    {
      kind: 'file',
      path: `${match[1]}__pycache__/${match[2]}.cpython-311.pyc`,
      sizeBytes: Math.round(file.sizeBytes * (file.path.includes('/python3/') ? BYTECODE_RATIO.others : BYTECODE_RATIO.own)) + 20,
      mode: 0o644,
    },
  ];
}

/** Documentation, manuals and translations, which slim images leave out: their number is not known, their size follows from Installed-Size. */
export function documentationFiles(apt: AptPart, name: string): readonly ListedFile[] {
  const kept = packageFiles(apt, name).reduce((sum, file) => sum + (file.kind === 'file' && !file.path.endsWith('.pyc') ? file.sizeBytes : 0), 0);
  const bytes = Math.round((apt.packages[name]?.[2] ?? 0) * 1024 * FILES_SHARE) - kept;
  if (bytes < 512) return [];
  return [
    { kind: 'file', path: `/usr/share/doc/${name}/changelog.Debian.gz`, sizeBytes: Math.round(bytes * 0.6), mode: 0o644 },
    { kind: 'file', path: `/usr/share/man/man1/${name}.1.gz`, sizeBytes: bytes - Math.round(bytes * 0.6), mode: 0o644 },
  ];
}

/** dpkg's records of a package: suffix → bytes. */
export function recordSizes(apt: AptPart, name: string): readonly (readonly [suffix: string, bytes: number])[] {
  const words = apt.records[name]?.info.split(' ');
  if (words === undefined)
    return [
      ['list', 0],
      ['md5sums', packageFiles(apt, name).length * 75],
    ];
  return words.flatMap((word, index) => (index % 2 === 0 ? [[word, Number(words[index + 1] ?? 0)] as const] : []));
}

export function hasRecord(apt: AptPart, name: string, suffix: string): boolean {
  return recordSizes(apt, name).some(([known]) => known === suffix);
}

/** `name`, or `name:amd64` where several architectures may be installed side by side: as dpkg names its records and prints the package. */
export function recordName(apt: AptPart, name: string, architecture: string): string {
  return apt.packages[name]?.[6].includes('m') === true ? `${name}:${architecture}` : name;
}
