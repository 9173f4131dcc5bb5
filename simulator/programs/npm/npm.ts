import { type NpmPart, partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { Program, ProgramContext } from '../../shell/types';
import { cacheFolder } from './cache';
import { ci, install, notSimulated, projectFolder, prune, uninstall } from './commands';
import { readText } from './manifest';
import { fail, writeLog } from './messages';
import { type NpmOptions, parseOptions } from './options';
import { runNamed } from './scripts';

const COMMANDS: Readonly<Record<string, (context: ProgramContext, world: NpmPart, options: NpmOptions) => number>> = {
  ci,
  'clean-install': ci,
  install,
  i: install,
  add: install,
  uninstall,
  remove: uninstall,
  rm: uninstall,
  prune,
  dedupe: prune,
};

/** npm, on the packages of the catalogue's npm part. */
export function npmProgram(catalog: Catalog): Program {
  return (context) => {
    const options = parseOptions(context.args, context.env);
    const [name, ...words] = options.words;
    const own = { ...options, words };
    if (context.args[0] === '--version' || context.args[0] === '-v') return print(context, npmVersion(context));
    if (name === undefined) return usage(context);
    const command = COMMANDS[name];
    if (command !== undefined) {
      const world = partOf(catalog, 'npm');
      return world === undefined ? notSimulated(context, 'catalog-part-missing', 'npm') : command(context, world, own);
    }
    return otherCommand(context, name, own);
  };
}

function otherCommand(context: ProgramContext, name: string, options: NpmOptions): number {
  switch (name) {
    case 'run':
    case 'run-script':
      return runNamed(context, projectFolder(context, options), options.words[0], [...options.words.slice(1), ...options.rest], options);
    case 'test':
    case 't':
    case 'start':
    case 'stop':
    case 'restart':
      return runNamed(context, projectFolder(context, options), name === 't' ? 'test' : name, [...options.words, ...options.rest], options);
    case 'cache':
      return cache(context, options);
    case 'config':
    case 'set':
      return config(context, name === 'set' ? ['set', ...options.words] : options.words);
    case 'version':
      return options.words.length === 0
        ? print(context, `{ npm: '${npmVersion(context)}', node: '${context.env.get('NODE_VERSION') ?? ''}' }`)
        : notSimulated(context, 'npm-command', 'npm version');
    case 'root':
      return print(context, `${options.global ? '/usr/local/lib' : projectFolder(context, options)}/node_modules`);
    case 'prefix':
      return print(context, options.global ? '/usr/local' : projectFolder(context, options));
    default:
      return notSimulated(context, 'npm-command', `npm ${name}`);
  }
}

function cache(context: ProgramContext, options: NpmOptions): number {
  const folder = cacheFolder(context, options.cache);
  if (options.words[0] === 'verify') return print(context, `Cache verified and compressed (${folder}/_cacache)`);
  if (options.words[0] !== 'clean' && options.words[0] !== 'clear' && options.words[0] !== 'rm')
    return notSimulated(context, 'npm-command', 'npm cache');
  if (!options.force) {
    return fail(context, options, [
      'As of npm@5, the npm cache self-heals from corruption issues by treating integrity mismatches as cache misses.',
      '',
      "If you're sure you want to delete the entire cache, rerun this command with --force.",
    ]);
  }
  if (!options.silent) context.err('npm warn using --force Recommended protections disabled.\n');
  context.fs.removeAll(`${folder}/_cacache`);
  writeLog(context, options, 0);
  context.work({ kind: 'compute', milliseconds: 400 });
  return 0;
}

/** `npm config set KEY VALUE`, `npm config set KEY=VALUE`: a line in `.npmrc` of the user, or of all with `-g`. */
function config(context: ProgramContext, words: readonly string[]): number {
  if (words[0] !== 'set') return notSimulated(context, 'npm-command', `npm config ${words[0] ?? ''}`);
  const pairs = words[1]?.includes('=') === true ? words.slice(1) : [`${words[1] ?? ''}=${words[2] ?? 'true'}`];
  const path = `${context.env.get('HOME') ?? '/root'}/.npmrc`;
  const kept = (readText(context, path) ?? '')
    .split('\n')
    .filter((line) => line !== '' && !pairs.some((pair) => line.startsWith(pair.slice(0, pair.indexOf('=') + 1))));
  context.fs.write(path, `${[...kept, ...pairs].join('\n')}\n`);
  return 0;
}

/** The npm that is installed says which it is in its own package.json. */
function npmVersion(context: ProgramContext): string {
  const [own, packaged] = ['/usr/local', '/usr'].map((prefix) => readText(context, `${prefix}/lib/node_modules/npm/package.json`));
  const text = own ?? packaged ?? '';
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? '10.8.2';
}

function usage(context: ProgramContext): number {
  context.out(
    'npm <command>\n\nUsage:\n\nnpm install        install all the dependencies in your project\nnpm ci             install exactly what the lock file says\nnpm run <foo>      run the script named <foo>\n',
  );
  return 1;
}

function print(context: ProgramContext, text: string): number {
  context.out(`${text}\n`);
  return 0;
}
