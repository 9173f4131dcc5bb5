import type * as Bash from 'unbash';
import { expandBraces } from './braces';
import type { Dialect, ParameterOperation, ParameterPart, Script, Word, WordPart } from './syntax';

export interface LoweringContext {
  readonly source: string;
  readonly dialect: Dialect;
  lineAt(pos: number): number;
  script(inner: Bash.ParsedScript | undefined): Script;
  /** Parses text with expansions, as in an arithmetic expression. */
  text(text: string): Word;
  words(text: string): Word | undefined;
}

/** A word of a command: several under bash's brace expansion, otherwise one. */
export function lowerWords(word: Bash.Word, context: LoweringContext): readonly Word[] {
  const braces = context.dialect === 'bash' && word.parts?.some((part) => part.type === 'BraceExpansion');
  if (!braces) return [lowerWord(word, context)];
  const texts = expandBraces(word.text);
  const words = texts.map((text) => context.words(text));
  if (texts.length === 1 || words.some((expanded) => expanded === undefined)) return [lowerWord(word, context)];
  return words.filter((expanded) => expanded !== undefined);
}

export function lowerWord(word: Bash.Word, context: LoweringContext, tildeAfterColon = false): Word {
  if (!word.parts) return withTilde(lowerText(word.text, word.value, false), tildeAfterColon);
  return withTilde(
    word.parts.flatMap((part) => lowerPart(part, context)),
    tildeAfterColon,
  );
}

/** Inside double quotes, here-documents and their operands. */
export function lowerQuoted(parts: readonly Bash.WordPart[], context: LoweringContext): Word {
  return parts.flatMap((part) => (part.type === 'Literal' ? [quotedText(part.value)] : lowerPart(part, context, true)));
}

function lowerPart(part: Bash.WordPart, context: LoweringContext, quoted = false): readonly WordPart[] {
  switch (part.type) {
    case 'Literal':
      return quoted ? [quotedText(part.value)] : lowerText(part.text, part.value, false);
    case 'Glob':
      return part.kind === 'bracket' ? lowerBracket(part, context, quoted) : [{ kind: 'text', text: part.value, quoted }];
    case 'SingleQuoted':
      return [quotedText(part.value)];
    case 'DoubleQuoted':
      return part.parts.length > 0 ? lowerQuoted(part.parts, context) : [quotedText('')];
    case 'AnsiCQuoted':
      return context.dialect === 'dash' ? [{ kind: 'text', text: '$', quoted }, quotedText(part.text.slice(2, -1))] : [quotedText(part.value)];
    case 'LocaleString':
      return [...(context.dialect === 'bash' ? [] : [{ kind: 'text', text: '$', quoted } as const]), ...lowerQuoted(part.parts, context)];
    case 'SimpleExpansion':
      return [plainParameter(part.text.slice(1), quoted)];
    case 'ParameterExpansion':
      return [lowerParameter(part, context, quoted)];
    case 'CommandExpansion':
      return [{ kind: 'command', script: context.script(part.script), quoted }];
    case 'ArithmeticExpansion':
      return [{ kind: 'arithmetic', expression: context.text(arithmeticText(part.text)), quoted }];
    case 'ProcessSubstitution':
      return [{ kind: 'process', direction: part.operator, script: context.script(part.script) }];
    case 'ExtendedGlob':
      return [{ kind: 'text', text: part.text, quoted }];
    case 'BraceExpansion':
      return part.parts ? part.parts.flatMap((inner) => lowerPart(inner, context, quoted)) : lowerText(part.text, undefined, quoted);
  }
}

/** `[a"b"$c]`: the brackets are a pattern, what stands between them may be quoted. */
function lowerBracket(part: Bash.BracketGlobPart, context: LoweringContext, quoted: boolean): readonly WordPart[] {
  if (part.parts.every((inner) => inner.type === 'Literal' || inner.type === 'Glob')) return [{ kind: 'text', text: part.text, quoted }];
  const text = (value: string): WordPart => ({ kind: 'text', text: value, quoted });
  return [text('['), ...part.parts.flatMap((inner) => lowerPart(inner, context, quoted)), text(']')];
}

function lowerParameter(part: Bash.ParameterExpansionPart, context: LoweringContext, quoted: boolean): ParameterPart {
  const operation = lowerOperation(part, context, quoted);
  return {
    kind: 'parameter',
    name: part.parameter,
    quoted,
    length: part.prefix === '#',
    indirect: part.prefix === '!',
    ...(part.index ? { index: lowerWord(part.index, context) } : {}),
    ...(operation ? { operation } : {}),
  };
}

const DEFAULTS = { '-': 'default', '=': 'assign', '+': 'alternative', '?': 'error' } as const;
type DefaultOperator = keyof typeof DEFAULTS;

