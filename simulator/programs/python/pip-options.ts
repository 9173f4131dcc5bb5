import type { ProgramContext } from '../../shell/types';
import { homeOf, type Installation } from './installation';

/** What the command line, the environment and pip.conf say together. */
export interface PipOptions {
  /** Words that are not options. */
  readonly words: readonly string[];
  readonly editables: readonly string[];
  readonly requirementFiles: readonly string[];
  readonly constraintFiles: readonly string[];
  readonly findLinks: readonly string[];
  readonly indexUrl: string | undefined;
  readonly extraIndexUrls: readonly string[];
  readonly noIndex: boolean;
  readonly cache: boolean;
  readonly cacheFolder: string;
  readonly compile: boolean;
  readonly dependencies: boolean;
  readonly upgrade: boolean;
  readonly forceReinstall: boolean;
  readonly ignoreInstalled: boolean;
  readonly user: boolean;
  readonly target: string | undefined;
  readonly prefix: string | undefined;
  readonly destination: string | undefined;
  readonly noBinary: readonly string[];
  readonly onlyBinary: readonly string[];
  readonly requireHashes: boolean;
  readonly buildIsolation: boolean;
  readonly breakSystemPackages: boolean;
  readonly requireVirtualenv: boolean;
  readonly rootUserAction: 'warn' | 'ignore';
  readonly versionCheck: boolean;
  readonly warnScriptLocation: boolean;
  readonly assumeYes: boolean;
  readonly dryRun: boolean;
  readonly format: string;
  readonly outdated: boolean;
  readonly all: boolean;
  readonly files: boolean;
  /** 1 for `-q`: no progress; 2: warnings, too, are left out. Negative for `-v`. */
  readonly quiet: number;
  /** An option that pip does not know. */
  readonly unknown: string | undefined;
}

const WITH_VALUE = new Set(
  (
    'requirement constraint editable find-links index-url extra-index-url cache-dir target prefix dest wheel-dir root src platform ' +
    'python-version implementation abi no-binary only-binary root-user-action progress-bar timeout retries trusted-host cert ' +
    'client-cert proxy log exists-action upgrade-strategy config-settings config-setting global-option format report use-feature ' +
    'use-deprecated keyring-provider python exclude uploaded-prior-to group path build-constraint resume-retries'
  ).split(' '),
);
const FLAGS = new Set(
  (
    'no-cache-dir no-compile compile user upgrade no-deps pre force-reinstall ignore-installed require-hashes no-build-isolation ' +
    'break-system-packages disable-pip-version-check no-warn-script-location no-warn-conflicts yes quiet verbose no-input no-index ' +
    'prefer-binary dry-run no-clean use-pep517 no-use-pep517 no-python-version-warning no-color isolated require-virtualenv debug ' +
    'outdated uptodate local all files version help ignore-requires-python check-build-dependencies not-required no-user ' +
    'exclude-editable global site no-verify'
  ).split(' '),
);
const SHORT: Readonly<Record<string, string>> = {
  r: 'requirement',
  c: 'constraint',
  e: 'editable',
  f: 'find-links',
  i: 'index-url',
  t: 'target',
  d: 'dest',
  w: 'wheel-dir',
  U: 'upgrade',
  I: 'ignore-installed',
  q: 'quiet',
  v: 'verbose',
  y: 'yes',
  h: 'help',
  V: 'version',
  o: 'outdated',
  l: 'local',
  C: 'config-settings',
};

interface Given {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly unknown: string | undefined;
}

export function parsePipOptions(context: ProgramContext, python: Installation, args: readonly string[]): PipOptions {
  const given = splitOptions(args);
  const configured = configuredOptions(context, python);
  const all = (name: string): readonly string[] => [...(configured.get(name) ?? []), ...(given.values.get(name) ?? [])];
  const last = (name: string): string | undefined => given.values.get(name)?.at(-1) ?? configured.get(name)?.at(-1);
  const isOn = (name: string): boolean => given.values.has(name) || /^(?:1|y|yes|t|true|on)$/i.test(configured.get(name)?.at(-1) ?? '');
  const names = (name: string): readonly string[] => all(name).flatMap((text) => text.split(','));
  return {
    words: given.words,
    editables: given.values.get('editable') ?? [],
    requirementFiles: all('requirement'),
    constraintFiles: all('constraint'),
    findLinks: all('find-links'),
    indexUrl: last('index-url'),
    extraIndexUrls: all('extra-index-url'),
    noIndex: isOn('no-index'),
    // Whatever its value: even PIP_NO_CACHE_DIR=off turns the cache off (pypa/pip src/pip/_internal/cli/cmdoptions.py, _handle_no_cache_dir).
    cache: !given.values.has('no-cache-dir') && !configured.has('no-cache-dir'),
    cacheFolder: resolveIf(context, last('cache-dir')) ?? `${context.env.get('XDG_CACHE_HOME') ?? `${homeOf(context)}/.cache`}/pip`,
    compile: !isOn('no-compile'),
    dependencies: !isOn('no-deps'),
    upgrade: isOn('upgrade'),
    forceReinstall: isOn('force-reinstall'),
    ignoreInstalled: isOn('ignore-installed'),
    user: isOn('user') && !given.values.has('no-user'),
    target: resolveIf(context, last('target')),
    prefix: resolveIf(context, last('prefix')),
    destination: resolveIf(context, last('dest') ?? last('wheel-dir')),
    noBinary: names('no-binary'),
    onlyBinary: names('only-binary'),
    requireHashes: isOn('require-hashes'),
    buildIsolation: !isOn('no-build-isolation'),
    breakSystemPackages: isOn('break-system-packages'),
    requireVirtualenv: isOn('require-virtualenv'),
    rootUserAction: last('root-user-action') === 'ignore' ? 'ignore' : 'warn',
    versionCheck: !isOn('disable-pip-version-check') && !isOn('no-index'),
    warnScriptLocation: !isOn('no-warn-script-location'),
    assumeYes: isOn('yes'),
    dryRun: isOn('dry-run'),
    format: last('format') ?? 'columns',
    outdated: isOn('outdated'),
    all: isOn('all'),
    files: given.values.has('files'),
    quiet: (given.values.get('quiet')?.length ?? Number(configured.get('quiet')?.at(-1) ?? 0)) - (given.values.get('verbose')?.length ?? 0),
    unknown: given.unknown,
  };
}

