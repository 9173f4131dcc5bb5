import type { OptionName } from './shell-state';
import type { Dialect } from './syntax';

const LETTERS: Readonly<Record<string, OptionName>> = {
  e: 'errexit',
  u: 'nounset',
  x: 'xtrace',
  f: 'noglob',
  n: 'noexec',
  v: 'verbose',
  a: 'allexport',
  C: 'noclobber',
  m: 'monitor',
  b: 'notify',
  I: 'ignoreeof',
  E: 'emacs',
  V: 'vi',
};

const NAMES: readonly OptionName[] = [
  'allexport',
  'emacs',
  'errexit',
  'ignoreeof',
  'monitor',
  'noclobber',
  'noexec',
  'noglob',
  'nolog',
  'notify',
  'nounset',
  'pipefail',
  'verbose',
  'vi',
  'xtrace',
];

/** Names of bash that change nothing here. */
const BASH_ONLY: readonly string[] = [
  'errtrace',
  'functrace',
  'posix',
  'braceexpand',
  'hashall',
  'histexpand',
  'history',
  'interactive-comments',
  'keyword',
  'onecmd',
  'physical',
  'privileged',
];
const BASH_LETTERS = 'hkptBEHPT';

export function optionOfLetter(letter: string, dialect: Dialect): OptionName | undefined {
  if (dialect === 'bash' && BASH_LETTERS.includes(letter)) return 'nolog';
  return LETTERS[letter];
}

/** Whether the dialect knows the option; dash 0.5.12 has no `pipefail`. */
export function setNamedOption(options: Set<OptionName>, dialect: Dialect, name: string, on: boolean): boolean {
  if (dialect === 'bash' && BASH_ONLY.includes(name)) return true;
  const known = NAMES.find((option) => option === name);
  if (!known || (dialect === 'dash' && known === 'pipefail')) return false;
  if (on) options.add(known);
  else options.delete(known);
  return true;
}

export function optionNames(dialect: Dialect): readonly OptionName[] {
  return dialect === 'dash' ? NAMES.filter((name) => name !== 'pipefail') : NAMES;
}
