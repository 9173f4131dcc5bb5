import type { Program, ProgramContext } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { isObject, objectAt, parseJson, stringAt, textEntries } from '../json';
import { mergeTree } from '../merge-tree';
import { homeOf } from '../npm/cache';
import { readText } from '../npm/manifest';
import { creationOf, noteDependencies, notSimulated, spreadFiles, standIn } from '../stand-ins';
import { subtreeOf } from '../subtree';

interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly bin: readonly string[];
}

/** Of a package, as archive and unpacked: what a Laravel application's hundred packages have on average, roughly. */
const ARCHIVE_BYTES = 95_000;
const PACKAGE_BYTES = 420_000;
const PACKAGE_FILES = 62;
const CLASSMAP_BYTES_PER_PACKAGE = 5_200;
const START_MILLISECONDS = 500;
const PACKAGE_MILLISECONDS = 25;

/** Composer, on what composer.lock names. It reports on standard error. */
export const composer: Program = (context) => {
  const [command] = context.args.filter((word) => !word.startsWith('-'));
  if (context.args.includes('--version') || context.args.includes('-V')) return notSimulated(context, 'composer --version');
  if (command === 'dump-autoload' || command === 'dumpautoload') return dumpAutoload(context);
  if (command !== 'install' && command !== 'i') return notSimulated(context, `composer ${command ?? ''}`.trim());
  const at = context.args.findIndex((word) => word === '-d' || word === '--working-dir');
  const folder = at < 0 ? context.workingDirectory : absolutePath(context, context.args[at + 1] ?? '.');
  return install(context, folder);
};

function install(context: ProgramContext, folder: string): number {
  const manifest = readText(context, `${folder}/composer.json`);
  if (manifest === undefined) {
    context.err(
      `Composer could not find a composer.json file in ${folder}\nTo initialize a project, please create a composer.json file. See https://getcomposer.org/basic-usage\n`,
    );
    return 1;
  }
  const project = parseJson(manifest);
  if (!project.ok) {
    context.err(`In JsonFile.php line 347:\n\n  "./composer.json" does not contain valid JSON\n  ${project.message}\n`);
    return 1;
  }
  const lock = readText(context, `${folder}/composer.lock`);
  if (lock === undefined)
    context.err(
      'No composer.lock file present. Updating dependencies to latest instead of installing from lock file. See https://getcomposer.org/install for more information.\n',
    );
  const noDev = context.args.includes('--no-dev') || context.env.get('COMPOSER_NO_DEV') === '1';
  const packages = lock === undefined ? namedIn(project.value, noDev) : lockedIn(lock, noDev);
  context.err(`Installing dependencies from lock file${noDev ? '' : ' (including require-dev)'}\n`);
  const missing = packages.filter(({ name }) => !context.fs.exists(`${folder}/vendor/${name}`));
  if (missing.length > 0 && !context.network) {
    context.err(
      'In CurlDownloader.php line 401:\n\n  curl error 6 while downloading https://repo.packagist.org/packages.json: Could not resolve host: repo.packagist.org\n',
    );
    return 100;
  }
  if (lock === undefined && packages.length > 0) context.notice({ fidelity: 'modelled', code: 'gems-unlocked', details: { gems: packages.length } });
  context.err(
    missing.length === 0
      ? 'Nothing to install, update or remove\n'
      : `Package operations: ${missing.length} install${missing.length === 1 ? '' : 's'}, 0 updates, 0 removals\n`,
  );
  for (const { name, version } of missing) context.err(`  - Installing ${name} (${version}): Extracting archive\n`);
  store(context, folder, packages, missing);
  context.err(`Generating ${optimised(context) ? 'optimized ' : ''}autoload files\n`);
  return 0;
}

function optimised(context: ProgramContext): boolean {
  return context.args.some((word) => ['-o', '--optimize-autoloader', '-a', '--classmap-authoritative', '--optimize'].includes(word));
}

function lockedIn(text: string, noDev: boolean): readonly LockedPackage[] {
  const parsed = parseJson(text);
  const groups = parsed.ok && isObject(parsed.value) ? [parsed.value.packages, ...(noDev ? [] : [parsed.value['packages-dev']])] : [];
  return groups
    .flatMap((group) => (Array.isArray(group) ? group : []))
    .flatMap((item) => {
      const name = stringAt(item, 'name');
      const bin = isObject(item) && Array.isArray(item.bin) ? item.bin.filter((path): path is string => typeof path === 'string') : [];
      return name === undefined ? [] : [{ name, version: stringAt(item, 'version') ?? '1.0.0', bin }];
    });
}

