import type { TreeNode } from '../../fs/types';
import type { ProgramContext } from '../types';
import { byFlavour } from './options';

/** A path that `find` has come to. */
export interface Visit {
  readonly path: string;
  readonly node: TreeNode;
  readonly depth: number;
  readonly start: string;
  pruned: boolean;
}

export type Test = (visit: Visit) => boolean;

export interface Search {
  readonly context: ProgramContext;
  readonly words: readonly string[];
  at: number;
  minDepth: number;
  maxDepth: number;
  depthFirst: boolean;
  hasAction: boolean;
  quits: boolean;
  failed: boolean;
  readonly batches: { readonly words: readonly string[]; readonly paths: string[] }[];
}

export class FindError {
  constructor(readonly text: string) {}
}

/** The word after an option. */
export function argument(search: Search, name: string): string {
  const value = search.words[search.at++];
  if (value === undefined) throw new FindError(byFlavour(search.context, `missing argument to \`${name}'`, `${name} requires an argument`));
  return value;
}
