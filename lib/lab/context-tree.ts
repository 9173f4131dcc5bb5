import type { IgnoreVerdict } from '@/lib/engine/types';
import { utf8Bytes } from './format';
import { fileAt, WORKSPACE_MTIME_SECONDS, type Workspace, type WorkspaceFile } from './workspace';

/** How a file differs from the workspace of the last build; `touched`: only its modification time does. */
export type FileDifference = 'added' | 'edited' | 'mode' | 'touched';

export interface ContextFileRow {
  readonly kind: 'file';
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly mode: number;
  readonly mtimeSeconds: number;
  readonly difference: FileDifference | undefined;
  /** The ignore line that keeps it out of the context. */
  readonly ignored: IgnoreVerdict | undefined;
}

export interface ContextFolderRow {
  readonly kind: 'folder';
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly children: readonly ContextRow[];
}

export type ContextRow = ContextFileRow | ContextFolderRow;

/** The workspace as nested rows, folders first, each level sorted bytewise as `ls` under LC_ALL=C does. */
export function contextTree(
  workspace: Workspace,
  lastBuilt: Workspace | undefined,
  ignored: Readonly<Record<string, IgnoreVerdict>> = {},
): readonly ContextRow[] {
  const rows = Object.entries(workspace.files).map(([path, file]) => ({
    parts: path.split('/'),
    row: fileRow(path, file, lastBuilt, Object.hasOwn(ignored, path) ? ignored[path] : undefined),
  }));
  return level(rows, '');
}

export function differenceOf(before: WorkspaceFile | undefined, after: WorkspaceFile): FileDifference | undefined {
  if (before === undefined) return 'added';
  if (before.text !== after.text) return 'edited';
  if ((before.mode ?? 0o644) !== (after.mode ?? 0o644)) return 'mode';
  return before.mtimeSeconds === after.mtimeSeconds ? undefined : 'touched';
}

/** Files that the last build had and that are gone, sorted. */
export function removedSince(workspace: Workspace, lastBuilt: Workspace | undefined): readonly string[] {
  return Object.keys(lastBuilt?.files ?? {})
    .filter((path) => fileAt(workspace, path) === undefined)
    .sort();
}

interface Placed {
  readonly parts: readonly string[];
  readonly row: ContextFileRow;
}

function fileRow(path: string, file: WorkspaceFile, lastBuilt: Workspace | undefined, ignored: IgnoreVerdict | undefined): ContextFileRow {
  return {
    kind: 'file',
    name: path.split('/').at(-1) ?? path,
    path,
    sizeBytes: utf8Bytes(file.text),
    mode: file.mode ?? 0o644,
    mtimeSeconds: file.mtimeSeconds ?? WORKSPACE_MTIME_SECONDS,
    difference: lastBuilt === undefined ? undefined : differenceOf(fileAt(lastBuilt, path), file),
    ignored,
  };
}

function level(placed: readonly Placed[], prefix: string): readonly ContextRow[] {
  const files = placed.filter((item) => item.parts.length === 1).map((item) => item.row);
  const below = new Map<string, Placed[]>();
  for (const { parts, row } of placed) {
    const [folder = '', ...rest] = parts;
    if (rest.length > 0) below.set(folder, [...(below.get(folder) ?? []), { parts: rest, row }]);
  }
  const folders = [...below].map(([name, items]): ContextFolderRow => {
    const path = prefix + name;
    const children = level(items, `${path}/`);
    return { kind: 'folder', name, path, children, sizeBytes: children.reduce((sum, child) => sum + child.sizeBytes, 0) };
  });
  const byName = (a: ContextRow, b: ContextRow) => (a.name < b.name ? -1 : 1);
  return [...folders.sort(byName), ...[...files].sort(byName)];
}
