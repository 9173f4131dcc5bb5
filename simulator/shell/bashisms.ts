import { forEachChild, type ParsedScript, type SyntaxNode } from 'unbash';
import type { Dialect } from './syntax';
import { unexpected } from './syntax-messages';

export interface Bashism {
  readonly pos: number;
  readonly message: string;
}

/**
 * The first construct that the parser took for bash and that a POSIX shell cannot read at all. What such a shell reads differently
 * (`[[` as a command, `{1..3}` as text, `$'…'`) is no error and is handled where it is lowered.
 */
export function findBashism(script: ParsedScript, source: string, dialect: Dialect): Bashism | undefined {
  let first: Bashism | undefined;
  const visit = (node: SyntaxNode): void => {
    if (first && node.pos >= first.pos) return;
    const found = bashismOf(node, source, dialect);
    if (found) first = found;
    else if (node.type !== 'CommandExpansion' && node.type !== 'ProcessSubstitution') forEachChild(node, visit);
  };
  for (const statement of script.commands) visit(statement);
  return first;
}

function bashismOf(node: SyntaxNode, source: string, dialect: Dialect): Bashism | undefined {
  const at = (pos: number, token: string): Bashism => ({ pos, message: unexpected(token, undefined, dialect) });
  switch (node.type) {
    case 'ArrayValue':
      return at(node.pos, '(');
    case 'ExtendedGlob':
      return at(node.pos + 1, '(');
    case 'ParameterExpansion': {
      // Of these dash knows nothing either, but says so only when it comes to them.
      const isBash = node.index !== undefined || (node.prefix === '!' && /^[A-Za-z_]/.test(node.parameter));
      return isBash && dialect === 'ash' ? { pos: node.pos, message: 'syntax error: bad substitution' } : undefined;
    }
    case 'Pipeline':
      return node.operators.includes('|&') ? at(node.commands[node.operators.indexOf('|&')]?.end ?? node.pos, '&') : undefined;
    case 'ProcessSubstitution':
      return dialect === 'ash' ? undefined : at(node.pos + 1, '(');
    case 'HereString':
      return at(node.pos, '<');
    case 'ArithmeticFor':
      return { pos: node.pos, message: dialect === 'dash' ? 'Syntax error: Bad for loop variable' : 'syntax error: bad for loop variable' };
    case 'Function':
      return /^function\s/.test(source.slice(node.pos, node.pos + 9)) && dialect === 'dash' ? functionKeyword(node.pos, source) : undefined;
    case 'Coproc':
    case 'Select':
      return at(node.pos, node.type === 'Coproc' ? 'coproc' : 'select');
    case 'CaseItem':
      return node.terminator === ';&' || node.terminator === ';;&' ? at(node.body.end, ';;') : undefined;
    default:
      return undefined;
  }
}

/** dash takes `function` for a command, so that `function f {` runs it and stumbles over what closes the body. */
function functionKeyword(pos: number, source: string): Bashism {
  const paren = /^function\s+[^\s({]+\s*\(/.exec(source.slice(pos));
  if (paren) return { pos: pos + paren[0].length - 1, message: unexpected('(', undefined, 'dash') };
  const close = source.indexOf('}', pos);
  return { pos: close < 0 ? pos : close, message: unexpected('}', undefined, 'dash') };
}
