/** What the command line and the environment say, as far as an install depends on it. */
export interface NpmOptions {
  readonly omitDev: boolean;
  readonly omitOptional: boolean;
  readonly ignoreScripts: boolean;
  readonly audit: boolean;
  readonly global: boolean;
  readonly save: 'dependencies' | 'devDependencies' | 'none';
  readonly packageLockOnly: boolean;
  readonly writeLock: boolean;
  readonly force: boolean;
  readonly silent: boolean;
  readonly ifPresent: boolean;
  readonly prefix?: string;
  readonly cache?: string;
  /** Words that are not options. */
  readonly words: readonly string[];
  /** After `--`. */
  readonly rest: readonly string[];
}

const WITH_VALUE = new Set([
  'omit',
  'include',
  'prefix',
  'cache',
  'loglevel',
  'registry',
  'workspace',
  'only',
  'tag',
  'install-strategy',
  'fetch-timeout',
  'maxsockets',
  'foreground-scripts',
  'C',
  'w',
]);
const SHORT: Readonly<Record<string, string>> = {
  g: 'global',
  D: 'save-dev',
  S: 'save',
  O: 'save-optional',
  P: 'save-prod',
  E: 'save-exact',
  f: 'force',
  s: 'silent',
  q: 'quiet',
  d: 'verbose',
  y: 'yes',
};

export function parseOptions(args: readonly string[], env: ReadonlyMap<string, string>): NpmOptions {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  const { flags, words } = splitFlags(own);
  const setting = (name: string): string | undefined =>
    flags.get(name)?.at(-1) ?? env.get(`npm_config_${name.replaceAll('-', '_')}`) ?? env.get(`NPM_CONFIG_${name.replaceAll('-', '_').toUpperCase()}`);
  const isOn = (name: string, byDefault = false): boolean => {
    const value = setting(name);
    return value === undefined ? byDefault : value !== 'false';
  };
  const omitted = new Set(
    [...(flags.get('omit') ?? []), ...(env.get('npm_config_omit') ?? env.get('NPM_CONFIG_OMIT') ?? '').split(/[\s,]+/)].flatMap((value) =>
      value.split(','),
    ),
  );
  const included = new Set(flags.get('include') ?? []);
  const production = isOn('production') || /^prod/.test(setting('only') ?? '') || env.get('NODE_ENV') === 'production';
  const prefix = setting('prefix') ?? flags.get('C')?.at(-1);
  const cache = setting('cache');
  return {
    omitDev: (omitted.has('dev') || (production && flags.get('production')?.at(-1) !== 'false')) && !included.has('dev'),
    omitOptional: (omitted.has('optional') || setting('optional') === 'false') && !included.has('optional'),
    ignoreScripts: isOn('ignore-scripts'),
    audit: isOn('audit', true),
    global: isOn('global') || setting('location') === 'global',
    save: isOn('save-dev') ? 'devDependencies' : isOn('save', true) ? 'dependencies' : 'none',
    packageLockOnly: isOn('package-lock-only'),
    writeLock: isOn('package-lock', true),
    force: isOn('force'),
    silent: isOn('silent') || setting('loglevel') === 'silent',
    ifPresent: isOn('if-present'),
    ...(prefix === undefined ? {} : { prefix }),
    ...(cache === undefined ? {} : { cache }),
    words,
    rest: end < 0 ? [] : args.slice(end + 1),
  };
}

function splitFlags(args: readonly string[]): { readonly flags: ReadonlyMap<string, readonly string[]>; readonly words: readonly string[] } {
  const flags = new Map<string, string[]>();
  const words: string[] = [];
  const set = (name: string, value: string) => flags.set(name, [...(flags.get(name) ?? []), value]);
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    const [, dashes = '', name = '', value] = /^(--?)([^=]+)(?:=(.*))?$/.exec(word) ?? [];
    if (dashes === '') words.push(word);
    else if (value !== undefined) set(name, value);
    else if (name.startsWith('no-')) set(name.slice(3), 'false');
    else if (WITH_VALUE.has(name)) set(name, args[++index] ?? '');
    else if (dashes === '-' && name.length > 1) for (const letter of name) set(SHORT[letter] ?? letter, 'true');
    else set(dashes === '-' ? (SHORT[name] ?? name) : name, 'true');
  }
  return { flags, words };
}
