import type { PipPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { COMPILED_BYTES_PER_MILLISECOND } from './figures';
import type { Installation } from './installation';
import { type InstalledDistribution, installedIn } from './installed';
import { noteInstalled } from './notices';
import { mayWrite } from './pip-cache';
import type { Candidate } from './resolve';
import { targetOf } from './target';
import { distributionOf } from './world';
import { creationOf, removeDistribution, writeDistribution } from './write-distribution';

export interface EnvironmentInstall {
  readonly context: ProgramContext;
  readonly world: PipPart;
  readonly python: Installation;
  readonly compile: boolean;
  readonly installer: 'uv' | 'poetry' | 'pip';
}

export interface EnvironmentChange {
  readonly added: readonly Candidate[];
  readonly removed: readonly InstalledDistribution[];
  readonly files: number;
  readonly bytes: number;
}

/** What has to change so that an environment has the candidates: those that are there at their version stay. */
export function plannedChange(
  install: EnvironmentInstall,
  candidates: readonly Candidate[],
  exact: boolean,
): Pick<EnvironmentChange, 'added' | 'removed'> {
  const installed = installedIn(install.context, install.python.sitePackages);
  const wanted = new Map(candidates.map((candidate) => [candidate.name, candidate]));
  const added = candidates.filter(({ name, version }) => !installed.some((item) => item.name === name && item.version === version));
  const removed = installed.filter(({ name }) => (exact && !wanted.has(name)) || added.some((candidate) => candidate.name === name));
  return { added, removed };
}

/** Writes candidates into an environment; `undefined` when nothing may be written there. */
export function changeEnvironment(
  install: EnvironmentInstall,
  { added, removed }: Pick<EnvironmentChange, 'added' | 'removed'>,
): EnvironmentChange | undefined {
  const { context, python, world } = install;
  if (!mayWrite(context, python.sitePackages)) return undefined;
  for (const old of removed) removeDistribution(context, old, distributionOf(world, old.name)?.top ?? [old.title]);
  const creation = creationOf(context);
  const total = { bytes: 0, files: 0, compiled: 0 };
  for (const candidate of added) {
    const scheme = { site: python.sitePackages, scripts: python.scripts, prefix: python.prefix, toScripts: '../../../bin', replaces: [] };
    const options = {
      ...targetOf(context, python),
      compile: install.compile,
      requested: candidate.requested,
      executable: python.executable,
      toScripts: '../../../bin',
      installer: install.installer,
    };
    const files = writeDistribution(context, scheme, candidate, options, creation);
    total.bytes += files.bytes;
    total.files += files.files;
    total.compiled += install.compile ? files.sourceBytes : 0;
  }
  context.work({ kind: 'unpack', bytes: total.bytes, files: total.files });
  context.work({ kind: 'compute', milliseconds: Math.round(total.compiled / COMPILED_BYTES_PER_MILLISECOND) });
  noteInstalled(context, world, added);
  return { added, removed, ...total };
}

/** Seconds or milliseconds as these tools print them. */
export function elapsed(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.max(1, Math.round(milliseconds))}ms` : `${(milliseconds / 1000).toFixed(2)}s`;
}

export function counted(count: number): string {
  return count === 1 ? '1 package' : `${count} packages`;
}
