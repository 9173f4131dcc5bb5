import type { ProgramContext } from '../../shell/types';
import { builtWheel } from './built-wheels';
import { displayPath } from './collect-output';
import { gather } from './gather';
import { noteInstalled, notSimulated } from './notices';
import { obtain } from './obtain';
import type { PipRun } from './pip-install';
import { fail, say } from './pip-messages';
import { readConfig, userConfig } from './pip-options';
import type { Candidate } from './resolve';
import { targetOf } from './target';
import { projectWheel, projectWheelName } from './wheel-files';

/** `pip download` and `pip wheel`: archives into a folder, for another stage to install from. */
export function saveArchives(run: PipRun, command: 'download' | 'wheel'): number {
  const { context, python, world } = run;
  const gathered = gather(context, python, world, run.args);
  if (typeof gathered === 'number') return gathered;
  const { options } = gathered;
  const obtained = obtain({ context, python, world, gathered, installed: new Map(), pipVersion: run.pipVersion });
  if (typeof obtained === 'number') return obtained;
  const folder = options.destination ?? context.workingDirectory;
  context.fs.mkdirAll(folder);
  for (const candidate of obtained.candidates) {
    const saved = saveArchive(run, candidate, folder, command);
    if (saved !== undefined) say(context, options, `Saved ${displayPath(context, saved)}`);
  }
  if (command === 'download') say(context, options, `Successfully downloaded ${obtained.candidates.map(({ name }) => name).join(' ')}`);
  noteInstalled(context, world, obtained.candidates);
  return 0;
}

function saveArchive(run: PipRun, candidate: Candidate, folder: string, command: 'download' | 'wheel'): string | undefined {
  const { context } = run;
  const { source, distribution } = candidate;
  if (source.kind === 'project') {
    const wheel = projectWheel(context, source.project);
    if (wheel !== undefined) context.fs.write(`${folder}/${projectWheelName(source.project)}`, wheel);
    return undefined;
  }
  if (source.kind === 'wheel') {
    const content = context.fs.content(source.wheel.path);
    if (content.ok) context.fs.write(`${folder}/${source.wheel.file}`, content.value);
    return `${folder}/${source.wheel.file}`;
  }
  const wheel = builtWheel(candidate, targetOf(context, run.python));
  const { file, sizeBytes } = command === 'wheel' && source.sdist ? wheel : { file: source.archive, sizeBytes: distribution.wheelBytes };
  context.fs.write(`${folder}/${file}`, { kind: 'generated', seed: `archive ${file}`, sizeBytes });
  context.work({ kind: 'write', bytes: sizeBytes, files: 1 });
  return source.sdist && command === 'wheel' ? undefined : `${folder}/${file}`;
}

export function cacheCommand(run: PipRun): number {
  const { context, options } = run;
  const [verb] = options.words;
  if (!options.cache) return fail(context, 'pip cache commands can not function since cache is disabled.');
  if (verb === 'dir') return print(context, options.cacheFolder);
  if (verb === 'purge') {
    const files = filesBelow(context, options.cacheFolder);
    if (files.count === 0) context.err('WARNING: No matching packages\n');
    for (const name of ['http', 'http-v2', 'wheels', 'selfcheck']) context.fs.removeAll(`${options.cacheFolder}/${name}`);
    context.out(`Files removed: ${files.count} (${decimal(files.bytes)})\n`);
    return print(context, `Directories removed: ${files.folders}`);
  }
  if (verb === 'info' || verb === 'list' || verb === 'remove') return notSimulated(context, `pip cache ${verb}`);
  return fail(context, 'Need an action (dir, info, list, purge, remove) to perform.');
}

function filesBelow(context: ProgramContext, folder: string): { readonly count: number; readonly bytes: number; readonly folders: number } {
  const total = { count: 0, bytes: 0, folders: 0 };
  const names = context.fs.list(folder);
  for (const name of names.ok ? names.value : []) {
    const path = `${folder}/${name}`;
    const node = context.fs.lstat(path);
    if (!node.ok) continue;
    if (node.value.kind === 'directory') {
      const below = filesBelow(context, path);
      total.count += below.count;
      total.bytes += below.bytes;
      total.folders += below.folders + 1;
    } else if (node.value.kind === 'file') {
      total.count++;
      total.bytes += node.value.content.kind === 'bytes' ? node.value.content.bytes.length : node.value.content.sizeBytes;
    }
  }
  return total;
}

function decimal(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return bytes >= 1_000 ? `${Math.round(bytes / 1000)} kB` : `${bytes} bytes`;
}

/** `pip config set global.index-url URL` and its relatives, on the user's file or, with `--global`, on everybody's. */
export function configCommand(run: PipRun): number {
  const { context, options } = run;
  const [verb, key = '', value = ''] = options.words;
  const path = run.args.includes('--global') ? '/etc/pip.conf' : run.args.includes('--site') ? `${run.python.prefix}/pip.conf` : userConfig(context);
  const name = key.slice(key.indexOf('.') + 1);
  if (verb === 'set') {
    const kept = readConfig(context, path).filter(([known]) => known !== name);
    context.fs.mkdirAll(path.slice(0, path.lastIndexOf('/')));
    context.fs.write(path, `[global]\n${[...kept, [name, value] as const].map(([known, text]) => `${known} = ${text}\n`).join('')}\n`);
    return print(context, `Writing to ${path}`);
  }
  if (verb === 'get') {
    const found = readConfig(context, path).find(([known]) => known === name);
    return found === undefined ? fail(context, `No such key - ${key}`) : print(context, found[1]);
  }
  if (verb === 'unset') {
    context.fs.write(
      path,
      `[global]\n${readConfig(context, path)
        .filter(([known]) => known !== name)
        .map(([known, text]) => `${known} = ${text}\n`)
        .join('')}\n`,
    );
    return print(context, `Writing to ${path}`);
  }
  if (verb === 'list') {
    for (const [known, text] of readConfig(context, path)) context.out(`global.${known}='${text}'\n`);
    return 0;
  }
  return notSimulated(context, `pip config ${verb ?? ''}`.trim());
}

function print(context: ProgramContext, text: string): number {
  context.out(`${text}\n`);
  return 0;
}
