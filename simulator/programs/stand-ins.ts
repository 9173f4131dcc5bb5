import { nearestNames } from '../catalog/nearest';
import type { Provenance } from '../catalog/types';
import type { ProgramContext } from '../shell/types';
import type { Creation, NewNode } from './subtree';

/** When and for whom a program's run creates files; call it once per run. */
export function creationOf(context: ProgramContext): Creation {
  return { uid: context.identity.uid, gid: context.identity.gid, mtimeSeconds: context.nowSeconds, instant: {} };
}

export interface Spread {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  /** Of the names, with its dot. */
  readonly ending: string;
  /** Names the content; two spreads of one seed have equal files. */
  readonly seed: string;
  readonly mode?: number;
  readonly texture?: 'text' | 'binary';
}

const FILES_PER_FOLDER = 40;

/** Files that hold so many bytes altogether, below a folder: a few of them have most of the bytes, as in real trees. */
export function spreadFiles({ folder, files, bytes, ending, seed, mode, texture }: Spread): readonly NewNode[] {
  const count = Math.max(1, Math.round(files));
  const weights = Array.from({ length: count }, (_, index) => 1 / (index + 3));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let left = Math.max(0, Math.round(bytes));
  return weights.map((weight, index): NewNode => {
    const sizeBytes = index === count - 1 ? left : Math.min(left, Math.floor((bytes * weight) / sum));
    left -= sizeBytes;
    const below = count > FILES_PER_FOLDER ? `/part${String(Math.floor(index / FILES_PER_FOLDER)).padStart(2, '0')}` : '';
    const path = `${folder === '' ? '' : `${folder}${below}/`}file${String(index).padStart(3, '0')}${ending}`;
    return {
      kind: 'file',
      path,
      content: { kind: 'generated', seed: `${seed} ${path}`, sizeBytes, ...(texture === 'binary' ? {} : { texture: 'text' as const }) },
      ...(mode === undefined ? {} : { mode }),
    };
  });
}

/** One file of a known size. */
export function standIn(path: string, seed: string, sizeBytes: number, options: { readonly mode?: number; readonly text?: boolean } = {}): NewNode {
  return {
    kind: 'file',
    path,
    content: {
      kind: 'generated',
      seed: `${seed} ${path}`,
      sizeBytes: Math.max(0, Math.round(sizeBytes)),
      ...(options.text === true ? { texture: 'text' as const } : {}),
    },
    ...(options.mode === undefined ? {} : { mode: options.mode }),
  };
}

/** How far the dependencies that were installed are known; `averaged` are those that the catalogue does not have. */
export function noteDependencies(context: ProgramContext, provenance: Provenance, packages: number, averaged: readonly string[]): void {
  if (packages === 0) return;
  context.notice({ fidelity: 'modelled', code: 'dependencies-modelled', details: { packages, source: provenance.source, asOf: provenance.asOf } });
  const [first] = averaged;
  if (first !== undefined) context.notice({ fidelity: 'modelled', code: 'dependencies-average', details: { packages: averaged.length, first } });
}

/** The real registry may have it; the catalogue does not. */
export function noteBeyond(context: ProgramContext, name: string, known: readonly string[]): void {
  const nearest = nearestNames(name, known).join(', ');
  context.notice({
    fidelity: 'unknown',
    code: 'dependency-beyond-catalog',
    details: { package: name, nearest: nearest || '–', known: known.length },
  });
}

/** A compiler's output, whose size is estimated. */
export function noteCompiled(context: ProgramContext, tool: string): void {
  context.notice({ fidelity: 'modelled', code: 'compiled-output', details: { tool } });
}

export function noteTestsNotRun(context: ProgramContext, tool: string): void {
  context.notice({ fidelity: 'unknown', code: 'tests-not-run', details: { tool } });
}

/** A command outside of the model: nothing happens, and the step says so. */
export function notSimulated(context: ProgramContext, command: string): number {
  context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command } });
  return 0;
}

export function partMissing(context: ProgramContext, part: string): number {
  context.notice({ fidelity: 'unknown', code: 'catalog-part-missing', details: { part } });
  return 0;
}
