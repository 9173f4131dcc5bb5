import { BUILD_CHECK_GROUPS } from '../schema/build-check-schema';
import type { BuildCheck, BuildCheckGroup } from './content';

export interface CheckGroup {
  readonly group: BuildCheckGroup;
  readonly checks: readonly BuildCheck[];
}

/** By what they guard against; in a group by name. */
export function groupBuildChecks(checks: readonly BuildCheck[]): readonly CheckGroup[] {
  return BUILD_CHECK_GROUPS.map((group) => ({ group, checks: checks.filter(({ info }) => info.group === group) }));
}

/** As a reader of the list comes by them. */
export function inGroupOrder(checks: readonly BuildCheck[]): readonly BuildCheck[] {
  return groupBuildChecks(checks).flatMap((group) => group.checks);
}
