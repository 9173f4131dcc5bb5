import type { NpmPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { cachedModule, cacheFolder, isCached } from './cache';
import { idealTree } from './ideal-tree';
import { chosenEntries, creationIn, summary, writeModules } from './install';
import { disagreements, entryOf, type LockEntry, readLock } from './lockfile';
import { type Manifest, manifestOf, readManifest } from './manifest';
import { brokenManifest, DENIED_EXIT_CODE, denied, fail, NO_LOCK, noManifest, noNetwork, outOfSync, writeLog } from './messages';
import type { NpmOptions } from './options';
import { runLifecycle } from './scripts';
import { chooseVersion, lowestOf } from './world';

type Command = (context: ProgramContext, world: NpmPart, options: NpmOptions) => number;

export function projectFolder(context: ProgramContext, options: NpmOptions): string {
  return options.prefix === undefined ? context.workingDirectory : context.resolve(options.prefix);
}

/** Installs exactly what the lock file says, into a fresh `node_modules`. */
export const ci: Command = (context, world, options) => {
  const folder = projectFolder(context, options);
  const found = readManifest(context, folder);
  const locked = readLock(context, folder);
  // The lock is looked for before package.json is read, so a folder with neither complains about the lock.
  if (locked.kind === 'missing') return fail(context, options, NO_LOCK);
  if (found.kind === 'missing') return fail(context, options, noManifest(`${folder}/package.json`));
  if (found.kind === 'broken') return fail(context, options, brokenManifest(`${folder}/package.json`, found.message));
  if (locked.kind === 'broken') return fail(context, options, NO_LOCK);
  if (locked.kind === 'old') return notSimulated(context, 'npm-old-lockfile', 'package-lock.json');
  const problems = disagreements(found.manifest, locked.lock, (name, range) => chooseVersion(world, name, range) ?? lowestOf(range));
  if (problems.length > 0) return fail(context, options, outOfSync(problems));
  const entries = chosenEntries(context, locked.lock.entries, options);
  const unreachable = offline(context, world, entries, options);
  if (unreachable !== undefined) return unreachable;
  if (!canWrite(context, folder)) return fail(context, options, denied(`${folder}/node_modules`), DENIED_EXIT_CODE);
  const installed = writeModules(context, world, folder, entries, options);
  writeLog(context, options, entries.length);
  const code = runLifecycle(context, folder, found.manifest, options);
  if (code === 0) summary(context, installed, 0, options);
  return code;
};

/** Resolves what package.json asks for, keeps what the lock already says, and writes the lock file. */
export const install: Command = (context, world, options) => {
  const folder = options.global ? '/usr/local/lib' : projectFolder(context, options);
  const elsewhere = options.words.find((word) => /^[./~]|:/.test(word));
  if (elsewhere !== undefined) return notSimulated(context, 'npm-command', `npm install ${elsewhere}`);
  if (options.global) return installGlobally(context, world, folder, options);
  const found = readManifest(context, folder);
  if (found.kind === 'broken') return fail(context, options, brokenManifest(`${folder}/package.json`, found.message));
  if (found.kind === 'missing' && options.words.length === 0) return fail(context, options, noManifest(`${folder}/package.json`));
  const before = found.kind === 'found' ? found.manifest : manifestOf({});
  const added = addedBy(world, options.words);
  const manifest = withAdded(before, added, options);
  const locked = readLock(context, folder);
  const tree = idealTree(world, manifest, locked.kind === 'found' ? locked.lock : undefined);
  if (tree.unknown.length > 0) context.notice({ fidelity: 'modelled', code: 'npm-packages-unknown', details: { packages: tree.unknown.join(', ') } });
  const entries = chosenEntries(context, tree.entries, options);
  const unreachable = offline(context, world, entries, options);
  if (unreachable !== undefined) return unreachable;
  const creation = creationIn(context, folder);
  if (added.size > 0 && options.save !== 'none')
    context.fs.write(`${folder}/package.json`, `${JSON.stringify(manifest.document, null, 2)}\n`, { uid: creation.uid, gid: creation.gid });
  if (options.writeLock) context.fs.write(`${folder}/package-lock.json`, lockText(manifest, tree.entries), { uid: creation.uid, gid: creation.gid });
  if (options.packageLockOnly) return 0;
  const previous = installedCount(context, folder);
  if (!canWrite(context, folder)) return fail(context, options, denied(`${folder}/node_modules`), DENIED_EXIT_CODE);
  const installed = writeModules(context, world, folder, entries, options);
  writeLog(context, options, entries.length);
  const code = options.words.length === 0 ? runLifecycle(context, folder, manifest, options) : 0;
  if (code === 0) summary(context, installed, previous, options);
  return code;
};

function installGlobally(context: ProgramContext, world: NpmPart, folder: string, options: NpmOptions): number {
  const manifest = manifestOf({ dependencies: Object.fromEntries(addedBy(world, options.words)) });
  const tree = idealTree(world, manifest, undefined);
  const entries = chosenEntries(context, tree.entries, options);
  const unreachable = offline(context, world, entries, options);
  if (unreachable !== undefined) return unreachable;
  const scratch = `${folder}/node_modules/.staging`;
  context.fs.mkdirAll(scratch);
  const installed = writeModules(context, world, scratch, entries, options);
  for (const name of manifest.dependencies.keys()) {
    context.fs.removeAll(`${folder}/node_modules/${name}`);
    context.fs.rename(`${scratch}/node_modules/${name}`, `${folder}/node_modules/${name}`);
    const own = entries.find((entry) => entry.path === `node_modules/${name}`);
    for (const [bin, path] of own?.bin ?? []) {
      context.fs.remove(`/usr/local/bin/${bin}`);
      context.fs.symlink(`../lib/node_modules/${name}/${path.replace(/^\.\//, '')}`, `/usr/local/bin/${bin}`);
    }
  }
  context.fs.removeAll(scratch);
  writeLog(context, options, entries.length);
  summary(context, installed, 0, { ...options, audit: false });
  return 0;
}

/** Tries it, as npm does: whoever may not make `node_modules` may not install. */
function canWrite(context: ProgramContext, folder: string): boolean {
  const place = `${folder}/node_modules`;
  if (context.fs.exists(place)) return context.fs.write(`${place}/.package-lock.json`, '').ok;
  return context.fs.mkdir(place).ok;
}

/** `npm prune`, `npm dedupe`: makes `node_modules` what the lock says. */
export const prune: Command = (context, world, options) => {
  const folder = projectFolder(context, options);
  const locked = readLock(context, folder);
  if (locked.kind !== 'found') return 0;
  const previous = installedCount(context, folder);
  const installed = writeModules(context, world, folder, chosenEntries(context, locked.lock.entries, options), options);
  summary(context, installed, previous, options);
  return 0;
};

export const uninstall: Command = (context, world, options) => {
  const folder = projectFolder(context, options);
  const found = readManifest(context, folder);
  if (found.kind !== 'found') return fail(context, options, noManifest(`${folder}/package.json`));
  const document = Object.fromEntries(
    Object.entries(found.manifest.document).map(([key, value]) => [key, /dependencies$/i.test(key) ? without(value, options.words) : value]),
  );
  context.fs.write(`${folder}/package.json`, `${JSON.stringify(document, null, 2)}\n`);
  return install(context, world, { ...options, words: [] });
};

function without(value: unknown, names: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(Object(value)).filter(([name]) => !names.includes(name)));
}

