import { fileAt, type NoCache, WORKSPACE_MTIME_SECONDS, type Workspace, type WorkspaceFile, withNoCache } from './workspace';

/** Why a file cannot be added, renamed or changed; the interface has a sentence for each. */
export type FileProblem =
  | 'path-empty'
  | 'path-absolute'
  | 'path-outside'
  | 'path-ends-in-slash'
  | 'path-control'
  | 'exists'
  | 'missing'
  | 'is-folder'
  | 'below-file';

export type FileOutcome =
  | { readonly ok: true; readonly patch: WorkspacePatch }
  | { readonly ok: false; readonly problem: FileProblem; readonly path: string };

/** Files to put (or, `undefined`, to take away) and, where given, the build arguments and what is kept from the cache. Applied it answers its own undoing. */
export interface WorkspacePatch {
  readonly files: Readonly<Record<string, WorkspaceFile | undefined>>;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly noCache?: NoCache;
}

export function applyPatch(workspace: Workspace, patch: WorkspacePatch): { readonly workspace: Workspace; readonly inverse: WorkspacePatch } {
  const paths = Object.keys(patch.files);
  const files = new Map(Object.entries(workspace.files));
  for (const path of paths) {
    const file = patch.files[path];
    if (file === undefined) files.delete(path);
    else files.set(path, file);
  }
  const inverse: WorkspacePatch = {
    files: Object.fromEntries(paths.map((path) => [path, fileAt(workspace, path)])),
    ...(patch.buildArgs === undefined ? {} : { buildArgs: workspace.buildArgs }),
    ...(patch.noCache === undefined ? {} : { noCache: workspace.noCache ?? 'none' }),
  };
  const patched = { ...workspace, files: Object.fromEntries(files), buildArgs: patch.buildArgs ?? workspace.buildArgs };
  return { workspace: patch.noCache === undefined ? patched : withNoCache(patched, patch.noCache), inverse };
}

/** What turns one workspace into another: only the files that differ. */
export function patchBetween(before: Workspace, after: Workspace): WorkspacePatch {
  const paths = new Set([...Object.keys(before.files), ...Object.keys(after.files)]);
  const differing = [...paths].filter((path) => fileAt(before, path) !== fileAt(after, path));
  return {
    files: Object.fromEntries(differing.map((path) => [path, fileAt(after, path)])),
    ...(before.buildArgs === after.buildArgs ? {} : { buildArgs: after.buildArgs }),
    ...(before.noCache === after.noCache ? {} : { noCache: after.noCache ?? 'none' }),
  };
}

/** New text; the workspace itself when the text is the same already. An edit makes the file newer, as on a disk. */
export function withText(workspace: Workspace, path: string, text: string, nowSeconds: number): Workspace {
  const before = fileAt(workspace, path);
  if (before === undefined || before.text === text) return workspace;
  return { ...workspace, files: { ...workspace.files, [path]: { ...before, text, mtimeSeconds: laterThan(before, nowSeconds) } } };
}

export function addFile(workspace: Workspace, rawPath: string, text: string, nowSeconds: number): FileOutcome {
  const checked = checkNewPath(workspace, rawPath);
  if (!checked.ok) return checked;
  return { ok: true, patch: { files: { [checked.path]: { text, mtimeSeconds: nowSeconds } } } };
}

export function renameFile(workspace: Workspace, from: string, rawTo: string): FileOutcome {
  const file = fileAt(workspace, from);
  if (file === undefined) return { ok: false, problem: 'missing', path: from };
  const { [from]: _moved, ...others } = workspace.files;
  const checked = checkNewPath({ ...workspace, files: others }, rawTo);
  if (!checked.ok) return checked;
  return { ok: true, patch: { files: checked.path === from ? {} : { [from]: undefined, [checked.path]: file } } };
}

export function deleteFile(workspace: Workspace, path: string): FileOutcome {
  return change(workspace, path, () => undefined);
}

/** Only the modification time moves on, by a second at least. */
export function touchFile(workspace: Workspace, path: string, nowSeconds: number): FileOutcome {
  return change(workspace, path, (file) => ({ ...file, mtimeSeconds: laterThan(file, nowSeconds) }));
}

/** Sets or takes away the three execute bits, as `chmod +x` and `chmod -x` do under the usual umask. */
export function chmodExecutable(workspace: Workspace, path: string, executable: boolean): FileOutcome {
  return change(workspace, path, (file) => {
    const mode = file.mode ?? 0o644;
    return { ...file, mode: executable ? mode | 0o111 : mode & ~0o111 };
  });
}

export function isExecutable(file: WorkspaceFile): boolean {
  return ((file.mode ?? 0o644) & 0o100) !== 0;
}

function change(workspace: Workspace, path: string, next: (file: WorkspaceFile) => WorkspaceFile | undefined): FileOutcome {
  const file = fileAt(workspace, path);
  if (file === undefined) return { ok: false, problem: 'missing', path };
  return { ok: true, patch: { files: { [path]: next(file) } } };
}

export function laterThan(file: WorkspaceFile, nowSeconds: number): number {
  return Math.max(nowSeconds, (file.mtimeSeconds ?? WORKSPACE_MTIME_SECONDS) + 1);
}

function checkNewPath(workspace: Workspace, raw: string): { readonly ok: true; readonly path: string } | Extract<FileOutcome, { ok: false }> {
  const path = raw.trim().replace(/^(\.\/+)+/, '');
  const problem = problemWithName(path) ?? problemWithPlace(workspace, path);
  return problem === undefined ? { ok: true, path } : { ok: false, problem, path };
}

function problemWithName(path: string): FileProblem | undefined {
  if (path === '' || path === '.') return 'path-empty';
  if (path.startsWith('/')) return 'path-absolute';
  if (path.endsWith('/')) return 'path-ends-in-slash';
  if (path.split('/').some((part) => part === '..')) return 'path-outside';
  if (path.split('/').some((part) => part === '' || part === '.')) return 'path-empty';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return /[\u0000-\u001f\u007f]/.test(path) ? 'path-control' : undefined;
}

function problemWithPlace(workspace: Workspace, path: string): FileProblem | undefined {
  if (fileAt(workspace, path) !== undefined) return 'exists';
  const others = Object.keys(workspace.files);
  if (others.some((other) => other.startsWith(`${path}/`))) return 'is-folder';
  return others.some((other) => path.startsWith(`${other}/`)) ? 'below-file' : undefined;
}
