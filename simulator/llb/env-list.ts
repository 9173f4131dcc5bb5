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
  const at = list.findIndex((item) => splitEnv(item)[0] === name);
  return at < 0 ? [...list, entry] : list.with(at, entry);
}
