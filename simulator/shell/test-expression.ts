import { expandPattern, expandText } from './expand';
import { evaluateBinary, evaluateUnary, type TestSubject } from './file-test';
import { compilePattern, matchesPattern } from './pattern';
import { compileRegex, matchRegex } from './regex';
import { evaluate } from './shell-arithmetic';
import type { Shell } from './shell-state';
import type { TestExpression } from './syntax';
import { getVariable } from './variables';

/** `[[ … ]]`: no splitting, patterns on the right of `==`, numbers as arithmetic. */
export function evaluateTestExpression(shell: Shell, expression: TestExpression): boolean {
  switch (expression.kind) {
    case 'unary':
      return evaluateUnary(expression.operator, expandText(shell, expression.operand), subjectOf(shell));
    case 'binary':
      return evaluateComparison(shell, expression);
    case 'logical':
      return expression.operator === '&&'
        ? expression.operands.every((operand) => evaluateTestExpression(shell, operand))
        : expression.operands.some((operand) => evaluateTestExpression(shell, operand));
    case 'not':
      return !evaluateTestExpression(shell, expression.operand);
  }
}

export function subjectOf(shell: Shell): TestSubject {
  const { fs, workingDirectory, identity, dialect } = shell;
  return { fs, workingDirectory, identity, dialect, isSet: (name) => getVariable(shell, name) !== undefined };
}

function evaluateComparison(shell: Shell, expression: Extract<TestExpression, { readonly kind: 'binary' }>): boolean {
  const left = expandText(shell, expression.left);
  switch (expression.operator) {
    case '=':
    case '==':
      return matchesPattern(compilePattern(expandPattern(shell, expression.right)), left);
    case '!=':
      return !matchesPattern(compilePattern(expandPattern(shell, expression.right)), left);
    case '=~':
      return matchesRegex(shell, left, expandPattern(shell, expression.right));
    case '-eq':
    case '-ne':
    case '-lt':
    case '-le':
    case '-gt':
    case '-ge': {
      const numbers = [left, expandText(shell, expression.right)].map((text) => String(evaluate(shell, text)));
      return evaluateBinary(expression.operator, numbers[0] ?? '0', numbers[1] ?? '0', subjectOf(shell));
    }
    default:
      return evaluateBinary(expression.operator, left, expandText(shell, expression.right), subjectOf(shell));
  }
}

function matchesRegex(shell: Shell, text: string, source: string): boolean {
  const regex = compileRegex(source, { extended: true, ignoreCase: false });
  const match = regex ? matchRegex(regex, text, 0, shell.session.spend) : undefined;
  const elements = new Map((match?.groups ?? []).map((group, index) => [String(index), group ?? '']));
  if (shell.dialect === 'bash') shell.variables.set('BASH_REMATCH', { value: elements.get('0'), exported: false, readonly: false, elements });
  return match !== undefined;
}