/** `express`, `express@5`, `@scope/name@^1`: name → range to save. */
function addedBy(world: NpmPart, words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.map((word): [string, string] => {
      const at = word.indexOf('@', 1);
      const name = at < 0 ? word : word.slice(0, at);
      const range = at < 0 ? '' : word.slice(at + 1);
      const chosen = chooseVersion(world, name, range);
      return [name, chosen !== undefined && !/^\d+\.\d+\.\d+$/.test(range) ? `^${chosen}` : range === '' ? '*' : range];
    }),
  );
}

function withAdded(manifest: Manifest, added: ReadonlyMap<string, string>, options: NpmOptions): Manifest {
  if (added.size === 0) return manifest;
  const group = options.save === 'devDependencies' ? 'devDependencies' : 'dependencies';
  const merged = new Map([...manifest[group], ...added]);
  const sorted = Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...manifest, [group]: merged, document: { ...manifest.document, [group]: sorted } };
}

function lockText(manifest: Manifest, entries: readonly LockEntry[]): string {
  const { name, version } = manifest;
  const own = Object.fromEntries(
    ['name', 'version', 'license', 'dependencies', 'devDependencies', 'optionalDependencies', 'engines'].flatMap((key) =>
      manifest.document[key] === undefined ? [] : [[key, manifest.document[key]]],
    ),
  );
  const packages = { '': own, ...Object.fromEntries(entries.map((entry) => [entry.path, entry.record])) };
  return `${JSON.stringify({ ...(name === '' ? {} : { name }), ...(version === '' ? {} : { version }), lockfileVersion: 3, requires: true, packages }, null, 2)}\n`;
}

function installedCount(context: ProgramContext, folder: string): number {
  const hidden = context.fs.read(`${folder}/node_modules/.package-lock.json`);
  if (!hidden.ok) return 0;
  return (new TextDecoder().decode(hidden.value).match(/^ {4}"(?:.*\/)?node_modules\//gm) ?? []).length;
}

/** Without a network an install works as far as the cache reaches. */
function offline(context: ProgramContext, world: NpmPart, entries: readonly LockEntry[], options: NpmOptions): number | undefined {
  if (context.network) return undefined;
  const folder = cacheFolder(context, options.cache);
  const missing = entries.find((entry) => entry.link === undefined && !isCached(context, folder, cachedModule(world, entry)));
  return missing === undefined ? undefined : fail(context, options, noNetwork(missing.name));
}

export function notSimulated(context: ProgramContext, code: string, what: string): number {
  context.notice({ fidelity: 'unknown', code, details: { command: what } });
  return 0;
}

/** For `npx`: a package that is fetched to run it once. */
export function fetchedEntry(world: NpmPart, name: string): LockEntry {
  return entryOf(`node_modules/${name}`, { version: chooseVersion(world, name, '') ?? '1.0.0' });
}
