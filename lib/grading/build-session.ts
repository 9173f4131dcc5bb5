import type { Workspace, WorkspaceEdit } from '@/lib/lab/workspace';
import type { BuildCache, BuildOutcome, BuildResult } from '@/simulator';
import { applyEdits } from './apply-edit';
import { type Outcome, success } from './reason';

/**
 * One build by the simulator. Without a cache it is the first build on a fresh builder. Caches are immutable values, so several
 * follow-up builds can start from the same one.
 */
export type Build = (workspace: Workspace, cache: BuildCache | undefined) => BuildOutcome | Promise<BuildOutcome>;

/** A workspace that has been built, and what its builder remembers. */
export interface Built {
  readonly workspace: Workspace;
  readonly result: BuildResult;
  readonly cache: BuildCache;
}

/** Builds of one workspace that several goals ask for; each is made once, however many goals look at it. */
export interface BuildSession {
  /** The build of the workspace as it stands. */
  base(): Promise<Built>;
  /** The build after some edits, on the cache of the base build. */
  after(edits: readonly WorkspaceEdit[]): Promise<Outcome<Built>>;
}

export function createBuildSession(workspace: Workspace, build: Build): BuildSession {
  let base: Promise<Built> | undefined;
  const followUps = new Map<string, Promise<Outcome<Built>>>();
  const buildBase = () => {
    base ??= buildOn(build, workspace, undefined);
    return base;
  };
  return {
    base: buildBase,
    after(edits) {
      const key = JSON.stringify(edits);
      const known = followUps.get(key) ?? buildBase().then((before) => buildAfter(build, before, edits));
      followUps.set(key, known);
      return known;
    },
  };
}

/** Applies edits to what was built and builds again on the same cache. */
export async function buildAfter(build: Build, before: Built, edits: readonly WorkspaceEdit[]): Promise<Outcome<Built>> {
  const edited = applyEdits(before.workspace, edits);
  return edited.ok ? success(await buildOn(build, edited.value, before.cache)) : edited;
}

export async function buildOn(build: Build, workspace: Workspace, cache: BuildCache | undefined): Promise<Built> {
  const outcome = await build(workspace, cache);
  return { workspace, result: outcome.result, cache: outcome.cache };
}
