import type { AptPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { durationMs } from '../cost-model';
import { nativeArchitecture } from './database';
import { type AptOptions, configurationText } from './options';
import { fetchLine } from './output';
import { fetched } from './update';

export const ARCHIVES = '/var/cache/apt/archives';

export function sumOf(apt: AptPart, names: readonly string[], column: 1 | 2): number {
  return names.reduce((sum, name) => sum + (apt.packages[name]?.[column] ?? 0), 0);
}

export function archivePath(apt: AptPart, name: string, architecture: string): string {
  const known = apt.packages[name];
  return `${ARCHIVES}/${name}_${(known?.[0] ?? '').replaceAll(':', '%3a')}_${known?.[6].includes('a') === true ? 'all' : architecture}.deb`;
}

export function isArchived(context: ProgramContext, apt: AptPart, name: string): boolean {
  return context.fs.exists(archivePath(apt, name, nativeArchitecture(context)));
}

export function fetchArchives(context: ProgramContext, apt: AptPart, order: readonly string[], architecture: string, options: AptOptions): void {
  const missing = order.filter((name) => !isArchived(context, apt, name));
  const bytes = sumOf(apt, missing, 1);
  const work = { kind: 'download', bytes, requests: missing.length } as const;
  context.work(work);
  context.fs.mkdirAll(`${ARCHIVES}/partial`, { mode: 0o700, uid: 42 });
  context.fs.write(`${ARCHIVES}/lock`, '', { mode: 0o640 });
  for (const name of missing)
    context.fs.write(archivePath(apt, name, architecture), { kind: 'generated', seed: `deb ${name}`, sizeBytes: apt.packages[name]?.[1] ?? 0 });
  if (options.quiet >= 2 || missing.length === 0) return;
  context.out(missing.map((name, index) => fetchLine(apt, index + 1, name, architecture)).join('') + fetched(bytes, durationMs([work], 'ci')));
}

/** The images' `docker-clean` throws archives away after each run; without it they stay. */
export function keepsArchives(context: ProgramContext): boolean {
  return !/rm -f \/var\/cache\/apt\/archives\/\*\.deb/.test(configurationText(context));
}
