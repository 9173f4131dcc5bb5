import type { Workspace, WorkspaceEdit } from './workspace';

/** The accessible names of a lab's panels (docs/decisions/002-accessible-names.md). */
export type PanelName = 'Editor' | 'Context' | 'Steps' | 'Layers' | 'Image' | 'Builds' | 'Checks';

/** Finds a step by what it did, never by how the Dockerfile spells it. */
export type StepMatcher =
  /** The step that started a program with these leading words: `["npm", "ci"]`; any of several alternatives. */
  | { readonly kind: 'runs'; readonly anyOf: readonly (readonly string[])[] }
  /** The step whose layer adds or changes a path that matches this glob. */
  | { readonly kind: 'writes'; readonly path: string };

export type StepExpectation = { readonly step: StepMatcher; readonly status: 'cached' | 'ran' };

/**
 * What a learner must reach, judged on build results. `rebuild` builds the workspace, applies edits, builds again with the
 * same cache and looks at the second result.
 */
export type Goal = { readonly id: string /** As shown in Checks. */; readonly title: string; readonly feedback: string } & (
  | { readonly kind: 'builds' }
  /** Files that the build itself put into the image: globs, where two stars stand for any folders. Each must match one. */
  | { readonly kind: 'image-has'; readonly paths: readonly string[] }
  | { readonly kind: 'image-lacks'; readonly paths: readonly string[] }
  /** After the edits (a build argument, say) this text stands in a label or an environment variable of the image. */
  | { readonly kind: 'image-records'; readonly edits: readonly WorkspaceEdit[]; readonly value: string }
  | { readonly kind: 'rebuild'; readonly edits: readonly WorkspaceEdit[]; readonly expect: readonly StepExpectation[] }
  /** After the edits no step of the rebuild may run. */
  | { readonly kind: 'rebuild-all-cached'; readonly edits: readonly WorkspaceEdit[] }
  /** After the edits the build must fail: shows that an install refuses a lock file that does not fit. */
  | { readonly kind: 'rebuild-fails'; readonly edits: readonly WorkspaceEdit[]; readonly step: StepMatcher }
  /** Simulated time of the series of edits, a build after each, against the same series on the lab's start. */
  | { readonly kind: 'series-time'; readonly series: readonly (readonly WorkspaceEdit[])[]; readonly atMostRatio: number }
);

export interface GoalResult {
  readonly goal: string;
  readonly passed: boolean;
  /** Interface string key and values that name the cause: which step, which file, what happened instead. */
  readonly reason?: { readonly code: string; readonly details: Readonly<Record<string, string | number>> };
}

export interface LabDefinition {
  readonly id: string;
  readonly title: string;
  /** Panels shown, in order; the first after Editor is open at the start. */
  readonly panels: readonly PanelName[];
  readonly start: Workspace;
  readonly goals: readonly Goal[];
  readonly hints: readonly string[];
  /** Ready-made edits offered as buttons ("Edit one character of server.js"). */
  readonly scenes: readonly { readonly id: string; readonly title: string; readonly edits: readonly WorkspaceEdit[] }[];
  /** `'ask'`: every build asks for a hit-or-miss guess per step first. */
  readonly prediction: 'ask' | 'off';
}
