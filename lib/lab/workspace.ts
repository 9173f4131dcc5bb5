import type { BuildContext, ContextEntry } from '@/simulator';

/** A file as the learner sees it in the Context panel. Text only, for now; `mode` in decimal, 0644 when left out. */
export interface WorkspaceFile {
  readonly text: string;
  readonly mode?: number;
  /** Raised by `touch`; content edits raise it too. Seconds since 1970. */
  readonly mtimeSeconds?: number;
}

/** Which stages a build does not take from the cache: those with these names (`--no-cache-filter`), or all of them (`--no-cache`). */
export type NoCache = 'none' | 'all' | readonly string[];

/** What a learner works on: plain JSON, so that it can be stored, shared and graded again elsewhere. */
export interface Workspace {
  readonly version: 1;
  /** Slash-separated path relative to the context's root → file; the Dockerfile and `.dockerignore` among them. */
  readonly files: Readonly<Record<string, WorkspaceFile>>;
  readonly dockerfilePath: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target?: string;
  /** `'none'` when left out. */
  readonly noCache?: NoCache;
}

/** An edit by a lab, a scene or a hidden follow-up build; applied to a workspace it gives a new one. */
export type WorkspaceEdit =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'append'; readonly path: string; readonly text: string }
  | { readonly kind: 'replace'; readonly path: string; readonly find: string; readonly with: string }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'touch'; readonly path: string }
  | { readonly kind: 'chmod'; readonly path: string; readonly mode: number }
  | { readonly kind: 'build-arg'; readonly name: string; readonly value: string }
  /** Adds a package to the first `apt-get install` or `apk add` that the parsed Dockerfile runs, however it is written. */
  | { readonly kind: 'add-package'; readonly manager: 'apt' | 'apk'; readonly package: string }
  /** Puts another base image into every FROM that names an image (not a stage, not `scratch`). */
  | { readonly kind: 'base-image'; readonly reference: string };

/** Paths are the learner's words, so `constructor` and the like must not find what every object inherits. */
export function fileAt(workspace: Workspace, path: string): WorkspaceFile | undefined {
  return Object.hasOwn(workspace.files, path) ? workspace.files[path] : undefined;
}

export function withNoCache({ noCache: _old, ...workspace }: Workspace, noCache: NoCache): Workspace {
  return noCache === 'none' || noCache.length === 0 ? workspace : { ...workspace, noCache };
}

/** mtime of a workspace's files until they are edited. */
export const WORKSPACE_MTIME_SECONDS = 1_767_225_600;

export function contextOf(workspace: Workspace): BuildContext {
  return new Map(
    Object.entries(workspace.files).map(([path, file]): [string, ContextEntry] => [
      path,
      { kind: 'file', content: file.text, mode: file.mode ?? 0o644, mtimeSeconds: file.mtimeSeconds ?? WORKSPACE_MTIME_SECONDS },
    ]),
  );
}
