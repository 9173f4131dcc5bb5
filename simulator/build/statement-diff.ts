import type { LineRange } from '../diagnostics';
import { parseStatements } from '../parser/statements';

/** An instruction as it stands in the file, here-documents included. */
export interface SourceStatement {
  readonly keyword: string;
  readonly range: LineRange;
  readonly source: string;
}

export function sourceStatements(text: string): readonly SourceStatement[] {
  const lines = text.split('\n');
  return parseStatements(text).value.statements.map(({ keyword, range }) => ({
    keyword: keyword.toUpperCase(),
    range,
    source: lines.slice(range.startLine - 1, range.endLine).join('\n'),
  }));
}

/** One place where two Dockerfiles differ: an instruction that was other, is new (no `before`) or is gone (no `after`). */
export interface StatementChange {
  readonly before?: SourceStatement;
  readonly after?: SourceStatement;
  /** Line of the newer file that something gone would stand before. */
  readonly line: number;
}

/** Instructions in which the newer file differs, top first. Between two that stayed, those of one kind are taken for each other in order. */
export function statementChanges(before: readonly SourceStatement[], after: readonly SourceStatement[]): readonly StatementChange[] {
  const changes: StatementChange[] = [];
  let [from, to] = [0, 0];
  for (const [left, right] of [...commonPairs(before, after), [before.length, after.length] as const]) {
    changes.push(...gapChanges(before.slice(from, left), after.slice(to, right), lineBefore(after, right)));
    from = left + 1;
    to = right + 1;
  }
  return changes;
}

function lineBefore(statements: readonly SourceStatement[], index: number): number {
  return statements[index]?.range.startLine ?? (statements.at(-1)?.range.endLine ?? 0) + 1;
}

function gapChanges(gone: readonly SourceStatement[], fresh: readonly SourceStatement[], line: number): StatementChange[] {
  const unmatched = [...gone];
  const changes: StatementChange[] = [];
  for (const after of fresh) {
    const index = unmatched.findIndex((candidate) => candidate.keyword === after.keyword);
    const [before] = index < 0 ? [] : unmatched.splice(index, 1);
    changes.push({ ...(before === undefined ? {} : { before }), after, line: after.range.startLine });
  }
  return [...changes, ...unmatched.map((before) => ({ before, line }))];
}

/** Longest common subsequence by source text, as index pairs. */
function commonPairs(before: readonly SourceStatement[], after: readonly SourceStatement[]): readonly (readonly [number, number])[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const below = lengths[(i + 1) * width + j] ?? 0;
      const beside = lengths[i * width + j + 1] ?? 0;
      lengths[i * width + j] = before[i]?.source === after[j]?.source ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(below, beside);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i]?.source === after[j]?.source) pairs.push([i++, j++]);
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return pairs;
}
