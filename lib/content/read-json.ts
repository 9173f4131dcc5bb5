import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import { ContentError, problemsOf } from './content-error';

/** Reads a content file and checks it; throws a `ContentError` that says where to look and what to write instead. */
export function readJson<T>(file: string, schema: z.ZodType<T>): T {
  return checkValue(file, parseJson(file, readText(file)), schema);
}

/** Checks a value that came from `file`. */
export function checkValue<T>(file: string, value: unknown, schema: z.ZodType<T>): T {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  throw new ContentError(problemsOf(file, value, checked.error));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ContentError([{ file, field: '', found: 'no such file', remedy: 'create it, or remove what refers to it' }]);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ContentError([{ file, field: '', found: 'text that is not JSON', remedy: message }]);
  }
}
