import { fail, type Result, succeed } from '../parser/result';
import { withSuggestion } from '../parser/suggest';

/** `list` flags may stand several times, the others once. */
export type FlagKind = 'boolean' | 'text' | 'list';

export type FlagTable = Readonly<Record<string, FlagKind>>;

export interface FlagValues {
  /** Undefined when the flag was not given; may be empty, as in `--chown=`. */
  text(name: string): string | undefined;
  boolean(name: string): boolean | undefined;
  list(name: string): readonly string[];
}

const NO_FLAGS: Result<FlagValues> = succeed({ text: () => undefined, boolean: () => undefined, list: () => [] });

/** Moby/buildkit frontend/dockerfile/instructions/bflag.go. Names are case-sensitive, boolean values are not. */
export function parseFlags(flags: readonly string[], allowed: FlagTable): Result<FlagValues> {
  if (flags.length === 0) return NO_FLAGS;
  const values = new Map<string, readonly string[]>();
  for (const flag of flags) {
    const equals = flag.indexOf('=');
    const written = equals < 0 ? flag : flag.slice(0, equals);
    const name = written.slice(2);
    const kind = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    if (kind === undefined) return fail(withSuggestion(`unknown flag: ${written}`, name, Object.keys(allowed)));
    const earlier = values.get(name);
    if (earlier && kind !== 'list') return fail(`duplicate flag specified: ${written}`);
    const value = readValue(kind, written, equals < 0 ? undefined : flag.slice(equals + 1));
    if (!value.ok) return value;
    values.set(name, [...(earlier ?? []), value.value]);
  }
  return succeed({
    text: (name) => values.get(name)?.[0],
    boolean: (name) => (values.has(name) ? values.get(name)?.[0] === 'true' : undefined),
    list: (name) => values.get(name) ?? [],
  });
}

function readValue(kind: FlagKind, written: string, value: string | undefined): Result<string> {
  if (kind !== 'boolean') return value === undefined ? fail(`missing a value on flag: ${written}`) : succeed(value);
  if (value === '') return fail(`missing a value on flag: ${written}`);
  const lower = (value ?? 'true').toLowerCase();
  if (lower === 'true' || lower === 'false') return succeed(lower);
  return fail(`expecting boolean value for flag ${written}, not: ${value}`);
}
