import type { ProgramContext } from '../../shell/types';
import { type Manifest, readManifest } from './manifest';
import { brokenManifest, fail, noManifest, writeLog } from './messages';
import type { NpmOptions } from './options';

/** What an install runs of the project's own scripts, in this order. */
const LIFECYCLE = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];

export function runLifecycle(context: ProgramContext, folder: string, manifest: Manifest, options: NpmOptions): number {
  if (options.ignoreScripts) return 0;
  for (const name of LIFECYCLE) {
    const script = manifest.scripts.get(name);
    if (script === undefined) continue;
    const code = runScript(context, folder, manifest, name, script, [], options);
    if (code !== 0) return failed(context, options, folder, script, code);
  }
  return 0;
}

/** `npm run NAME`, with the `pre` and `post` scripts around it. */
export function runNamed(context: ProgramContext, folder: string, name: string | undefined, args: readonly string[], options: NpmOptions): number {
  const found = readManifest(context, folder);
  if (found.kind === 'missing') return fail(context, options, noManifest(`${folder}/package.json`), 254);
  if (found.kind === 'broken') return fail(context, options, brokenManifest(`${folder}/package.json`, found.message));
  const { manifest } = found;
  if (name === undefined) return listScripts(context, manifest);
  const script = manifest.scripts.get(name) ?? (name === 'start' && context.fs.exists(`${folder}/server.js`) ? 'node server.js' : undefined);
  if (script === undefined) return options.ifPresent ? 0 : missingScript(context, options, manifest, name);
  const steps = [`pre${name}`, name, `post${name}`].filter((step) => step === name || (manifest.scripts.has(step) && !options.ignoreScripts));
  for (const step of steps) {
    const text = step === name ? script : (manifest.scripts.get(step) ?? '');
    const code = runScript(context, folder, manifest, step, text, step === name ? args : [], options);
    if (code !== 0) return code;
  }
  writeLog(context, options, 0);
  return 0;
}

function runScript(
  context: ProgramContext,
  folder: string,
  manifest: Manifest,
  name: string,
  script: string,
  args: readonly string[],
  options: NpmOptions,
): number {
  const command = [script, ...args.map(quoted)].join(' ');
  if (!options.silent) context.out(`\n> ${manifest.name}@${manifest.version} ${name}\n> ${command}\n\n`);
  const env = new Map(context.env);
  env.set('PATH', [...binFolders(folder), context.env.get('PATH') ?? ''].join(':'));
  env.set('npm_lifecycle_event', name);
  env.set('npm_package_name', manifest.name);
  env.set('npm_package_version', manifest.version);
  env.set('npm_command', LIFECYCLE.includes(name) ? 'ci' : 'run-script');
  return context.spawn(['/bin/sh', '-c', command], { env, workingDirectory: folder === '' ? '/' : folder });
}

/** Every `node_modules/.bin` from the project's folder upwards. */
function binFolders(folder: string): readonly string[] {
  const parts = folder.split('/').filter((part) => part !== '');
  return Array.from({ length: parts.length + 1 }, (_, up) => `/${[...parts.slice(0, parts.length - up), 'node_modules', '.bin'].join('/')}`);
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function listScripts(context: ProgramContext, manifest: Manifest): number {
  if (manifest.scripts.size === 0) return 0;
  context.out(`Scripts available in ${manifest.name}@${manifest.version} via \`npm run\`:\n`);
  for (const [name, script] of manifest.scripts) context.out(`  ${name}\n    ${script}\n`);
  return 0;
}

function missingScript(context: ProgramContext, options: NpmOptions, manifest: Manifest, name: string): number {
  const near = [...manifest.scripts.keys()].filter((known) => known.startsWith(name.slice(0, 2)));
  const hint = near.length === 0 ? [] : ['', 'Did you mean this?', ...near.map((known) => `  npm run ${known} # run the "${known}" package script`)];
  return fail(context, options, [`Missing script: "${name}"`, ...hint, '', 'To see a list of scripts, run:', '  npm run']);
}

function failed(context: ProgramContext, options: NpmOptions, folder: string, script: string, code: number): number {
  return fail(context, options, [`code ${code}`, `path ${folder}`, 'command failed', `command sh -c ${script}`], code);
}
