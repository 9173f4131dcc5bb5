import type { LineRange } from '../diagnostics';
import type { Stage } from '../instructions/types';
import { type EnvList, setEnv, withoutEnv } from './env-list';

const NAME = 'SOURCE_DATE_EPOCH';

export type ResolvedEpoch =
  | {
      readonly ok: true;
      readonly buildArgs: Readonly<Record<string, string>>;
      readonly globalArgs: EnvList;
      /** Seconds since 1970; may be negative. */
      readonly epochSeconds: number | undefined;
    }
  | { readonly ok: false; readonly message: string; readonly range?: LineRange };

/**
 * The time that new files and history rows get, from a build argument or an ARG above the first FROM
 * (moby/buildkit frontend/dockerfile/dockerfile2llb/epoch.go). Besides a number it may be `context`, or name a stage that fetches
 * something. Differs: nothing is fetched, so such a stage gives no time; neither does a local context, with BuildKit either.
 */
export function resolveEpoch(buildArgs: Readonly<Record<string, string>>, globalArgs: EnvList, stages: readonly Stage[]): ResolvedEpoch {
  const value = buildArgs[NAME] ?? (globalArgs.get(NAME) || undefined);
  if (value === undefined) return { ok: true, buildArgs, globalArgs, epochSeconds: undefined };
  if (/^[+-]?\d+$/.test(value)) {
    const epochSeconds = Number(value);
    const text = String(epochSeconds);
    return {
      ok: true,
      buildArgs: buildArgs[NAME] === undefined ? buildArgs : { ...buildArgs, [NAME]: text },
      globalArgs: globalArgs.has(NAME) ? setEnv(globalArgs, NAME, text) : globalArgs,
      epochSeconds,
    };
  }
  const stage = stages.find(({ name }) => name !== undefined && name === value.toLowerCase());
  if (value !== '' && value !== 'context' && stage === undefined) return { ok: false, message: `invalid SOURCE_DATE_EPOCH: ${value}` };
  if (stage !== undefined && stage.baseName !== 'scratch') {
    return { ok: false, message: 'SOURCE_DATE_EPOCH stage must use FROM scratch', range: stage.range };
  }
  const { [NAME]: _dropped, ...others } = buildArgs;
  return { ok: true, buildArgs: others, globalArgs: withoutEnv(globalArgs, NAME), epochSeconds: undefined };
}
