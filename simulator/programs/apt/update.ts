import type { AptPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { durationMs } from '../cost-model';
import { textAt } from './database';
import type { AptOptions } from './options';
import { aptSize } from './output';

export const LISTS = '/var/lib/apt/lists';
/** Reading and sorting the indexes after they have come. */
const INDEX_MILLISECONDS = 2_000;

/** Fetches the package lists. A failed download is only a warning to apt: it exits with 0 and keeps what it has. */
export function update(context: ProgramContext, apt: AptPart, options: AptOptions): number {
  context.fs.mkdirAll(`${LISTS}/partial`, { mode: 0o700, uid: 42 });
  context.fs.mkdirAll(`${LISTS}/auxfiles`);
  context.fs.write(`${LISTS}/lock`, '', { mode: 0o640 });
  if (!context.network) return unreachable(context, apt);
  for (const [name, sizeBytes] of Object.entries(apt.lists)) {
    const seed = `${name} ${apt.provenance.asOf}`;
    context.fs.write(`${LISTS}/${name}`, { kind: 'generated', seed, sizeBytes, ...(name.endsWith('.lz4') ? {} : { texture: 'text' }) });
  }
  const work = [
    { kind: 'download', bytes: apt.updateBytes, requests: Object.keys(apt.lists).length },
    { kind: 'write', bytes: listBytes(apt), files: Object.keys(apt.lists).length + 1 },
    { kind: 'compute', milliseconds: INDEX_MILLISECONDS },
  ] as const;
  for (const item of work) context.work(item);
  if (options.quiet < 2) context.out(`${fetchLines(apt)}${fetched(apt.updateBytes, durationMs(work.slice(0, 1), 'ci'))}Reading package lists...\n`);
  context.notice({ fidelity: 'modelled', code: 'apt-lists', details: { source: apt.provenance.source, asOf: apt.provenance.asOf } });
  noteOtherRelease(context);
  return 0;
}

function listBytes(apt: AptPart): number {
  return Object.values(apt.lists).reduce((sum, bytes) => sum + bytes, 0);
}

/** Whether an update has been run and its lists are still there: without them apt knows no package that is not installed. */
export function hasLists(context: ProgramContext): boolean {
  const names = context.fs.list(LISTS);
  return names.ok && names.value.some((name) => name.includes('_Packages'));
}

const SUITES: readonly (readonly [string, string, string])[] = [
  ['bookworm', 'http://deb.debian.org/debian', 'dists_bookworm_'],
  ['bookworm-updates', 'http://deb.debian.org/debian', 'dists_bookworm-updates_'],
  ['bookworm-security', 'http://deb.debian.org/debian-security', 'dists_bookworm-security_'],
];

function fetchLines(apt: AptPart): string {
  const lines: string[] = [];
  for (const part of ['InRelease', 'Packages']) {
    for (const [suite, address, key] of SUITES) {
      const bytes = Object.entries(apt.lists).find(([name]) => name.includes(key) && name.includes(part))?.[1] ?? 0;
      // Packed indexes travel as xz, at less than half of what lz4 makes of them on disk.
      const wire = part === 'InRelease' ? bytes : Math.round(bytes * WIRE_RATIO);
      lines.push(
        `Get:${lines.length + 1} ${address} ${part === 'InRelease' ? `${suite} InRelease` : `${suite}/main amd64 Packages`} [${aptSize(wire)}]\n`,
      );
    }
  }
  return lines.join('');
}

const WIRE_RATIO = 0.4667;

export function fetched(bytes: number, milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return `Fetched ${aptSize(bytes)} in ${seconds}s (${aptSize(bytes / seconds)}/s)\n`;
}

function unreachable(context: ProgramContext, apt: AptPart): number {
  for (const [suite, address] of SUITES)
    context.err(`W: Failed to fetch ${address}/dists/${suite}/InRelease  Temporary failure resolving 'deb.debian.org'\n`);
  context.err('W: Some index files failed to download. They have been ignored, or old ones used instead.\n');
  context.notice({ fidelity: 'modelled', code: 'apt-no-network', details: { asOf: apt.provenance.asOf } });
  return 0;
}

/** The catalogue knows the packages of Debian 12; other releases get their names and sizes, and the step says so. */
export function noteOtherRelease(context: ProgramContext): void {
  const release = /VERSION_CODENAME=(\S+)/.exec(textAt(context, '/etc/os-release'))?.[1] ?? 'bookworm';
  if (release !== 'bookworm') context.notice({ fidelity: 'modelled', code: 'apt-other-release', details: { release, used: 'bookworm' } });
}
