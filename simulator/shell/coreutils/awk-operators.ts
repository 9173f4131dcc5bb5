import { refuseMath } from './awk-functions';
import { AwkError } from './awk-lex';
import { type AwkMachine, type AwkValue, textOfValue } from './awk-machine';

/** Two texts side by side; one that keeps growing stops the program. */
export function concatenate(machine: AwkMachine, left: AwkValue, right: AwkValue): string {
  const text = textOfValue(machine, left) + textOfValue(machine, right);
  machine.context.spend(text.length >> 8);
  if (text.length > 1 << 23) throw new AwkError('out of memory');
  return text;
}

/** Whether a comparison holds for the order that was found. */
export function holds(operator: string, order: number): boolean {
  return { '<': order < 0, '<=': order <= 0, '==': order === 0, '!=': order !== 0, '>=': order >= 0, '>': order > 0 }[operator] ?? false;
}

export function arithmetic(machine: AwkMachine, operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '^':
      refuseMath(machine);
      return left ** right;
    default:
      if (right === 0) throw new AwkError(operator === '/' ? 'division by zero' : 'division by zero in %');
      return operator === '/' ? left / right : left % right;
  }
}