function namedIn(document: unknown, noDev: boolean): readonly LockedPackage[] {
  const named = [...textEntries(objectAt(document, 'require')), ...(noDev ? [] : textEntries(objectAt(document, 'require-dev')))];
  return named.filter(([name]) => name.includes('/')).map(([name, range]) => ({ name, version: range.replace(/^[^\d]*/, ''), bin: [] }));
}

function store(context: ProgramContext, folder: string, packages: readonly LockedPackage[], missing: readonly LockedPackage[]): void {
  const creation = creationOf(context);
  const nodes = missing.flatMap(({ name, version }) => [
    standIn(`${name}/composer.json`, `${name} ${version}`, 1_300, { text: true }),
    ...spreadFiles({ folder: `${name}/src`, files: PACKAGE_FILES - 1, bytes: PACKAGE_BYTES - 1_300, ending: '.php', seed: `${name} ${version}` }),
  ]);
  context.fs.mkdirAll(`${folder}/vendor/composer`);
  mergeTree(context.fs, `${folder}/vendor`, subtreeOf(nodes, creation));
  for (const { name, bin } of missing)
    for (const path of bin) {
      context.fs.mkdirAll(`${folder}/vendor/bin`);
      context.fs.write(
        `${folder}/vendor/bin/${path.split('/').at(-1) ?? path}`,
        { kind: 'generated', seed: `${name} ${path}`, sizeBytes: 3_300, texture: 'text' },
        { mode: 0o755 },
      );
    }
  writeAutoloader(context, folder, packages);
  const cached = missing.map(({ name, version }) => standIn(`${name}/${version}.zip`, `${name} ${version}`, ARCHIVE_BYTES));
  const cache = `${context.env.get('COMPOSER_CACHE_DIR') ?? `${context.env.get('COMPOSER_HOME') ?? `${homeOf(context)}/.composer`}/cache`}/files`;
  const fresh = missing.filter(({ name, version }) => !context.fs.exists(`${cache}/${name}/${version}.zip`)).length;
  if (missing.length > 0) {
    context.fs.mkdirAll(cache);
    mergeTree(context.fs, cache, subtreeOf(cached, creation));
  }
  context.work({ kind: 'download', bytes: fresh * ARCHIVE_BYTES, requests: fresh });
  context.work({ kind: 'unpack', bytes: missing.length * PACKAGE_BYTES, files: missing.length * PACKAGE_FILES });
  context.work({ kind: 'compute', milliseconds: START_MILLISECONDS + packages.length * PACKAGE_MILLISECONDS });
  noteDependencies(
    context,
    { source: 'packagist.org', asOf: '2026-11' },
    missing.length,
    missing.map(({ name }) => name),
  );
}

/** An optimised autoloader has a line for every class. */
function writeAutoloader(context: ProgramContext, folder: string, packages: readonly LockedPackage[]): void {
  const names = packages.map(({ name }) => name).join(' ');
  const classmap = 220 + (optimised(context) ? packages.length * CLASSMAP_BYTES_PER_PACKAGE : 0);
  const files = [
    standIn('composer/autoload_classmap.php', names, classmap, { text: true }),
    standIn('composer/autoload_real.php', names, 1_700, { text: true }),
    standIn('composer/autoload_static.php', names, classmap + packages.length * 180, { text: true }),
    standIn('composer/installed.json', names, packages.length * 2_100 + 40, { text: true }),
    standIn('composer/ClassLoader.php', 'composer', 16_378, { text: true }),
    standIn('autoload.php', names, 748, { text: true }),
  ];
  context.fs.mkdirAll(`${folder}/vendor/composer`);
  mergeTree(context.fs, `${folder}/vendor`, subtreeOf(files, creationOf(context)));
}

function dumpAutoload(context: ProgramContext): number {
  const lock = readText(context, `${context.workingDirectory}/composer.lock`);
  writeAutoloader(context, context.workingDirectory, lock === undefined ? [] : lockedIn(lock, context.args.includes('--no-dev')));
  context.err(`Generating ${optimised(context) ? 'optimized ' : ''}autoload files\n`);
  return 0;
}

/** `php`: its version; scripts are not executed, but Composer's own file is known. */
export const php: Program = (context) => {
  const [first = ''] = context.args;
  if (/(?:^|\/)composer(?:\.phar)?$/.test(first)) return composer({ ...context, args: context.args.slice(1) });
  const version = context.env.get('PHP_VERSION');
  if (!['-v', '--version'].includes(first) || version === undefined) return notSimulated(context, ['php', ...context.args.slice(0, 1)].join(' '));
  context.out(
    `PHP ${version} (cli) (NTS)\nCopyright (c) The PHP Group\nZend Engine v4.${version.split('.')[1] ?? '3'}.${version.split('.')[2] ?? '0'}, Copyright (c) Zend Technologies\n`,
  );
  context.notice({ fidelity: 'modelled', code: 'compiled-output', details: { tool: 'php -v' } });
  return 0;
};
