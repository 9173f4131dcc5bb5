import { encodeText } from './bytes';
import { exitShell, stopAtLimit } from './control';
import { globField, splitFields } from './fields';
import { printError } from './messages';
import { homeOf } from './passwd';
import { compilePattern, escapePattern, removeMatch, replaceMatches } from './pattern';
import { expanded, type Piece } from './pieces';
import { absenceStatus, evaluate, refuseUnset } from './shell-arithmetic';
import { hasOption, type Shell } from './shell-state';
import { plainValue } from './special-parameters';
import type { ParameterOperation, ParameterPart, Word, WordPart } from './syntax';
import { changeCase, transform } from './text-change';
import { getVariable, setElement, setVariable } from './variables';

/** Expands to fields: the full treatment, for the words of a command. */
export function expandFields(shell: Shell, word: Word): readonly string[] {
  const fields = splitFields(expandWord(shell, word, true), getVariable(shell, 'IFS') ?? ' \t\n');
  return fields.flatMap((field) => globField(shell, field));
}

/** Expands to one text: no splitting, no patterns, as in assignments, here-documents and redirections. */
export function expandText(shell: Shell, word: Word): string {
  const [only] = word;
  if (word.length === 1 && only?.kind === 'text') return only.text;
  return piecesText(expandWord(shell, word, false));
}

/** Expands to a pattern in which quoted characters are escaped, as for `case`. */
export function expandPattern(shell: Shell, word: Word): string {
  return expandWord(shell, word, false)
    .map((piece) => (piece.kind === 'text' ? (piece.quoted ? escapePattern(piece.text) : piece.text) : ' '))
    .join('');
}

function piecesText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : piece.kind === 'break' ? ' ' : '')).join('');
}

export function expandWord(shell: Shell, word: Word, splits: boolean): readonly Piece[] {
  return word.flatMap((part) => expandPart(shell, part, splits));
}

function expandPart(shell: Shell, part: WordPart, splits: boolean): readonly Piece[] {
  switch (part.kind) {
    case 'text':
      return [{ kind: 'text', text: part.text, quoted: part.quoted, split: false }];
    case 'tilde':
      return [{ kind: 'text', text: expandTilde(shell, part.user), quoted: true, split: false }];
    case 'parameter':
      return parameterValue(shell, part, splits);
    case 'command':
      return [expanded(shell.interpreter.substitute(shell, part.script), part.quoted)];
    case 'arithmetic':
      return [expanded(String(evaluate(shell, expandText(shell, part.expression))), part.quoted)];
    case 'process':
      return [expanded(shell.interpreter.substituteProcess(shell, part.script, part.direction), true)];
  }
}

function expandTilde(shell: Shell, user: string): string {
  if (user === '')
    return getVariable(shell, 'HOME') ?? (shell.dialect === 'bash' ? encodeText(homeOf(shell.session.fs, shell.identity.uid) ?? '~') : '~');
  return encodeText(homeOf(shell.session.fs, user) ?? `~${user}`);
}

/** The value of `$name` or `${…}`, in pieces. */
function parameterValue(shell: Shell, part: ParameterPart, splits: boolean): readonly Piece[] {
  if (part.operation?.kind === 'bad') return badSubstitution(shell, part.operation.text);
  const list = listValue(shell, part);
  if (list) return listPieces(shell, part, list, splits);
  const value = scalarValue(shell, part);
  if (part.length) return [expanded(String(lengthOf(shell, part, value)), part.quoted)];
  if (!part.operation) {
    if (value === undefined && hasOption(shell, 'nounset')) refuseUnset(shell, part.name);
    return value === undefined && !part.quoted ? [] : [bounded(value ?? '', part.quoted)];
  }
  return operate(shell, part, part.operation, value, splits);
}

/** A value that keeps doubling would fill the memory long before the command limit stops it. */
function bounded(text: string, quoted: boolean): Piece {
  if (text.length > 8 * 1024 * 1024) stopAtLimit('outputBytes');
  return expanded(text, quoted);
}

function badSubstitution(shell: Shell, text: string): never {
  const message = { dash: 'Bad substitution', ash: 'syntax error: bad substitution', bash: `${text}: bad substitution` }[shell.dialect];
  printError(shell, message);
  return exitShell(shell.dialect === 'bash' ? 1 : 2);
}

