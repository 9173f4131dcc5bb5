import { nearestNames } from '../../catalog/nearest';
import type { PipPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import type { Candidate } from './resolve';
import { distributionOf } from './world';

/** How far what was installed is known. */
export function noteInstalled(context: ProgramContext, world: PipPart, candidates: readonly Candidate[]): void {
  // A wheel of our own building holds real files.
  const published = candidates.filter(({ source }) => source.kind === 'index' || (source.kind === 'wheel' && !isReal(context, source.wheel.path)));
  if (published.length === 0) return;
  context.notice({
    fidelity: 'modelled',
    code: 'pip-packages',
    details: { packages: published.length, source: world.provenance.source, asOf: world.provenance.asOf },
  });
  const assumed = published.filter((candidate) => candidate.assumed);
  if (assumed.length > 0)
    context.notice({
      fidelity: 'modelled',
      code: 'pip-releases-assumed',
      details: { packages: assumed.map(({ name, version }) => `${name}==${version}`).join(', ') },
    });
  // On PyPI torch is built with CUDA and brings its libraries along.
  if (published.some(({ name, version }) => name === 'torch' && !version.includes('+')))
    context.notice({ fidelity: 'modelled', code: 'pip-torch-cpu', details: {} });
  const averaged = published.filter(({ distribution }) => distribution.averaged === true);
  if (averaged.length > 0)
    context.notice({ fidelity: 'modelled', code: 'pip-packages-averaged', details: { packages: averaged.map(({ name }) => name).join(', ') } });
}

function isReal(context: ProgramContext, path: string): boolean {
  const content = context.fs.content(path);
  return content.ok && content.value.kind === 'bytes';
}

/** PyPI may have it; the catalogue does not. */
export function noteBeyond(context: ProgramContext, world: PipPart, name: string): void {
  const known = Object.keys(world.distributions);
  context.notice({
    fidelity: 'unknown',
    code: 'pip-package-beyond-catalog',
    details: { package: name, nearest: nearestNames(name, known).join(', '), known: known.length },
  });
}

/** A release that is newer than the newest known. */
export function noteRelease(context: ProgramContext, world: PipPart, name: string): void {
  context.notice({
    fidelity: 'unknown',
    code: 'pip-release-beyond-catalog',
    details: { package: name, newest: distributionOf(world, name)?.version ?? '' },
  });
}

/** An extra that the distribution may have, but whose members are not all known. */
export function noteExtra(context: ProgramContext, name: string, extra: string): void {
  context.notice({ fidelity: 'unknown', code: 'pip-extra-beyond-catalog', details: { package: `${name}[${extra}]` } });
}

/** Something that lies elsewhere on the net. */
export function noteRemote(context: ProgramContext, what: string): void {
  context.notice({ fidelity: 'unknown', code: 'pip-remote', details: { requirement: what.replace(/\/\/[^@/]*@/, '//') } });
}

export function notSimulated(context: ProgramContext, command: string): number {
  context.notice({ fidelity: 'unknown', code: 'python-command', details: { command } });
  return 0;
}
