import { diffLines } from '@/lib/lab/line-diff';
import { fileAt, type Workspace } from '@/lib/lab/workspace';
import type { LineRange } from '@/simulator';

/** A file of a version with the lines that set it apart. */
export interface ChangedFile {
  readonly path: string;
  readonly text: string;
  /** From 1. */
  readonly lines: ReadonlySet<number>;
}

/** The files that a version has otherwise, the Dockerfile first. */
export function changedFiles(before: Workspace, after: Workspace): readonly ChangedFile[] {
  return Object.entries(after.files)
    .filter(([path, { text }]) => fileAt(before, path)?.text !== text)
    .map(([path, { text }]) => ({ path, text, lines: newLines(fileAt(before, path)?.text ?? '', text) }))
    .sort((a, b) => Number(b.path === after.dockerfilePath) - Number(a.path === after.dockerfilePath));
}

/** Numbers of the lines in `after` that `before` does not have; a text that only lost lines has none. */
function newLines(before: string, after: string): ReadonlySet<number> {
  const kept = (diffLines(before, after) ?? []).filter(({ kind }) => kind !== 'removed');
  return new Set(kept.flatMap(({ kind }, index) => (kind === 'added' ? [index + 1] : [])));
}

export function linesOf(ranges: readonly (LineRange | undefined)[]): ReadonlySet<number> {
  return new Set(ranges.flatMap((range) => (range === undefined ? [] : numbersOf(range))));
}

function numbersOf({ startLine, endLine }: LineRange): readonly number[] {
  return Array.from({ length: endLine - startLine + 1 }, (_, offset) => startLine + offset);
}
