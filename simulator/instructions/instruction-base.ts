import { trimSpace } from '../parser/characters';
import type { Statement } from '../parser/statements';
import type { CommandLine, InstructionBase } from './types';

export function baseOf(statement: Statement): InstructionBase {
  return {
    keyword: statement.keyword,
    range: statement.range,
    original: trimSpace(statement.original),
    comments: statement.comments,
  };
}

/** RUN, CMD and ENTRYPOINT without arguments are valid: a shell form with no words. */
export function commandLineOf(statement: Statement, words: readonly string[] = statement.arguments.words): CommandLine {
  return { form: statement.arguments.json ? 'exec' : 'shell', words, heredocs: statement.heredocs };
}

/** What a comment of the form `# NAME text` says about a stage or an argument; absent when none begins with the name. */
export function descriptionOf(comments: readonly string[], name: string): string | undefined {
  if (name === '') return undefined;
  return comments.find((comment) => comment.startsWith(`${name} `))?.slice(name.length + 1);
}
