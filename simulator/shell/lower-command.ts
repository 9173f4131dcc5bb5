import type * as Bash from 'unbash';
import { type LoweringContext, lowerQuoted, lowerWord, lowerWords } from './lower-word';
import type { Argument, Assignment, CaseItem, Command, List, Redirect, Statement, TestExpression, Word } from './syntax';

export function lowerStatement(statement: Bash.Statement, context: LoweringContext): Statement {
  return { command: lowerCommand(statement.command, context), background: statement.background === true };
}

function lowerList(list: Bash.CompoundList, context: LoweringContext): List {
  return list.commands.map((statement) => lowerStatement(statement, context));
}

function lowerCommand(node: Bash.PipelineNode | Bash.AndOr | Bash.CompoundList, context: LoweringContext): Command {
  const line = context.lineAt(node.pos);
  switch (node.type) {
    case 'Command':
      return lowerSimple(node, line, context);
    case 'Pipeline':
      return lowerPipeline(node, context);
    case 'AndOr': {
      const [first, ...rest] = node.commands.map((command) => lowerCommand(command, context));
      const steps = rest.map((command, index) => ({ operator: node.operators[index] ?? '&&', command }));
      return { kind: 'and-or', first: first ?? { kind: 'group', body: [] }, rest: steps };
    }
    case 'Redirected':
      return { kind: 'redirected', line, command: lowerCommand(node.command, context), redirects: lowerRedirects(node.redirects, context) };
    case 'CompoundList':
      return { kind: 'group', body: lowerList(node, context) };
    case 'BraceGroup':
      return { kind: 'group', body: lowerList(node.body, context) };
    case 'Subshell':
      return { kind: 'subshell', line, body: lowerList(node.body, context) };
    case 'If':
      return lowerIf(node, context);
    case 'While':
      return { kind: 'while', until: node.kind === 'until', condition: lowerList(node.clause, context), body: lowerList(node.body, context) };
    case 'For':
      return lowerFor(node, line, context);
    case 'Case':
      return { kind: 'case', line, word: lowerWord(node.word, context), items: node.items.map((item) => lowerCaseItem(item, context)) };
    case 'Function':
      return { kind: 'function', name: node.name.value, body: lowerCommand(node.body, context) };
    case 'TestCommand':
      if (context.dialect === 'dash') return testAsCommand(node, line, context);
      return context.dialect === 'ash'
        ? bracketCommand(node, line, context)
        : { kind: 'test', line, expression: lowerTest(node.expression, context) };
    case 'ArithmeticCommand':
      return context.dialect === 'bash' ? { kind: 'arithmetic', line, expression: context.text(node.body) } : nestedSubshell(node, line, context);
    case 'ArithmeticFor':
      return lowerArithmeticFor(node, line, context);
    case 'Select':
    case 'Coproc':
      return lowerCommand(node.body, context);
  }
}

function lowerSimple(node: Bash.Command, line: number, context: LoweringContext): Command {
  const prefix = node.prefix.filter((item) => item.type === 'Assignment');
  // `name+=x` and `name[0]=x` assign in bash alone; elsewhere such a word is a command's name.
  const split = context.dialect === 'bash' ? -1 : prefix.findIndex((item) => item.append === true || item.index !== undefined);
  const assignments = prefix.slice(0, split < 0 ? prefix.length : split).map((item) => lowerAssignment(item, context));
  const plain = prefix.slice(assignments.length).map((item): Argument => {
    const text = context.source.slice(item.pos, item.end);
    return { word: context.words(text) ?? [{ kind: 'text', text, quoted: true }], assignment: false };
  });
  const name: readonly Argument[] = node.name ? plainArguments(lowerWords(node.name, context)) : [];
  const rest = node.args.flatMap((argument) =>
    argument.type === 'Assignment' ? [assignmentArgument(argument, context)] : plainArguments(lowerWords(argument, context)),
  );
  return { kind: 'simple', line, assignments, words: [...plain, ...name, ...rest], redirects: lowerRedirects(node.redirects, context) };
}

function plainArguments(words: readonly Word[]): readonly Argument[] {
  return words.map((word) => ({ word, assignment: false }));
}

