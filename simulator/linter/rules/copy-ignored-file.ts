import { cleanPattern, matchWhole, type PatternList } from '../../fs/pattern-matcher';
import type { CopyInstruction } from '../../instructions/types';
import { quoteGo } from '../../parser/quote';
import { defineRule, type Finding, findAt } from '../finding';

export const copyIgnoredFile = defineRule('CopyIgnoredFile', 'Attempting to Copy file that is excluded by .dockerignore');

const EVERYTHING: ReadonlySet<string> = new Set(['*', '**', '**/*']);

/**
 * In needed stages, for each source of a COPY from the context or an ADD after expansion that is neither a URL nor a repository. One
 * exception in the file silences the rule, since nothing certain can be said then. `ignored` are the patterns of the `.dockerignore`.
 */
export function checkCopySource(instruction: CopyInstruction, source: string, ignored: PatternList): readonly Finding[] {
  const { patterns, hasExceptions } = ignored;
  if (patterns.length === 0 || hasExceptions) return [];
  const path = cleanPattern(source);
  if ((path === '.' || path === '/') && !patterns.some(({ text }) => EVERYTHING.has(text))) return [];
  if (!matchWhole(ignored, path).matched) return [];
  const verb = instruction.kind === 'ADD' ? 'Add' : 'Copy';
  return [findAt(copyIgnoredFile, instruction, `Attempting to ${verb} file ${quoteGo(path)} that is excluded by .dockerignore`)];
}
