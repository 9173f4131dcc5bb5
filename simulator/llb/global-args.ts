import type { Platform } from '../image/types';
import { formatPlatform } from '../instructions/platform';
import type { ArgInstruction } from '../instructions/types';
import { expandWord } from '../instructions/word-expansion';
import { own } from '../parser/own';
import { type DispatchError, dispatchError } from './dispatch-context';
import { EMPTY_ENV, type EnvList, setEnv } from './env-list';

/** The arguments that every Dockerfile has without declaring them above FROM (dockerfile2llb/platform.go, defaultArgs). */
export function platformArgs(build: Platform, target: Platform, targetStage: string, overrides: Readonly<Record<string, string>>): EnvList {
  const values: readonly (readonly [string, string])[] = [
    ['BUILDPLATFORM', formatPlatform(build)],
    ['BUILDOS', build.os],
    ['BUILDOSVERSION', build.osVersion ?? ''],
    ['BUILDARCH', build.architecture],
    ['BUILDVARIANT', build.variant ?? ''],
    ['TARGETPLATFORM', formatPlatform(target)],
    ['TARGETOS', target.os],
    ['TARGETOSVERSION', target.osVersion ?? ''],
    ['TARGETARCH', target.architecture],
    ['TARGETVARIANT', target.variant ?? ''],
    ['TARGETSTAGE', targetStage],
  ];
  return values.reduce((env, [name, value]) => setEnv(env, name, overrides[name] ?? value), EMPTY_ENV);
}

type MetaArgs = { readonly ok: true; readonly args: EnvList } | { readonly ok: false; readonly error: NonNullable<DispatchError> };

/** ARGs before the first FROM: each sees those above it, a build argument wins over the default. */
export function expandMetaArgs(
  instructions: readonly ArgInstruction[],
  defaults: EnvList,
  buildArgs: Readonly<Record<string, string>>,
  escapeToken: '\\' | '`',
): MetaArgs {
  let args = defaults;
  for (const instruction of instructions) {
    for (const arg of instruction.args) {
      let value = own(buildArgs, arg.name);
      if (value === undefined && arg.value !== undefined) {
        const expanded = expandWord(arg.value, args, { escape: escapeToken });
        if (expanded.error !== undefined) return { ok: false, error: dispatchError(expanded.error, instruction.range) };
        value = expanded.text;
      }
      if (value !== undefined) args = setEnv(args, arg.name, value);
    }
  }
  return { ok: true, args };
}

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'];

/** Proxy build arguments reach every RUN in both spellings, declared or not, and are no part of a key. */
export function proxyEnvironment(buildArgs: Readonly<Record<string, string>>): string[] {
  const given = new Map<string, string>();
  for (const name of Object.keys(buildArgs).sort()) given.set(name.toUpperCase(), buildArgs[name] ?? '');
  return PROXIES.flatMap((name) => {
    const value = given.get(name);
    return value ? [`${name}=${value}`, `${name.toLowerCase()}=${value}`] : [];
  });
}