/** Values of `$@`, `$*` and of a whole array. */
function listValue(shell: Shell, part: ParameterPart): readonly string[] | undefined {
  if (part.name === '@' || part.name === '*') return shell.positional;
  const index = part.index ? wholeIndex(part) : undefined;
  if (!index) return undefined;
  const variable = shell.variables.get(part.name);
  if (part.indirect) return [...(variable?.elements?.keys() ?? [])];
  return variable?.elements ? sortedElements(variable.elements) : variable?.value === undefined ? [] : [variable.value];
}

function wholeIndex(part: ParameterPart): boolean {
  const [only] = part.index ?? [];
  return only?.kind === 'text' && (only.text === '@' || only.text === '*');
}

function sortedElements(elements: ReadonlyMap<string, string>): readonly string[] {
  return [...elements].sort(([left], [right]) => Number(left) - Number(right) || 0).map(([, value]) => value);
}

function joinsWithIfs(part: ParameterPart): boolean {
  const [only] = part.index ?? [];
  return part.name === '*' || (only?.kind === 'text' && only.text === '*');
}

function listPieces(shell: Shell, part: ParameterPart, values: readonly string[], splits: boolean): readonly Piece[] {
  // dash and ash take the length of `$*`, bash counts.
  if (part.length) return [expanded(String(shell.dialect === 'bash' ? values.length : values.join(' ').length), part.quoted)];
  const operation = part.operation;
  const isSet = values.length > 0;
  if (operation && (operation.kind === 'default' || operation.kind === 'alternative' || operation.kind === 'assign' || operation.kind === 'error')) {
    const joined = values.join(' ');
    if (operation.kind === 'alternative' ? isSet && !(operation.colon && joined === '') : !isSet || (operation.colon && joined === '')) {
      return expandWord(shell, operation.word, splits);
    }
    if (operation.kind === 'alternative') return [];
  }
  const changed = operation ? changeList(shell, part, operation, values) : values;
  return spread(shell, part, changed, splits);
}

function changeList(shell: Shell, part: ParameterPart, operation: ParameterOperation, values: readonly string[]): readonly string[] {
  if (operation.kind !== 'slice') return values.map((value) => changeText(shell, operation, value));
  // Positional parameters are counted from `$0`, array elements from the first.
  const all = part.index ? values : [shell.name, ...values];
  const offset = Number(evaluate(shell, expandText(shell, operation.offset)));
  const start = offset < 0 ? all.length + offset : offset;
  const size = operation.size ? Number(evaluate(shell, expandText(shell, operation.size))) : all.length;
  return start < 0 ? [] : all.slice(start, start + Math.max(0, size));
}

function spread(shell: Shell, part: ParameterPart, values: readonly string[], splits: boolean): readonly Piece[] {
  if (part.quoted && joinsWithIfs(part)) {
    const ifs = getVariable(shell, 'IFS') ?? ' \t\n';
    return [expanded(values.join(ifs[0] ?? ''), true)];
  }
  if (!splits) return [expanded(values.join(' '), part.quoted)];
  if (values.length === 0) return [{ kind: 'nothing' }];
  if (part.quoted)
    return values.flatMap((value, index): readonly Piece[] => (index > 0 ? [{ kind: 'break' }, expanded(value, true)] : [expanded(value, true)]));
  return values
    .filter((value) => value !== '')
    .flatMap((value, index): readonly Piece[] => (index > 0 ? [{ kind: 'break' }, expanded(value, false)] : [expanded(value, false)]));
}

function scalarValue(shell: Shell, part: ParameterPart): string | undefined {
  if (part.indirect) {
    const target = plainValue(shell, part.name);
    return target === undefined ? undefined : plainValue(shell, target);
  }
  if (!part.index) return plainValue(shell, part.name);
  const variable = shell.variables.get(part.name);
  const text = expandText(shell, part.index);
  const key = variable?.associative ? text : String(evaluate(shell, text));
  const elements = variable?.elements;
  if (!elements) return key === '0' ? variable?.value : undefined;
  return key.startsWith('-') ? sortedElements(elements).at(Number(key)) : elements.get(key);
}

