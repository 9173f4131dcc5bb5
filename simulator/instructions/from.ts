import { trimSpace } from '../parser/characters';
import { quoteGo } from '../parser/quote';
import { fail, type Result, succeed } from '../parser/result';
import type { Statement } from '../parser/statements';
import { parseFlags } from './flags';
import type { Stage } from './types';

/** A stage as its FROM line describes it, before it has a place and instructions. */
export type StageHead = Omit<Stage, 'index' | 'instructions'>;

const STAGE_NAME = /^[a-z][a-z0-9\-_.]*$/;

/** The name is checked before the flags, and in lower case: `AS Base` names the stage `base`. */
export function parseFrom(statement: Statement): Result<StageHead> {
  const { words } = statement.arguments;
  const [, as, nameAsWritten] = words;
  const hasName = words.length === 3 && as?.toLowerCase() === 'as' && nameAsWritten !== undefined;
  if (!hasName && words.length !== 1) return fail('FROM requires either one or three arguments');
  const name = hasName ? nameAsWritten.toLowerCase() : undefined;
  if (name !== undefined && !STAGE_NAME.test(name)) {
    return fail(`invalid name for build stage: ${quoteGo(nameAsWritten ?? '')}, name can't start with a number or contain symbols`);
  }
  const flags = parseFlags(statement.flags, { platform: 'text' });
  if (!flags.ok) return flags;
  const platform = flags.value.text('platform');
  return succeed({
    ...headOf(statement),
    ...(name !== undefined && nameAsWritten !== undefined ? { name, nameAsWritten } : {}),
    ...(platform ? { platform } : {}),
  });
}

/** What is left of a FROM line that is not right: a stage to hang the next instructions on, so that half a file can be drawn. */
export function headOf(statement: Statement): StageHead {
  return {
    keyword: statement.keyword,
    baseName: statement.arguments.words[0] ?? '',
    range: statement.range,
    original: trimSpace(statement.original),
    comments: statement.comments,
  };
}
