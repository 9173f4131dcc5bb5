import type { LineRange } from '../diagnostics';
import { fail, type Result, succeed } from '../parser/result';
import { parseStatements } from '../parser/statements';
import { parseStatement } from './parse-statement';
import type { Instruction } from './types';

/**
 * An ONBUILD trigger at the time it fires, whether from this file or from a base image's config. It is read as a file of its own:
 * the escape directive does not reach it. `range` is that of the FROM line, where BuildKit places both it and its errors.
 */
export function parseTrigger(text: string, range: LineRange): Result<Instruction> {
  const source = parseStatements(text);
  const [error] = source.diagnostics;
  if (error) return fail(error.message);
  const [statement, second] = source.value.statements;
  if (!statement || second) return fail('onbuild trigger should be a single expression');
  if (statement.keyword.toLowerCase() === 'from') return fail('*instructions.Stage is not a command type');
  const instruction = parseStatement(statement);
  return instruction.ok ? succeed({ ...instruction.value, range }) : instruction;
}
