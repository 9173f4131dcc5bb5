import type { Program, ProgramContext } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { homeOf } from '../npm/cache';
import { readText } from '../npm/manifest';
import { notSimulated } from '../stand-ins';
import { START_MILLISECONDS } from './figures';
import { type GemVersion, gemsOfGemfile, gemsOfLock, selectedGems } from './gemfile';
import { buildProblem, isInstalled, storeGems } from './install-gems';

/** Bundler's exit codes (bundler/errors.rb). */
const NO_GEMFILE = 10;
const DEPLOYMENT = 16;
const NATIVE_FAILED = 5;
const NO_NETWORK = 17;

export const bundle: Program = (context) => {
  const words = context.args.filter((word) => !word.startsWith('-'));
  const [command = 'install'] = words;
  if (context.args.includes('--version') || context.args.includes('-v')) {
    context.out('Bundler version 2.5.22\n');
    return 0;
  }
  if (command === 'install') return install(context);
  if (command === 'config') return config(context, words.slice(1));
  return notSimulated(context, `bundle ${words.slice(0, 2).join(' ')}`);
};

function configPath(context: ProgramContext): string {
  return `${context.env.get('BUNDLE_APP_CONFIG') ?? (context.fs.exists('/usr/local/bundle') ? '/usr/local/bundle' : `${homeOf(context)}/.bundle`)}/config`;
}

function keyOf(name: string): string {
  return `BUNDLE_${name.replaceAll('.', '__').replaceAll('-', '___').toUpperCase()}`;
}

/** The setting of an environment variable, else of Bundler's configuration file. */
function setting(context: ProgramContext, name: string): string | undefined {
  const key = keyOf(name);
  const text = readText(context, configPath(context)) ?? '';
  return context.env.get(key) ?? new RegExp(`^${key}: "?([^"\\n]*)"?$`, 'm').exec(text)?.[1];
}

function config(context: ProgramContext, words: readonly string[]): number {
  const [first, ...rest] = words;
  const [name, ...values] = first === 'set' ? rest : words;
  if (name === undefined || values.length === 0 || first === 'unset' || first === 'get' || first === 'list')
    return notSimulated(context, `bundle config ${first ?? ''}`.trim());
  // Groups are separated by colons in the file, however they were given.
  const value = name === 'without' || name === 'with' ? values.flatMap((word) => word.split(/[\s:]+/)).join(':') : values.join(' ');
  const path = configPath(context);
  const lines = (readText(context, path) ?? '---\n').split('\n').filter((line) => line !== '' && !line.startsWith(`${keyOf(name)}:`));
  context.fs.mkdirAll(path.replace(/\/[^/]*$/, ''));
  context.fs.write(path, `${[...lines, `${keyOf(name)}: "${value}"`].join('\n')}\n`);
  return 0;
}

function optionValue(context: ProgramContext, name: string): string | undefined {
  const at = context.args.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  const word = context.args[at] ?? '';
  return at < 0 ? undefined : word.includes('=') ? word.slice(word.indexOf('=') + 1) : context.args[at + 1];
}

/** The words after an option that takes several. */
function optionWords(context: ProgramContext, name: string): readonly string[] {
  const at = context.args.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  if (at < 0) return [];
  const [, inline] = (context.args[at] ?? '').split('=');
  if (inline !== undefined) return [inline];
  const rest = context.args.slice(at + 1);
  const end = rest.findIndex((word) => word.startsWith('-'));
  return end < 0 ? rest : rest.slice(0, end);
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false' && value !== '0';
}

function install(context: ProgramContext): number {
  const gemfile = readText(context, `${context.workingDirectory}/Gemfile`);
  if (gemfile === undefined) {
    context.err('Could not locate Gemfile\n');
    return NO_GEMFILE;
  }
  context.work({ kind: 'compute', milliseconds: START_MILLISECONDS });
  const lockText = readText(context, `${context.workingDirectory}/Gemfile.lock`);
  const deployment = context.args.includes('--deployment') || isOn(setting(context, 'deployment'));
  if (lockText === undefined && (deployment || context.args.includes('--frozen') || isOn(setting(context, 'frozen')))) {
    context.err(
      'The deployment setting requires a lockfile. Please make sure you have checked your Gemfile.lock into version control before deploying.\n',
    );
    return DEPLOYMENT;
  }
  const direct = gemsOfGemfile(gemfile);
  const locked =
    lockText === undefined ? [...direct.keys()].map((name): GemVersion => ({ name, version: '1.0.0', needs: [] })) : gemsOfLock(lockText);
  const absent = [...direct.keys()].filter((name) => !locked.some((gem) => gem.name === name));
  if (absent.length > 0 && deployment) {
    context.err(
      `The gemspecs for path gems changed, or the lockfile is missing gems that the Gemfile names:\n${absent.map((name) => `* ${name}\n`).join('')}`,
    );
    return DEPLOYMENT;
  }
  const given = optionWords(context, 'without');
  // Bundler 2 still remembers the option for later runs.
  if (given.length > 0) config(context, ['without', ...given]);
  const without = new Set([...given, setting(context, 'without') ?? ''].flatMap((value) => value.split(/[\s:]+/)).filter((word) => word !== ''));
  const selected = selectedGems(locked, direct, without);
  const folder = gemFolder(context, deployment);
  if (lockText === undefined) context.notice({ fidelity: 'modelled', code: 'gems-unlocked', details: { gems: selected.length } });
  const status = installAll(context, folder, selected);
  if (status !== 0) return status;
  if (lockText === undefined) context.fs.write(`${context.workingDirectory}/Gemfile.lock`, printLock(locked, direct));
  summarise(context, direct, selected, without, folder);
  return 0;
}

