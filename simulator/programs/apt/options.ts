import type { ProgramContext } from '../../shell/types';

export interface AptOptions {
  readonly assumeYes: boolean;
  readonly recommends: boolean;
  /** 0 to 2; the second level prints errors only and implies yes. */
  readonly quiet: number;
  readonly purge: boolean;
  readonly autoRemove: boolean;
  readonly simulate: boolean;
  readonly downloadOnly: boolean;
  readonly words: readonly string[];
}

const WITH_VALUE = new Set(['-t', '--target-release', '--default-release', '-c', '--config-file', '-a', '--host-architecture']);
const SWITCHES: Readonly<Record<string, Partial<Switches>>> = {
  '--yes': { assumeYes: true },
  '--assume-yes': { assumeYes: true },
  '--no-install-recommends': { recommends: false },
  '--install-recommends': { recommends: true },
  '--purge': { purge: true },
  '--auto-remove': { autoRemove: true },
  '--autoremove': { autoRemove: true },
  '--simulate': { simulate: true },
  '--dry-run': { simulate: true },
  '--download-only': { downloadOnly: true },
};
const SHORT: Readonly<Record<string, string>> = { y: '--yes', q: '--quiet', s: '--simulate', d: '--download-only' };
const DEFAULTS: Switches = { assumeYes: false, recommends: true, quiet: 0, purge: false, autoRemove: false, simulate: false, downloadOnly: false };

type Switches = Omit<AptOptions, 'words'>;

/** Command line over configuration files. */
export function parseAptOptions(context: ProgramContext): AptOptions {
  let switches = withConfiguration(configurationText(context), DEFAULTS);
  const words: string[] = [];
  for (let index = 0; index < context.args.length; index++) {
    const word = context.args[index] ?? '';
    if (word === '-o' || word === '--option') switches = withConfiguration(settingLine(context.args[++index] ?? ''), switches);
    else if (WITH_VALUE.has(word)) index++;
    else if (/^-o./.test(word)) switches = withConfiguration(settingLine(word.slice(2)), switches);
    else if (word.startsWith('-') && word.length > 1) switches = withFlag(word, switches);
    else words.push(word);
  }
  return { ...switches, assumeYes: switches.assumeYes || switches.quiet >= 2, words };
}

function withFlag(word: string, switches: Switches): Switches {
  if (/^-q=\d$/.test(word)) return { ...switches, quiet: Number(word.slice(3)) };
  const names = word.startsWith('--') ? [word] : [...word.slice(1)].map((letter) => SHORT[letter] ?? letter);
  let changed = { ...switches, quiet: switches.quiet + names.filter((name) => name === '--quiet').length };
  for (const name of names) changed = { ...changed, ...SWITCHES[name] };
  return changed;
}

function settingLine(setting: string): string {
  return `${setting.replace(/=(.*)$/, ' "$1"')};`;
}

function withConfiguration(text: string, switches: Switches): Switches {
  return {
    ...switches,
    recommends: lastSetting(text, 'APT::Install-Recommends') ?? switches.recommends,
    assumeYes: lastSetting(text, 'APT::Get::Assume-Yes') ?? switches.assumeYes,
  };
}

function lastSetting(text: string, name: string): boolean | undefined {
  const value = [...text.matchAll(new RegExp(`^\\s*${name}\\s+"?([^";]*)"?\\s*;`, 'gim'))].at(-1)?.[1];
  return value === undefined ? undefined : /^(?:1|true|yes|with|on|enable)$/i.test(value);
}

/** Everything below `/etc/apt/apt.conf.d`, in the order in which apt reads it. */
export function configurationText(context: ProgramContext): string {
  const folder = '/etc/apt/apt.conf.d';
  const names = context.fs.list(folder);
  const paths = [...(names.ok ? names.value.map((name) => `${folder}/${name}`) : []), '/etc/apt/apt.conf'];
  return paths
    .map((path) => {
      const content = context.fs.content(path);
      return content.ok && content.value.kind === 'bytes' ? decoder.decode(content.value.bytes) : '';
    })
    .join('\n');
}

const decoder = new TextDecoder();
