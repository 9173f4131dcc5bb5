import { EMPTY_TREE } from '../fs/tree';
import type { Tree } from '../fs/types';
import type { Conversion } from '../llb/convert-types';
import type { StageState } from '../llb/stage-state';
import type { Solved } from './solve-request';

export interface SbomTarget {
  readonly name: string;
  readonly tree: Tree;
}

/**
 * What else is looked through for packages, by name: stages and the build context, where an ARG of the stage or before all stages says so
 * (moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go, Dockerfile2LLB). The context counts for the stage that is built alone.
 * Differs: a stage whose result is known but not there is not built for it.
 */
export function extraSbomTargets(conversion: Conversion, { solution, context }: Extract<Solved, { ok: true }>): readonly SbomTarget[] {
  const { target, reachable } = conversion;
  const isScanned = (state: StageState, name: string) => isEnabled(state.displayName, settingOf(state, name, conversion));
  const stages = [...reachable].flatMap((state): readonly SbomTarget[] => {
    if (state === target || state.unregistered || !isScanned(state, 'BUILDKIT_SBOM_SCAN_STAGE')) return [];
    const tree = state.output === undefined ? EMPTY_TREE : solution.results.get(state.output.digest)?.snapshot?.tree;
    return tree === undefined ? [] : [{ name: `sbom-${state.displayName}`, tree }];
  });
  const sources = isScanned(target, 'BUILDKIT_SBOM_SCAN_CONTEXT') ? [{ name: 'sbom-context', tree: context }] : [];
  return [...sources, ...stages].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The last ARG of the stage that has a value, or else one before all stages. */
function settingOf(state: StageState, name: string, { globalArgs }: Conversion): string | undefined {
  return state.buildArgs.findLast((arg) => arg.name === name && arg.value !== undefined)?.value ?? globalArgs.get(name);
}

/** On and off as Go reads them, or names of stages. */
function isEnabled(stage: string, value: string | undefined): boolean {
  if (value === undefined || /^(?:0|f|F|false|False|FALSE)$/.test(value)) return false;
  return /^(?:1|t|T|true|True|TRUE)$/.test(value) || value.split(',').includes(stage);
}