function lengthOf(shell: Shell, part: ParameterPart, value: string | undefined): number {
  if (value === undefined && hasOption(shell, 'nounset')) refuseUnset(shell, part.name);
  return (value ?? '').length;
}

function operate(shell: Shell, part: ParameterPart, operation: ParameterOperation, value: string | undefined, splits: boolean): readonly Piece[] {
  switch (operation.kind) {
    case 'default':
    case 'assign':
    case 'error':
    case 'alternative':
      return operateOnAbsence(shell, part, operation, value, splits);
    default:
      if (value === undefined && hasOption(shell, 'nounset')) refuseUnset(shell, part.name);
      return [bounded(changeText(shell, operation, value ?? ''), part.quoted)];
  }
}

type AbsenceOperation = Extract<ParameterOperation, { readonly colon: boolean }>;

function operateOnAbsence(
  shell: Shell,
  part: ParameterPart,
  operation: AbsenceOperation,
  value: string | undefined,
  splits: boolean,
): readonly Piece[] {
  const absent = value === undefined || (operation.colon && value === '');
  if (operation.kind === 'alternative') return absent ? (part.quoted ? [expanded('', true)] : []) : operandPieces(shell, part, operation, splits);
  if (!absent) return [bounded(value, part.quoted)];
  switch (operation.kind) {
    case 'default':
      return operandPieces(shell, part, operation, splits);
    case 'assign':
      return [expanded(assignDefault(shell, part, expandText(shell, operation.word)), part.quoted)];
    case 'error':
      return refuseAbsent(shell, part, operation);
  }
}

/** Unquoted text of an operand is split like the result of an expansion. */
function operandPieces(shell: Shell, part: ParameterPart, operation: AbsenceOperation, splits: boolean): readonly Piece[] {
  const pieces = expandWord(shell, operation.word, splits);
  if (part.quoted)
    return pieces.length === 0 ? [expanded('', true)] : pieces.map((piece) => (piece.kind === 'text' ? expanded(piece.text, true) : piece));
  return pieces.map((piece) => (piece.kind === 'text' && !piece.quoted ? { ...piece, split: true } : piece));
}

function assignDefault(shell: Shell, part: ParameterPart, value: string): string {
  if (part.index) setElement(shell, part.name, String(evaluate(shell, expandText(shell, part.index))), value);
  else if (/^[A-Za-z_]\w*$/.test(part.name)) setVariable(shell, part.name, value);
  else return badSubstitution(shell, `\${${part.name}=}`);
  return value;
}

function refuseAbsent(shell: Shell, part: ParameterPart, operation: AbsenceOperation): never {
  const given = expandText(shell, operation.word);
  const fallback =
    shell.dialect === 'bash'
      ? operation.colon
        ? 'parameter null or not set'
        : 'parameter not set'
      : operation.colon
        ? 'parameter not set or null'
        : 'parameter not set';
  printError(shell, `${part.name}: ${given === '' ? fallback : given}`);
  return exitShell(absenceStatus(shell));
}

function changeText(shell: Shell, operation: ParameterOperation, value: string): string {
  switch (operation.kind) {
    case 'remove':
      return removeMatch(value, compilePattern(expandPattern(shell, operation.pattern)), operation.operator);
    case 'replace':
      shell.session.spend(value.length);
      return replaceMatches(
        value,
        compilePattern(expandPattern(shell, operation.pattern)),
        expandText(shell, operation.replacement),
        operation.operator,
      );
    case 'slice': {
      const offset = Number(evaluate(shell, expandText(shell, operation.offset)));
      const start = offset < 0 ? Math.max(0, value.length + offset) : offset;
      if (!operation.size) return value.slice(start);
      const size = Number(evaluate(shell, expandText(shell, operation.size)));
      return size < 0 ? value.slice(start, value.length + size) : value.slice(start, start + size);
    }
    case 'case':
      return changeCase(operation.operator, operation.pattern ? expandPattern(shell, operation.pattern) : '?', value);
    case 'transform':
      return transform(operation.operator, value);
    default:
      return value;
  }
}
