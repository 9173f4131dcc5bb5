import type { AptPart, DebianPackage, DpkgRecords, FolderTotal, RootfsPart } from '../../simulator/catalog/parts';
import type { AptFacts, AptPackageFacts, Observed } from './facts';
import { isKeptOnSlim } from './slim';

/** Packages whose files are listed one by one however many they are: what lessons install. */
const LISTED = [
  'curl',
  'ca-certificates',
  'wget',
  'git',
  'gcc',
  'build-essential',
  'python3',
  'python3-pip',
  'jq',
  'procps',
  'gnupg',
  'openssl',
  'libpq-dev',
  'libpq5',
  'unzip',
  'sqlite3',
  'make',
  'g++',
  'less',
  'tini',
  'dumb-init',
  'iputils-ping',
  'netcat-openbsd',
  'nginx',
];
/** Other packages are listed when their listing is this short; a total by directory stands in for longer ones. */
const LISTING_LIMIT = 1500;
const PRIORITY: Readonly<Record<string, string>> = { required: 'r', important: 'i', standard: 's' };
const LIST_NAMES: Readonly<Record<string, string>> = {
  'main Packages.lz4': 'deb.debian.org_debian_dists_bookworm_main_binary-amd64_Packages.lz4',
  'security Packages.lz4': 'deb.debian.org_debian-security_dists_bookworm-security_main_binary-amd64_Packages.lz4',
  'updates Packages.lz4': 'deb.debian.org_debian_dists_bookworm-updates_main_binary-amd64_Packages.lz4',
  'InRelease main': 'deb.debian.org_debian_dists_bookworm_InRelease',
  'InRelease updates': 'deb.debian.org_debian_dists_bookworm-updates_InRelease',
  'InRelease security': 'deb.debian.org_debian-security_dists_bookworm-security_InRelease',
};

export function aptPart(rawFacts: unknown, rawObserved: unknown): AptPart {
  const facts = rawFacts as AptFacts; // The facts folder is trusted input of a build script.
  const observed = rawObserved as Observed;
  const listed = new Set(LISTED.flatMap((name) => facts.installs[name]?.noRecommends.order ?? [name]));
  const listings: Record<string, string> = {};
  const totals: Record<string, readonly FolderTotal[]> = {};
  for (const [name, known] of Object.entries(facts.packages)) {
    if (known.base === true) continue;
    const listing = observed.packages[name]?.listing ?? listingOfFacts(facts, name);
    if (listing !== undefined && (listed.has(name) || listing.length <= LISTING_LIMIT)) listings[name] = listing;
    else totals[name] = listing === undefined ? totalsOfFacts(facts, name, known) : totalsOfListing(listing);
  }
  return {
    provenance: { source: 'Debian package indexes and .deb files (deb.debian.org), dpkg records of an installed Debian 12', asOf: facts._meta.asOf },
    lists: Object.fromEntries(Object.entries(facts._meta.lists.files).map(([key, bytes]) => [LIST_NAMES[key] ?? key, bytes])),
    updateBytes: facts._meta.lists.networkBytes,
    packages: Object.fromEntries(
      Object.entries(facts.packages).map(([name, known]) => [name, packageRow(known, observed.packages[name]?.multiArch)]),
    ),
    records: recordsOf(
      Object.keys(facts.packages).filter((name) => facts.packages[name]?.base !== true),
      observed,
    ),
    listings,
    totals,
    exact: exactDependencies(facts),
  };
}

export function rootfsPart(rawFacts: unknown, rawObserved: unknown): RootfsPart {
  const facts = rawFacts as AptFacts; // The facts folder is trusted input of a build script.
  const observed = rawObserved as Observed;
  const names = Object.keys(facts.base);
  return {
    provenance: { source: 'dpkg records of an installed Debian 12, the 88 packages of debian:bookworm-slim', asOf: facts._meta.asOf },
    packages: Object.fromEntries(
      names.flatMap((name) => {
        const known = facts.packages[name];
        return known === undefined ? [] : [[name, packageRow(known, observed.packages[name]?.multiArch)] as const];
      }),
    ),
    listings: Object.fromEntries(names.map((name) => [name, observed.packages[name]?.listing ?? ''])),
    records: recordsOf(names, observed),
  };
}

/** Relations to base packages of the same source are to the very same version, so that installing the one upgrades the other. */
function exactDependencies(facts: AptFacts): Record<string, readonly string[]> {
  const exact: Record<string, readonly string[]> = {};
  for (const [name, known] of Object.entries(facts.packages)) {
    if (known.base === true || known.arch === 'all') continue;
    const base = known.depends.filter((other) => facts.packages[other]?.base === true && facts.packages[other]?.source === known.source);
    if (base.length > 0) exact[name] = base;
  }
  return exact;
}

