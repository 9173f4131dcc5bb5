import { relative } from 'node:path';
import type * as z from 'zod';

/** A problem in a content file, told in one line that an author can act on. */
export interface ContentProblem {
  readonly file: string;
  /** As `goals[2].kind`; empty for the file as a whole. */
  readonly field: string;
  readonly found: string;
  readonly remedy: string;
}

/** Content that does not fit its schema: a mistake of an author, caught when the site is built or tested. */
export class ContentError extends Error {
  constructor(readonly problems: readonly ContentProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'ContentError';
  }
}

export function formatProblem({ file, field, found, remedy }: ContentProblem): string {
  return `${relative(process.cwd(), file)}${field === '' ? '' : `: ${field}`}: found ${found}; ${remedy}`;
}

/** Problems of a parsed value, from the schema's own findings. */
export function problemsOf(file: string, value: unknown, error: z.ZodError): readonly ContentProblem[] {
  return error.issues.map((issue) => ({
    file,
    field: formatPath(issue.path),
    found: describe(valueAt(value, issue.path)),
    remedy: remedyOf(issue),
  }));
}

function remedyOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `a value of type ${issue.expected} is needed`;
    case 'invalid_value':
      return `use one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'unrecognized_keys':
      return `remove ${issue.keys.map((key) => `"${key}"`).join(', ')}: no such field`;
    case 'invalid_union':
      return issue.discriminator === undefined ? 'no allowed form fits' : `give "${issue.discriminator}" one of the kinds that the schema lists`;
    case 'too_small':
      return issue.message.startsWith('Too small') ? `at least ${String(issue.minimum)} needed` : issue.message;
    case 'too_big':
      return `at most ${String(issue.maximum)} allowed`;
    default:
      return issue.message;
  }
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Reflect.get(current, part);
  }
  return current;
}

const LONGEST = 60;

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
