import type { Diagnostic } from '@/simulator';

/** A squiggle in the editor. Lines and columns from 1; the end column is behind the last character. */
export interface EditorMarker {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The build check's name. */
  readonly code: string | undefined;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Findings as markers over whole instructions, blanks before and after left out. A finding without a line goes to the first. */
export function markersOf(diagnostics: readonly Diagnostic[], text: string): readonly EditorMarker[] {
  const lines = text.split('\n');
  return diagnostics.map((diagnostic): EditorMarker => {
    const startLine = clamp(diagnostic.range?.startLine ?? 1, lines.length);
    const endLine = Math.max(startLine, clamp(diagnostic.range?.endLine ?? startLine, lines.length));
    const first = lines[startLine - 1] ?? '';
    const last = lines[endLine - 1] ?? '';
    const startColumn = first.length - first.trimStart().length + 1;
    return {
      severity: diagnostic.severity,
      message: diagnostic.message,
      code: diagnostic.rule,
      startLine,
      startColumn: first.trim() === '' ? 1 : startColumn,
      endLine,
      endColumn: Math.max(last.trimEnd().length + 1, startLine === endLine ? startColumn + 1 : 1),
    };
  });
}

function clamp(line: number, lines: number): number {
  return Math.min(Math.max(1, line), Math.max(1, lines));
}