function packageRow(known: AptPackageFacts, multiArch: boolean | undefined): DebianPackage {
  const same = multiArch ?? (known.arch !== 'all' && known.section === 'libs');
  const flags = [
    known.essential === true ? 'e' : '',
    known.base === true ? 'b' : '',
    same ? 'm' : '',
    known.arch === 'all' ? 'a' : '',
    PRIORITY[known.priority] ?? '',
  ].join('');
  return [known.version, known.debBytes, known.installedKB, known.depends, known.recommends, known.section, flags];
}

function recordsOf(names: readonly string[], observed: Observed): Record<string, DpkgRecords> {
  const records: Record<string, DpkgRecords> = {};
  for (const name of names) {
    const known = observed.packages[name];
    if (known === undefined) continue;
    records[name] = {
      info: Object.entries(known.info)
        .map(([suffix, bytes]) => `${suffix} ${bytes}`)
        .join(' '),
      status: known.statusBytes,
    };
  }
  return records;
}

function listingOfFacts(facts: AptFacts, name: string): string | undefined {
  const rows = facts.fileLists[name];
  if (rows === undefined) return undefined;
  const lines: string[] = [];
  let folder = '';
  for (const [path, bytes, kind] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isKeptOnSlim(path) || kind === 'd' || kind === 'l') continue;
    const slash = path.lastIndexOf('/');
    if (path.slice(0, slash) !== folder) {
      folder = path.slice(0, slash);
      lines.push(folder);
    }
    lines.push(`${path.slice(slash + 1)} ${bytes}${kind === undefined ? '' : kind === '755' ? ' x' : ` ${kind}`}`);
  }
  return lines.join('\n');
}

function totalsOfListing(listing: string): readonly FolderTotal[] {
  const totals = new Map<string, [files: number, bytes: number]>();
  let folder = '';
  for (const line of listing.split('\n')) {
    if (line.startsWith('/')) folder = line.split('/').slice(0, 5).join('/');
    const bytes = /^\S+ (\d+)/.exec(line)?.[1];
    if (line.startsWith('/') || bytes === undefined) continue;
    const [files, sum] = totals.get(folder) ?? [0, 0];
    totals.set(folder, [files + 1, sum + Number(bytes)]);
  }
  return [...totals].map(([path, [files, bytes]]) => [path, files, bytes] as const);
}

/** Shares of a package's files and bytes that stay on a slim image where only its Installed-Size is known; medians of the observed ones. */
const KEPT = { bytes: 0.86, bytesPerFile: 24_000 };

function totalsOfFacts(facts: AptFacts, name: string, known: AptPackageFacts): readonly FolderTotal[] {
  const layout = facts.layout[name];
  if (layout !== undefined) {
    const kept = layout.topDirs.filter(([folder]) => isKeptOnSlim(`${folder}/x`));
    const rest = layout.slimFiles - kept.reduce((sum, [, files]) => sum + files, 0);
    const restBytes = layout.slimBytes - kept.reduce((sum, [, , bytes]) => sum + bytes, 0);
    return rest > 0 && restBytes > 0 ? [...kept, [`/usr/share/doc/${name}`, rest, restBytes]] : kept;
  }
  const bytes = Math.round((known.slimKB ?? known.installedKB * KEPT.bytes) * 1024);
  const copyright = Math.min(2500, bytes);
  const files = Math.max(1, Math.min(known.files ?? Math.ceil(bytes / KEPT.bytesPerFile), Math.ceil(bytes / 200)) - 1);
  const main: FolderTotal = [mainFolder(name, known), files, bytes - copyright];
  return bytes - copyright > 0 ? [[`/usr/share/doc/${name}`, 1, copyright], main] : [[`/usr/share/doc/${name}`, 1, copyright]];
}

function mainFolder(name: string, known: AptPackageFacts): string {
  if (name.startsWith('python3-')) return `/usr/lib/python3/dist-packages/${name.slice(8)}`;
  if (name.endsWith('-perl')) return '/usr/share/perl5';
  if (name.startsWith('fonts-')) return `/usr/share/fonts/${name.slice(6)}`;
  if (name.endsWith('-dev')) return `/usr/include/${name.slice(0, -4)}`;
  if (known.section === 'libs') return '/usr/lib/x86_64-linux-gnu';
  if (known.arch === 'all' || known.section === 'doc') return `/usr/share/${name}`;
  return `/usr/lib/${name}`;
}
