import type { ProgramContext } from '../../shell/types';

export interface ApkOptions {
  readonly applet: string | undefined;
  readonly words: readonly string[];
  /** 0 with `-q`, 1 without anything, more with `-v`. */
  readonly verbosity: number;
  readonly noCache: boolean;
  readonly noNetwork: boolean;
  /** `-U`, `--update`, `--update-cache`: indexes are fetched however young they are. */
  readonly refresh: boolean;
  readonly upgrade: boolean;
  readonly simulate: boolean;
  readonly noScripts: boolean;
  readonly recursive: boolean;
  readonly available: boolean;
  readonly virtual?: string;
  /** URLs given on the command line. */
  readonly repositories: readonly string[];
  /** Single letters and long names of what else was given. */
  readonly flags: ReadonlySet<string>;
}

const WITH_VALUE: ReadonlySet<string> = new Set([
  '-t',
  '--virtual',
  '-X',
  '--repository',
  '-p',
  '--root',
  '--arch',
  '--keys-dir',
  '--cache-dir',
  '--cache-max-age',
  '--wait',
  '--timeout',
  '--repositories-file',
  '--progress-fd',
]);
/** Letters that mean something else to `apk info` and `apk search`. */
const QUERY_APPLETS: ReadonlySet<string> = new Set(['info', 'search', 'version', 'list', 'audit']);

/** Options may stand before the applet and after it. */
export function parseApkOptions(context: ProgramContext): ApkOptions {
  const isQuery = context.args.some((word) => QUERY_APPLETS.has(word));
  const { flags, values, words } = readArguments(context.args, (name) => WITH_VALUE.has(name) && !(isQuery && name === '-t'));
  const verbosity = context.args.reduce((sum, word) => sum + verbosityOf(word), 1);
  return { ...settings(flags, values), applet: words[0], words: words.slice(1), verbosity: Math.max(0, verbosity), flags };
}

interface Arguments {
  readonly flags: Set<string>;
  readonly values: (readonly [name: string, value: string])[];
  readonly words: string[];
}

function readArguments(args: readonly string[], takesValue: (name: string) => boolean): Arguments {
  const read: Arguments = { flags: new Set(), values: [], words: [] };
  for (let index = 0; index < args.length; index++) {
    const [word = '', next = ''] = args.slice(index, index + 2);
    const [, name = '', value] = /^(--[^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name !== '') {
      read.flags.add(name);
      if (value !== undefined) read.values.push([name, value]);
      else if (takesValue(name)) {
        read.values.push([name, next]);
        index++;
      }
    } else if (/^-./.test(word)) index += readLetters(word, next, takesValue, read);
    else if (word !== '') read.words.push(word);
  }
  return read;
}

/** Letters in one word; answers how many further words were taken. */
function readLetters(word: string, next: string, takesValue: (name: string) => boolean, read: Arguments): number {
  for (let at = 1; at < word.length; at++) {
    const name = `-${word[at]}`;
    read.flags.add(name);
    if (!takesValue(name)) continue;
    const attached = word.slice(at + 1);
    read.values.push([name, attached === '' ? next : attached]);
    return attached === '' ? 1 : 0;
  }
  return 0;
}

function verbosityOf(word: string): number {
  if (word === '--quiet') return -1;
  if (word === '--verbose') return 1;
  if (!/^-[a-zA-Z]+$/.test(word)) return 0;
  return [...word].reduce((sum, letter) => sum + (letter === 'v' ? 1 : letter === 'q' ? -1 : 0), 0);
}

function settings(
  flags: ReadonlySet<string>,
  values: readonly (readonly [string, string])[],
): Omit<ApkOptions, 'applet' | 'words' | 'verbosity' | 'flags'> {
  const has = (...names: readonly string[]) => names.some((name) => flags.has(name));
  const virtual = values.findLast(([name]) => name === '-t' || name === '--virtual')?.[1];
  return {
    noCache: has('--no-cache'),
    noNetwork: has('--no-network'),
    refresh: has('-U', '--update', '--update-cache') || values.some(([name, value]) => name === '--cache-max-age' && value === '0'),
    upgrade: has('-u', '--upgrade', '-l', '--latest'),
    simulate: has('-s', '--simulate'),
    noScripts: has('--no-scripts'),
    recursive: has('-r', '--rdepends'),
    available: has('-a', '--available'),
    ...(virtual === undefined ? {} : { virtual }),
    repositories: values.filter(([name]) => name === '-X' || name === '--repository').map(([, value]) => value),
  };
}