/** `vendor/bundle` below the project in deployment mode or when set so, else the image's own folder of gems. */
function gemFolder(context: ProgramContext, deployment: boolean): string {
  const path = optionValue(context, 'path') ?? setting(context, 'path') ?? (deployment ? 'vendor/bundle' : undefined);
  if (path === undefined) return context.env.get('GEM_HOME') ?? '/var/lib/gems/3.1.0';
  return `${absolutePath(context, path)}/ruby/${(context.env.get('RUBY_VERSION') ?? '3.1.0').replace(/\.\d+$/, '.0')}`;
}

function installAll(context: ProgramContext, folder: string, gems: readonly GemVersion[]): number {
  const missing = gems.filter((gem) => !isInstalled(context, folder, gem));
  if (missing.length > 0 && !context.network) {
    context.err('Could not reach host index.rubygems.org. Check your network connection and try again.\n');
    return NO_NETWORK;
  }
  if (missing.length > 0) context.out('Fetching gem metadata from https://rubygems.org/.........\n');
  for (const { name, version } of missing) context.out(`Fetching ${name} ${version}\n`);
  const failing = missing.find((gem) => buildProblem(context, gem) !== undefined);
  for (const gem of missing) {
    const native = buildProblem(context, gem) === undefined ? '' : ' with native extensions';
    context.out(`Installing ${gem.name} ${gem.version}${native}\n`);
    if (gem === failing) return nativeFailure(context, gem, folder);
  }
  storeGems(context, folder, missing);
  return 0;
}

function nativeFailure(context: ProgramContext, gem: GemVersion, folder: string): number {
  const problem = buildProblem(context, gem) ?? '';
  context.err(
    `Gem::Ext::BuildError: ERROR: Failed to build gem native extension.\n\n    current directory: ${folder}/gems/${gem.name}-${gem.version}/ext\n${problem}\n\nAn error occurred while installing ${gem.name} (${gem.version}), and Bundler cannot continue.\n`,
  );
  return NATIVE_FAILED;
}

function printLock(gems: readonly GemVersion[], direct: ReadonlyMap<string, readonly string[]>): string {
  const specs = gems.map(({ name, version }) => `    ${name} (${version})\n`).join('');
  return `GEM\n  remote: https://rubygems.org/\n  specs:\n${specs}\nPLATFORMS\n  x86_64-linux\n\nDEPENDENCIES\n${[...direct.keys()].map((name) => `  ${name}\n`).join('')}\nBUNDLED WITH\n   2.5.22\n`;
}

function summarise(
  context: ProgramContext,
  direct: ReadonlyMap<string, readonly string[]>,
  gems: readonly GemVersion[],
  without: ReadonlySet<string>,
  folder: string,
): void {
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : word.endsWith('y') ? '' : 's'}`;
  const dependencies = `${direct.size} Gemfile dependenc${direct.size === 1 ? 'y' : 'ies'}`;
  context.out(`Bundle complete! ${dependencies}, ${count(gems.length, 'gem')} now installed.\n`);
  const left = [...without].filter((group) => [...direct.values()].some((groups) => groups.includes(group)));
  if (left.length > 0)
    context.out(
      `Gems in the group${left.length === 1 ? '' : 's'} ${left.map((group) => `'${group}'`).join(' and ')} ${left.length === 1 ? 'was' : 'were'} not installed.\n`,
    );
  if (folder.startsWith(`${context.workingDirectory}/`))
    context.out(`Bundled gems are installed into \`.${folder.slice(context.workingDirectory.length).replace(/\/ruby\/.*/, '')}\`\n`);
  else context.out('Use `bundle info [gemname]` to see where a bundled gem is installed.\n');
}
