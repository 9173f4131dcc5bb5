import type { LineRange } from '../diagnostics';
import { expandWord } from '../parser/word-expansion';
import type { ArgInstruction } from './types';

export interface MetaArgs {
  /** The predefined arguments and the ARGs above the first FROM that have a value; order of first definition. */
  readonly values: ReadonlyMap<string, string>;
  /** Set when a default cannot be expanded; then `values` holds what came before it. */
  readonly error?: { readonly message: string; readonly range: LineRange };
}

/**
 * Values of the ARGs above the first FROM. Each default sees those before it; a default that a build argument replaces is not
 * expanded, so that an error in it goes unnoticed. Without `buildArgs` these are the values for InvalidDefaultArgInFrom.
 */
export function resolveMetaArgs(
  metaArgs: readonly ArgInstruction[],
  predefined: ReadonlyMap<string, string>,
  buildArgs: Readonly<Record<string, string>>,
  escapeToken: '\\' | '`',
): MetaArgs {
  const values = new Map(predefined);
  for (const { args, range } of metaArgs) {
    for (const { name, value } of args) {
      const given = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
      if (given !== undefined) values.set(name, given);
      else if (value !== undefined) {
        const expansion = expandWord(value, values, { escape: escapeToken });
        if (expansion.error !== undefined) return { values, error: { message: expansion.error, range } };
        values.set(name, expansion.text);
      }
    }
  }
  return { values };
}