function resolveIf(context: ProgramContext, path: string | undefined): string | undefined {
  return path === undefined ? undefined : context.resolve(path.replace(/^~(?=\/|$)/, homeOf(context))).replace(/(?!^)\/+$/, '');
}

/** Long options may be shortened as far as they stay unique, as optparse allows; only the usual ones are looked at. */
function splitOptions(args: readonly string[]): Given {
  const words: string[] = [];
  const values = new Map<string, string[]>();
  let unknown: string | undefined;
  const add = (name: string, value: string) => values.set(name, [...(values.get(name) ?? []), value]);
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    if (word === '--') {
      words.push(...args.slice(index + 1));
      break;
    }
    const long = /^--([a-z0-9-]+)(?:=(.*))?$/s.exec(word);
    if (long !== null) {
      const name = wholeName(long[1] ?? '');
      if (WITH_VALUE.has(name)) add(name, long[2] ?? args[++index] ?? '');
      else if (FLAGS.has(name)) add(name, 'true');
      else unknown ??= `--${name}`;
    } else if (/^-[A-Za-z]/.test(word)) index += shortOptions(word, args[index + 1], add, (letter) => (unknown ??= letter));
    else words.push(word);
  }
  return { words, values, unknown };
}

/** The option that a shortened name can only mean. */
function wholeName(written: string): string {
  if (WITH_VALUE.has(written) || FLAGS.has(written)) return written;
  const longer = [...WITH_VALUE, ...FLAGS].filter((name) => name.startsWith(written));
  return longer.length === 1 ? (longer[0] ?? written) : written;
}

/** `-qq`, `-rrequirements.txt`, `-U`; answers how many further words it took. */
function shortOptions(word: string, next: string | undefined, add: (name: string, value: string) => void, refuse: (letter: string) => void): number {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    const name = SHORT[letter];
    if (name === undefined) refuse(`-${letter}`);
    else if (WITH_VALUE.has(name)) {
      const rest = word.slice(at + 1);
      add(name, rest === '' ? (next ?? '') : rest);
      return rest === '' ? 1 : 0;
    } else add(name, 'true');
  }
  return 0;
}

/** pip.conf files, the general ones first, then `PIP_…` variables, which win. */
function configuredOptions(context: ProgramContext, python: Installation): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  if (context.env.get('PIP_CONFIG_FILE') !== '/dev/null')
    for (const path of configFiles(context, python))
      for (const [name, value] of readConfig(context, path))
        found.set(
          name,
          value.split(/\s+/).filter((part) => part !== ''),
        );
  for (const [variable, value] of context.env) {
    const name = /^PIP_([A-Z0-9_]+)$/.exec(variable)?.[1]?.toLowerCase().replaceAll('_', '-');
    if (name !== undefined && name !== 'config-file' && value !== '') found.set(name, value.split(/\s+/));
  }
  return found;
}

function configFiles(context: ProgramContext, python: Installation): readonly string[] {
  const named = context.env.get('PIP_CONFIG_FILE');
  return [
    ...(named === undefined ? [] : [named]),
    '/etc/pip.conf',
    `${homeOf(context)}/.pip/pip.conf`,
    userConfig(context),
    `${python.prefix}/pip.conf`,
  ];
}

export function userConfig(context: ProgramContext): string {
  return `${context.env.get('XDG_CONFIG_HOME') ?? `${homeOf(context)}/.config`}/pip/pip.conf`;
}

/** Keys of `[global]` and `[install]`, without their section; the value may go on in lines that are indented. */
export function readConfig(context: ProgramContext, path: string): readonly (readonly [name: string, value: string])[] {
  const read = context.fs.read(path);
  if (!read.ok) return [];
  const text = new TextDecoder().decode(read.value).replace(/\n[ \t]+(?=\S)/g, ' ');
  return text.split('\n').flatMap((line): (readonly [string, string])[] => {
    const [, name, value] = /^([A-Za-z0-9_-]+)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.replaceAll('_', '-'), value.trim()]];
  });
}
