/**
 * The variables of a stage's state. Setting a name again moves it to the end, which shows in a RUN's key and environment
 * (moby/buildkit client/llb/meta.go, EnvList.addValue).
 */
export type EnvList = ReadonlyMap<string, string>;

export const EMPTY_ENV: EnvList = new Map();

export function setEnv(env: EnvList, name: string, value: string): EnvList {
  const next = new Map(env);
  next.delete(name);
  next.set(name, value);
  return next;
}

/** Lists that nobody but their stage holds yet, and that may therefore grow in place. */
const growing = new WeakSet<EnvList>();

/** As `setEnv`, for the list of a stage under way: one that has not been handed out since it last grew grows itself, not a copy. */
export function growEnv(env: EnvList, name: string, value: string): EnvList {
  const own = env instanceof Map && growing.has(env) ? env : new Map(env);
  own.delete(name);
  own.set(name, value);
  growing.add(own);
  return own;
}

/** The list as it is now, to keep: it never changes again. */
export function settleEnv(env: EnvList): EnvList {
  growing.delete(env);
  return env;
}

export function withoutEnv(env: EnvList, name: string): EnvList {
  if (!env.has(name)) return env;
  const next = new Map(env);
  next.delete(name);
  return next;
}

export function envToArray(env: EnvList): string[] {
  return [...env].map(([name, value]) => `${name}=${value}`);
}

/** Splits at the first `=`; without one the value is empty. */
export function splitEnv(entry: string): readonly [name: string, value: string] {
  const at = entry.indexOf('=');
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
}

/**
 * Sets a variable in an image config's list, where an overridden name keeps its position
 * (moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go, addEnv).
 */
export function setConfigEnv(list: readonly string[], name: string, value: string): string[] {
  const entry = `${name}=${value}`;
  const at = list.findIndex((item) => item.startsWith(name) && (item.length === name.length || item[name.length] === '='));
  return at < 0 ? [...list, entry] : list.with(at, entry);
}
