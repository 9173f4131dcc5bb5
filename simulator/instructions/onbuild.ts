import { fail, type Result, succeed } from '../parser/result';
import type { Statement } from '../parser/statements';
import { parseFlags } from './flags';
import { baseOf } from './instruction-base';
import { needsArgument } from './messages';
import type { Instruction } from './types';

/** Only the trigger's keyword is checked, not whether there is such an instruction: that is found out where it fires. */
export function parseOnbuild(statement: Statement): Result<Instruction> {
  const [keyword] = statement.arguments.words;
  if (keyword === undefined) return fail(needsArgument('ONBUILD'));
  const flags = parseFlags(statement.flags, {});
  if (!flags.ok) return flags;
  const name = keyword.trim().toUpperCase();
  if (name === 'ONBUILD') return fail("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (name === 'MAINTAINER' || name === 'FROM') return fail(`${name} isn't allowed as an ONBUILD trigger`);
  return succeed({ ...baseOf(statement), kind: 'ONBUILD', trigger: triggerText(statement) });
}

/** Heredocs go into the image config with the trigger, contents and closing delimiters as they stood. */
function triggerText(statement: Statement): string {
  const line = statement.original.replace(/^[\t\n\f\r ]*ONBUILD[\t\n\f\r ]*/i, '');
  return line + statement.heredocs.map((heredoc) => `\n${heredoc.raw}${heredoc.name}`).join('');
}
