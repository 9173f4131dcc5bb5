import type { BuildCheckRule, Diagnostic, LineRange } from '@/simulator';

/** Lines shown around what was found: BuildKit shows more of them around a single line. */
const AROUND_ONE = 4;
const AROUND_SEVERAL = 2;

/**
 * A finding as `docker build --check` prints it (moby/buildkit frontend/subrequests/lint/lint.go, solver/errdefs/source.go). The
 * heading gives the first line of the finding, not the first line that is shown.
 */
export function printFinding(rule: BuildCheckRule, finding: Diagnostic, dockerfile: string, path = 'Dockerfile'): string {
  const heading = `WARNING: ${rule.name}${rule.url === undefined ? '' : ` - ${rule.url}`}`;
  const detail = finding.message.replace(/ \(line \d+\)$/, '');
  return [heading, detail, ...(finding.range === undefined ? [] : printSource(finding.range, dockerfile.split('\n'), path))].join('\n');
}

function printSource(range: LineRange, lines: readonly string[], path: string): readonly string[] {
  const rule = '-'.repeat(20);
  const { first, last } = shownLines(range, lines.length);
  const shown = lines.slice(first - 1, last).map((text, index) => {
    const line = first + index;
    const mark = line >= range.startLine && line <= range.endLine ? '>>>' : '   ';
    return ` ${String(line).padStart(3)} | ${mark} ${text}`;
  });
  return [`${path}:${range.startLine}`, rule, ...shown, rule];
}

/** One line up and one down, as long as there are any and until enough were tried. */
function shownLines({ startLine, endLine }: LineRange, total: number): { readonly first: number; readonly last: number } {
  const enough = startLine === endLine ? AROUND_ONE : AROUND_SEVERAL;
  let [first, last, tried] = [startLine, Math.min(endLine, total), 0];
  while (tried < enough) {
    if (first > 1) {
      first -= 1;
      tried += 1;
    }
    if (last !== total) {
      last += 1;
      tried += 1;
    }
    tried += 1;
  }
  return { first, last };
}
