import type { Workspace, WorkspaceEdit } from '@/lib/lab/workspace';

/** A scene with its project's files: what was built, and the edit whose rebuild is asked about. */
export interface Scene {
  readonly start: Workspace;
  /** Edits of the builds in between, if any; each list was built. */
  readonly history: readonly (readonly WorkspaceEdit[])[];
  readonly edits: readonly WorkspaceEdit[];
}