function isDefaultOperator(text: string): text is DefaultOperator {
  return text in DEFAULTS;
}

function lowerOperation(part: Bash.ParameterExpansionPart, context: LoweringContext, quoted: boolean): ParameterOperation | undefined {
  const operation = part.operation;
  if (!operation) return part.parameter === '' ? { kind: 'bad', text: part.text } : undefined;
  const operand = (word: Bash.Word): Word => (quoted ? lowerOperandInQuotes(word, context) : lowerWord(word, context));
  switch (operation.type) {
    case 'Default': {
      const letter = operation.operator.slice(-1);
      if (!isDefaultOperator(letter)) return { kind: 'bad', text: part.text };
      return { kind: DEFAULTS[letter], colon: operation.operator.length === 2, word: operand(operation.operand) };
    }
    case 'Remove':
      return { kind: 'remove', operator: operation.operator, pattern: lowerWord(operation.operand, context) };
    case 'Replace':
      return dialectOnly(part, context, {
        kind: 'replace',
        operator: operation.operator,
        pattern: lowerWord(operation.pattern, context),
        replacement: operand(operation.replacement),
      });
    case 'Slice': {
      const size = operation.length ? { size: context.text(operation.length.text) } : {};
      return dialectOnly(part, context, { kind: 'slice', offset: context.text(operation.offset.text), ...size });
    }
    case 'CaseModification':
      if (context.dialect !== 'bash') return { kind: 'bad', text: part.text };
      return { kind: 'case', operator: operation.operator, ...(operation.operand ? { pattern: lowerWord(operation.operand, context) } : {}) };
    case 'Transform':
      return context.dialect === 'bash' ? { kind: 'transform', operator: operation.operand.text } : { kind: 'bad', text: part.text };
    case 'Names':
    case 'Unknown':
      return { kind: 'bad', text: part.text };
  }
}

/** BusyBox's ash knows `${x/…}` and `${x:…}`, dash does not. */
function dialectOnly(part: Bash.ParameterExpansionPart, context: LoweringContext, operation: ParameterOperation): ParameterOperation {
  return context.dialect === 'dash' ? { kind: 'bad', text: part.text } : operation;
}

function lowerOperandInQuotes(word: Bash.Word, context: LoweringContext): Word {
  if (!word.parts) return lowerText(word.text, word.value, true);
  return word.parts.flatMap((part) => (part.type === 'Literal' ? lowerText(part.text, part.value, true) : lowerPart(part, context, true)));
}

function plainParameter(name: string, quoted: boolean): WordPart {
  return { kind: 'parameter', name, quoted, length: false, indirect: false };
}

function quotedText(text: string): WordPart {
  return { kind: 'text', text, quoted: true };
}

function arithmeticText(text: string): string {
  return text.startsWith('$((') ? text.slice(3, -2) : text.slice(2, -1);
}

/** Text outside quotes: a backslash quotes the next character, and joins lines. */
function lowerText(text: string, value: string | undefined, quoted: boolean): readonly WordPart[] {
  if (text === value || !text.includes('\\')) return [{ kind: 'text', text: value ?? text, quoted }];
  if (quoted) return [quotedText(value ?? text)];
  const parts: WordPart[] = [];
  for (const [piece] of text.matchAll(/[^\\]+|\\[\s\S]?/g)) {
    if (piece === '\\\n') continue;
    if (piece === '\\') parts.push(quotedText('\\'));
    else if (piece.startsWith('\\')) parts.push(quotedText(piece.slice(1)));
    else parts.push({ kind: 'text', text: piece, quoted: false });
  }
  return parts;
}

function withTilde(parts: Word, afterColon: boolean): Word {
  const [first, ...rest] = parts;
  if (first?.kind !== 'text' || first.quoted) return parts;
  if (!afterColon) return [...splitTilde(first.text, rest.length > 0), ...rest];
  const pieces = first.text.split(':');
  return [
    ...pieces.flatMap(
      (piece, index): Word => [
        ...(index > 0 ? [{ kind: 'text', text: ':', quoted: false } as const] : []),
        ...splitTilde(piece, index === pieces.length - 1 && rest.length > 0),
      ],
    ),
    ...rest,
  ];
}

function splitTilde(text: string, more: boolean): Word {
  const user = /^~([A-Za-z0-9_.-]*)(?=\/|$)/.exec(text);
  if (!user || (more && user[0] === text)) return [{ kind: 'text', text, quoted: false }];
  const rest = text.slice(user[0].length);
  return [{ kind: 'tilde', user: user[1] ?? '' }, ...(rest === '' ? [] : [{ kind: 'text', text: rest, quoted: false } as const])];
}