function assignmentArgument(node: Bash.Assignment, context: LoweringContext): Argument {
  if (node.value.type === 'ArrayValue') {
    const elements = node.value.elements.flatMap((word) => lowerWords(word, context));
    return { word: [{ kind: 'text', text: node.name, quoted: true }], assignment: true, elements };
  }
  const prefix = { kind: 'text', text: `${node.name}${node.append ? '+' : ''}=`, quoted: false } as const;
  return { word: [prefix, ...lowerWord(node.value, context, true)], assignment: true };
}

function lowerAssignment(node: Bash.Assignment, context: LoweringContext): Assignment {
  const isArray = node.value.type === 'ArrayValue';
  return {
    name: node.name,
    append: node.append === true,
    value: node.value.type === 'ArrayValue' ? [] : lowerWord(node.value, context, true),
    ...(node.index ? { index: context.text(node.index.text) } : {}),
    ...(isArray && node.value.type === 'ArrayValue' ? { elements: node.value.elements.flatMap((word) => lowerWords(word, context)) } : {}),
  };
}

function lowerPipeline(node: Bash.Pipeline, context: LoweringContext): Command {
  const negations = node.prefixes.filter((prefix) => prefix.type === 'Negation').length;
  const timed = node.prefixes.some((prefix) => prefix.type === 'Time');
  const lowered = node.commands.map((command) => lowerCommand(command, context));
  const commands =
    timed && context.dialect !== 'bash' ? lowered.map((command, index) => (index === 0 ? withTimeCommand(command) : command)) : lowered;
  return {
    kind: 'pipeline',
    timed: timed && context.dialect === 'bash',
    negated: negations % 2 === 1,
    commands,
    both: node.operators.map((operator) => operator === '|&'),
  };
}

/** `time` is a command like any other where it is no reserved word. */
function withTimeCommand(command: Command): Command {
  if (command.kind !== 'simple') return command;
  return { ...command, words: [{ word: [{ kind: 'text', text: 'time', quoted: false }], assignment: false }, ...command.words] };
}

function lowerIf(node: Bash.If, context: LoweringContext): Command {
  const branches = [node, ...node.elif].map((branch) => ({ condition: lowerList(branch.clause, context), body: lowerList(branch.then, context) }));
  return { kind: 'if', branches, ...(node.else ? { otherwise: lowerList(node.else, context) } : {}) };
}

function lowerFor(node: Bash.For, line: number, context: LoweringContext): Command {
  const words = node.wordlist?.flatMap((word) => lowerWords(word, context));
  return { kind: 'for', line, name: node.name.value, body: lowerList(node.body, context), ...(words ? { words } : {}) };
}

function lowerArithmeticFor(node: Bash.ArithmeticFor, line: number, context: LoweringContext): Command {
  const text = (expression: Bash.ArithmeticExpression | undefined): Word =>
    expression ? context.text(context.source.slice(expression.pos, expression.end)) : [];
  return {
    kind: 'arithmetic-for',
    line,
    initialize: text(node.initialize),
    test: text(node.test),
    update: text(node.update),
    body: lowerList(node.body, context),
  };
}

function lowerCaseItem(item: Bash.CaseItem, context: LoweringContext): CaseItem {
  return { patterns: item.pattern.map((word) => lowerWord(word, context)), body: lowerList(item.body, context), terminator: item.terminator ?? ';;' };
}

function lowerTest(node: Bash.TestExpression, context: LoweringContext): TestExpression {
  switch (node.type) {
    case 'TestUnary':
      return { kind: 'unary', operator: node.operator, operand: lowerWord(node.operand, context) };
    case 'TestBinary':
      return { kind: 'binary', operator: node.operator, left: lowerWord(node.left, context), right: lowerWord(node.right, context) };
    case 'TestLogical':
      return { kind: 'logical', operator: node.operator, operands: node.operands.map((operand) => lowerTest(operand, context)) };
    case 'TestNot': {
      const operand = lowerTest(node.operand, context);
      return node.negations.length % 2 === 1 ? { kind: 'not', operand } : operand;
    }
    case 'TestGroup':
      return lowerTest(node.expression, context);
  }
}

/**
 * BusyBox's `[[` is a command: its words are expanded, split and matched against files as usual, `<` and `>` redirect, and `&&` and `||` between
 * the brackets stand for `-a` and `-o` (shell/ash.c, simplecmd).
 */
function bracketCommand(node: Bash.TestCommand, line: number, context: LoweringContext): Command {
  const words: Word[] = [plainText('[[')];
  const redirects: Redirect[] = [];
  collectTest(node.expression, context, words, redirects);
  return { kind: 'simple', line, assignments: [], words: plainArguments([...words, plainText(']]')]), redirects };
}

