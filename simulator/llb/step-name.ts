import type { Platform } from '../image/types';
import { formatPlatform, normalizePlatform, parsePlatform } from '../instructions/platform';
import { type ExpansionOptions, expandWord } from '../instructions/word-expansion';
import type { EnvList } from './env-list';
import type { StageState } from './stage-state';

export interface StepNameOptions {
  readonly state: StageState;
  readonly multiPlatform: boolean;
  /** None for a RUN on nothing at all: its state has no platform yet (client/llb/state.go, ensurePlatform). */
  readonly platform: Platform | undefined;
  readonly env: EnvList;
  readonly isOnBuild: boolean;
}

/**
 * The name that the progress display prints, and one further step counted in its stage: `[build 2/4] COPY . .`
 * (moby/buildkit dockerfile2llb/convert.go, prefixCommand). The number is padded to the width of the total's decimal logarithm.
 */
export function nextStepName(text: string, options: StepNameOptions): string {
  const { state } = options;
  state.commandIndex += 1;
  return stepName(text, options);
}

export function stepName(text: string, { state, multiPlatform, platform, env, isOnBuild }: StepNameOptions): string {
  if (state.commandTotal === 0) return text;
  let prefix = '[';
  if (multiPlatform && platform !== undefined) prefix += `${formatPlatform(platform)}${targetSuffix(platform, targetFromEnv(env))} `;
  if (state.displayName !== '') prefix += `${state.displayName} `;
  const width = Math.floor(1 + Math.log10(state.commandTotal));
  prefix += `${String(state.commandIndex).padStart(width)}/${state.commandTotal}] `;
  return `${prefix}${isOnBuild ? 'ONBUILD ' : ''}${text}`;
}

/** Upper case up to the first blank: with a tab after the keyword that is the whole line. */
export function uppercaseKeyword(text: string): string {
  const at = text.indexOf(' ');
  return at < 0 ? text.toUpperCase() : text.slice(0, at).toUpperCase() + text.slice(at);
}

/** Variables in a step's name are shown with their values; text that does not expand is shown as it stands. */
export function expandStepText(text: string, env: EnvList, options: ExpansionOptions): string {
  const expanded = expandWord(text, env, options);
  return expanded.error === undefined ? expanded.text : text;
}

/** `->arm64` when the stage runs on one platform and builds for another that its TARGET arguments name. */
function targetSuffix(base: Platform, target: Partial<Platform> | undefined): string {
  if (target === undefined) return '';
  const platform = normalizePlatform({ ...target, os: target.os || base.os, architecture: target.architecture || base.architecture });
  if (platform.os !== base.os) return `->${formatPlatform(platform)}`;
  if (platform.architecture === base.architecture) return '';
  return `->${platform.architecture}${platform.variant ? `/${platform.variant}` : ''}`;
}

function targetFromEnv(env: EnvList): Partial<Platform> | undefined {
  const whole = env.get('TARGETPLATFORM');
  if (whole !== undefined) {
    const parsed = parsePlatform(whole);
    if (parsed.ok) return parsed.value;
  }
  const os = env.get('TARGETOS');
  const architecture = env.get('TARGETARCH');
  const variant = env.get('TARGETVARIANT');
  if (os === undefined && architecture === undefined && variant === undefined) return undefined;
  return { ...(os ? { os } : {}), ...(architecture ? { architecture } : {}), ...(variant ? { variant } : {}) };
}

/** First line of a here-document, with `...` when there is more; printed behind a RUN that consists of it. */
export function summarizeHeredoc(content: string): string {
  const lines = content.trim().replaceAll('\r\n', '\n').split('\n');
  return `${lines[0] ?? ''}${lines.length > 1 ? '...' : ''}`;
}
