import type * as z from 'zod';
import type { Workspace } from '@/lib/lab/workspace';
import type { BuildCheckRule } from '@/simulator';
import type { BUILD_CHECK_GROUPS, buildCheckSchema, outcomeSchema } from '../schema/build-check-schema';

export type BuildCheckInfo = Readonly<z.infer<typeof buildCheckSchema>>;
export type BuildCheckGroup = (typeof BUILD_CHECK_GROUPS)[number];
export type OutcomeQuestion = Readonly<z.infer<typeof outcomeSchema>>;

export interface RightVersion {
  readonly id: string;
  readonly title: string;
  readonly workspace: Workspace;
}

/** A page about one of BuildKit's build checks, but its text: plain data. */
export interface BuildCheck {
  /** Name of its folder, and its address. */
  readonly slug: string;
  readonly info: BuildCheckInfo;
  /** The rule as the linter has it. */
  readonly rule: BuildCheckRule;
  readonly wrong: Workspace;
  /** In the order of `info.right`. */
  readonly right: readonly RightVersion[];
}