function plainText(text: string): Word {
  return [{ kind: 'text', text, quoted: true }];
}

function collectTest(node: Bash.TestExpression, context: LoweringContext, words: Word[], redirects: Redirect[]): void {
  switch (node.type) {
    case 'TestUnary':
      words.push(plainText(node.operator), ...lowerWords(node.operand, context));
      return;
    case 'TestBinary':
      words.push(...lowerWords(node.left, context));
      if (node.operator === '<' || node.operator === '>')
        redirects.push({ kind: 'file', descriptor: node.operator === '<' ? 0 : 1, operator: node.operator, target: lowerWord(node.right, context) });
      else words.push(plainText(node.operator), ...lowerWords(node.right, context));
      return;
    case 'TestLogical':
      node.operands.forEach((operand, index) => {
        if (index > 0) words.push(plainText(node.operator === '&&' ? '-a' : '-o'));
        collectTest(operand, context, words, redirects);
      });
      return;
    case 'TestNot':
      words.push(...node.negations.map(() => plainText('!')));
      collectTest(node.operand, context, words, redirects);
      return;
    case 'TestGroup':
      words.push(plainText('('));
      collectTest(node.expression, context, words, redirects);
      words.push(plainText(')'));
  }
}

/** dash has no `[[`: it looks for a command of that name. `&&` and `||` inside would end it, which changes no exit code. */
function testAsCommand(node: Bash.TestCommand, line: number, context: LoweringContext): Command {
  const text = context.source.slice(node.pos + 2, node.end).split(/&&|\|\|/)[0] ?? '';
  const words = text
    .trim()
    .split(/\s+/)
    .map((word) => context.words(word) ?? [{ kind: 'text', text: word, quoted: true } as const]);
  return { kind: 'simple', line, assignments: [], words: plainArguments([[{ kind: 'text', text: '[[', quoted: true }], ...words]), redirects: [] };
}

/** `((…))` is a subshell in a subshell where it is not arithmetic. */
function nestedSubshell(node: Bash.ArithmeticCommand, line: number, context: LoweringContext): Command {
  const word = context.words(node.body.trim().split(/\s+/)[0] ?? '') ?? [];
  const command: Command = { kind: 'simple', line, assignments: [], words: plainArguments([word]), redirects: [] };
  return { kind: 'subshell', line, body: [{ command, background: false }] };
}

function lowerRedirects(redirects: readonly Bash.Redirection[], context: LoweringContext): readonly Redirect[] {
  return redirects.map((redirect) => lowerRedirect(redirect, context));
}

function lowerRedirect(redirect: Bash.Redirection, context: LoweringContext): Redirect {
  const explicit = redirect.descriptor?.type === 'FileDescriptor' ? redirect.descriptor.value : undefined;
  if (redirect.type === 'HereDoc') return { kind: 'here', descriptor: explicit ?? 0, body: hereBody(redirect, context) };
  const target = redirect.target ? lowerWord(redirect.target, context) : [];
  if (redirect.type === 'HereString')
    return { kind: 'here', descriptor: explicit ?? 0, body: [...target, { kind: 'text', text: '\n', quoted: true }] };
  const operator = redirect.operator;
  const standard = operator.startsWith('<') ? 0 : 1;
  return { kind: 'file', descriptor: explicit ?? standard, operator, target };
}

function hereBody(redirect: Bash.HereDoc, context: LoweringContext): Word {
  const { text, parts } = redirect.body;
  const strip = redirect.operator === '<<-';
  const stripped = strip ? text.replace(/^\t+/gm, '') : text;
  if (redirect.delimiter?.quoted) return [{ kind: 'text', text: stripped, quoted: true }];
  if (!parts) return [{ kind: 'text', text: unescapeHere(stripped), quoted: true }];
  return lowerQuoted(strip ? parts.map(stripTabs) : parts, context);
}

function stripTabs(part: Bash.WordPart, index: number): Bash.WordPart {
  if (part.type !== 'Literal') return part;
  const value = part.value.replace(/\n\t+/g, '\n');
  return { ...part, value: index === 0 ? value.replace(/^\t+/, '') : value };
}

function unescapeHere(text: string): string {
  return text.replace(/\\([\\$`]|\n)/g, (_, next: string) => (next === '\n' ? '' : next));
}
