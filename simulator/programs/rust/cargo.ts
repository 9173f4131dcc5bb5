import type { Program, ProgramContext } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { printedDuration } from '../cost-model';
import { isObject, objectAt, parseJson, stringAt } from '../json';
import { readText } from '../npm/manifest';
import { noteBeyond, noteCompiled, noteTestsNotRun, notSimulated } from '../stand-ins';
import { type CargoBuild, compileCrates, compileOwn, outputFolder } from './build';
import { CRATE_RELEASE_MILLISECONDS, INSTALLABLE } from './figures';
import { type CargoProject, findProject, guessedCrates, lockedCrates, lockText } from './project';
import { cargoHome, fetchCrates } from './registry';
import { isInstalledTarget, rustVersion } from './rustup';

interface CargoOptions {
  readonly command: string;
  readonly words: readonly string[];
  has(name: string): boolean;
  values(name: string): readonly string[];
}

const WITH_VALUE = new Set(
  '--target --target-dir --manifest-path --bin --package -p --features -F --jobs -j --profile --root --version --vers --git --path --recipe-path --color --config --name --example --test --branch --tag'.split(
    ' ',
  ),
);

function parse(args: readonly string[]): CargoOptions {
  const flags = new Map<string, string[]>();
  const words: string[] = [];
  const own = args.filter((word) => !word.startsWith('+'));
  for (let index = 0; index < own.length; index++) {
    const word = own[index] ?? '';
    if (word === '--') break;
    const [name = '', ...rest] = word.split('=');
    const value = rest.length > 0 ? rest.join('=') : WITH_VALUE.has(name) ? own[++index] : undefined;
    if (word.startsWith('-')) flags.set(name, [...(flags.get(name) ?? []), value ?? 'true']);
    else words.push(word);
  }
  const [command = '', ...others] = words;
  return { command, words: others, has: (name) => flags.has(name), values: (name) => flags.get(name) ?? [] };
}

const COMMANDS: Readonly<Record<string, (context: ProgramContext, options: CargoOptions) => number>> = {
  build,
  b: build,
  check: (context, options) => (prepare(context, options) === undefined ? 101 : notSimulated(context, 'cargo check')),
  fetch: (context, options) => (prepare(context, options) === undefined ? 101 : 0),
  'generate-lockfile': (context, options) => (prepare(context, options) === undefined ? 101 : 0),
  test: runTests,
  t: runTests,
  install,
  new: create,
  init: create,
  clean,
  chef,
};

/** Cargo: everything that it says is on standard error. */
export const cargo: Program = (context) => {
  const options = parse(context.args);
  if (context.args.includes('--version') || context.args.includes('-V') || options.command === 'version') {
    context.out(`cargo ${rustVersion(context)}\n`);
    return 0;
  }
  const command = COMMANDS[options.command];
  if (command !== undefined) return command(context, options);
  if (options.command === '' || OTHERS.has(options.command)) return notSimulated(context, `cargo ${options.command}`.trim());
  return fail(
    context,
    `no such command: \`${options.command}\`\n\nhelp: view all installed commands with \`cargo --list\`\nhelp: find a package to install \`${options.command}\` with \`cargo search cargo-${options.command}\``,
  );
};

const OTHERS = new Set(
  'add bench doc fix clippy fmt metadata package publish remove run rustc search tree uninstall update vendor login locate-project pkgid watch audit sqlx'.split(
    ' ',
  ),
);

function fail(context: ProgramContext, message: string): number {
  context.err(`error: ${message}\n`);
  return 101;
}

/** Finds the project, settles which crates it has, and brings them; `undefined` when something went wrong. */
function prepare(context: ProgramContext, options: CargoOptions): CargoBuild | undefined {
  const [manifest] = options.values('--manifest-path');
  const start = manifest === undefined ? context.workingDirectory : absolutePath(context, manifest).replace(/\/[^/]*$/, '');
  const found = findProject(context, start);
  if (!found.ok) {
    fail(context, found.message);
    return undefined;
  }
  const { project } = found;
  const [target] = options.values('--target');
  const release = options.has('--release') || options.has('-r') || options.values('--profile')[0] === 'release';
  const folder = absolutePath(context, options.values('--target-dir')[0] ?? context.env.get('CARGO_TARGET_DIR') ?? `${project.folder}/target`);
  const only = [...options.values('--bin'), ...options.values('-p'), ...options.values('--package')];
  const quiet = options.has('-q') || options.has('--quiet');
  const unknown = options.values('--bin').find((name) => ![project, ...project.members].some(({ binaries }) => binaries.includes(name)));
  if (unknown !== undefined) {
    fail(context, `no bin target named \`${unknown}\`${project.name === '' ? '' : ` in default-run packages`}`);
    return undefined;
  }
  const crates = settle(context, options, project);
  return crates === undefined ? undefined : { project, crates, release, target, folder, quiet, only };
}

function settle(context: ProgramContext, options: CargoOptions, project: CargoProject): CargoBuild['crates'] | undefined {
  const path = `${project.folder}/Cargo.lock`;
  const locked = lockedCrates(readText(context, path));
  const frozen = options.has('--locked') || options.has('--frozen');
  const wanted = [...new Set([project, ...project.members].flatMap(({ dependencies }) => dependencies))].filter(
    (name) => ![project, ...project.members].some((item) => item.name === name),
  );
  const lacks = locked !== undefined && wanted.some((name) => !locked.some((crate) => crate.name === name));
  if (frozen && (locked === undefined || lacks)) {
    const what =
      locked === undefined
        ? `cannot create the lock file ${path} because --locked was passed to prevent this`
        : `the lock file ${path} needs to be updated but --locked was passed to prevent this`;
    fail(context, what);
    return undefined;
  }
  const crates = locked === undefined || lacks ? guessedCrates(wanted) : locked;
  const offline = options.has('--offline') || options.has('--frozen');
  if (crates.length > 0 && (locked === undefined || lacks)) {
    if (!context.network) {
      fail(
        context,
        'failed to get crates from registry `crates-io`\n\nCaused by:\n  download of config.json failed\n\nCaused by:\n  [6] Could not resolve hostname (Could not resolve host: index.crates.io)',
      );
      return undefined;
    }
    context.err('    Updating crates.io index\n');
  }
  if (locked === undefined || lacks) {
    context.fs.write(path, lockText(project, crates));
    if (crates.length > 0) context.err(`     Locking ${crates.length} packages to latest compatible versions\n`);
  }
  const failure = fetchCrates(context, crates, offline);
  if (failure === undefined) return crates;
  fail(context, failure);
  return undefined;
}

function build(context: ProgramContext, options: CargoOptions): number {
  const plan = prepare(context, options);
  return plan === undefined ? 101 : compileAll(context, plan, true);
}

function compileAll(context: ProgramContext, plan: CargoBuild, own: boolean): number {
  if (plan.target !== undefined && !isInstalledTarget(context, plan.target)) {
    context.err(
      `error[E0463]: can't find crate for \`core\`\n  |\n  = note: the \`${plan.target}\` target may not be installed\n  = help: consider downloading the target with \`rustup target add ${plan.target}\`\n`,
    );
    return 101;
  }
  const compiled = compileCrates(context, plan);
  const status = own ? compileOwn(context, plan) : 0;
  if (status !== 0) return status;
  const time = printedDuration(compiled * CRATE_RELEASE_MILLISECONDS + 2_000);
  if (!plan.quiet)
    context.err(
      `    Finished \`${plan.release ? 'release' : 'dev'}\` profile [${plan.release ? 'optimized' : 'unoptimized + debuginfo'}] target(s) in ${time}\n`,
    );
  return 0;
}

/** Tests are compiled; whether they pass cannot be told. */
function runTests(context: ProgramContext, options: CargoOptions): number {
  const status = build(context, options);
  if (status === 0) noteTestsNotRun(context, 'cargo test');
  return status;
}

function install(context: ProgramContext, options: CargoOptions): number {
  if (options.values('--path').length > 0) return installPath(context, options);
  if (options.words.length === 0) return fail(context, '`cargo install` needs the name of a crate, or `--path`');
  for (const word of options.words) {
    const [name = '', version] = word.split('@');
    const tool = INSTALLABLE[name];
    if (!context.network)
      return fail(
        context,
        'failed to fetch `https://index.crates.io/config.json`\n\nCaused by:\n  [6] Could not resolve hostname (Could not resolve host: index.crates.io)',
      );
    context.err('    Updating crates.io index\n');
    if (tool === undefined) {
      noteBeyond(context, name, Object.keys(INSTALLABLE));
      return fail(context, `could not find \`${name}\` in registry \`crates-io\` with version \`*\``);
    }
    const [newest, crates, megabytes] = tool;
    const chosen = version ?? options.values('--version')[0] ?? newest;
    const list = Array.from({ length: crates }, (_, index) => ({ name: `crate-${name}-${index}`, version: '1.0.0' }));
    fetchCrates(context, list, false);
    context.err(`  Installing ${name} v${chosen}\n`);
    // It is built in a folder of its own, which is gone afterwards.
    context.work({ kind: 'compute', milliseconds: crates * CRATE_RELEASE_MILLISECONDS });
    const path = `${options.values('--root')[0] ?? cargoHome(context)}/bin/${name.replace(/_cli$|(?<=sqlx)-cli$/, '')}`;
    context.fs.mkdirAll(path.replace(/\/[^/]*$/, ''));
    const program = name === 'cargo-chef' ? { program: 'cargo-chef' } : {};
    context.fs.write(
      path,
      {
        kind: 'generated',
        seed: `cargo install ${name}@${chosen}`,
        sizeBytes: megabytes * 1_000_000,
        loader: '/lib64/ld-linux-x86-64.so.2',
        ...program,
      },
      { mode: 0o755 },
    );
    context.err(`   Installed package \`${name} v${chosen}\`\n`);
  }
  noteCompiled(context, 'cargo install');
  return 0;
}

function installPath(context: ProgramContext, options: CargoOptions): number {
  const folder = absolutePath(context, options.values('--path')[0] ?? '.');
  const inside = { ...context, workingDirectory: folder };
  const release: CargoOptions = { ...options, has: (name) => name === '--release' || options.has(name) };
  const plan = prepare(inside, release);
  if (plan === undefined) return 101;
  const status = compileAll(inside, plan, true);
  if (status !== 0) return status;
  const root = absolutePath(context, options.values('--root')[0] ?? cargoHome(context));
  context.fs.mkdirAll(`${root}/bin`);
  for (const name of [plan.project, ...plan.project.members].flatMap(({ binaries }) => binaries)) {
    const content = context.fs.content(`${outputFolder(plan)}/${name}`);
    if (!content.ok) continue;
    context.err(`  Installing ${root}/bin/${name}\n`);
    context.fs.write(`${root}/bin/${name}`, content.value, { mode: 0o755 });
  }
  return 0;
}

/** `cargo new` and `cargo init`, with which Dockerfiles make a placeholder to compile dependencies with. */
function create(context: ProgramContext, options: CargoOptions): number {
  const isNew = options.command === 'new';
  const folder = absolutePath(context, options.words[0] ?? '.');
  const name = options.values('--name')[0] ?? (folder.split('/').at(-1) || 'app');
  if (isNew && context.fs.exists(folder))
    return fail(context, `destination \`${folder}\` already exists\n\nUse \`cargo init\` to initialize the directory`);
  if (context.fs.exists(`${folder}/Cargo.toml`)) return fail(context, '`cargo init` cannot be run on existing Cargo packages');
  const library = options.has('--lib');
  context.fs.mkdirAll(`${folder}/src`);
  context.fs.write(`${folder}/Cargo.toml`, `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\n`);
  const main = library ? 'pub fn add(left: u64, right: u64) -> u64 {\n    left + right\n}\n' : 'fn main() {\n    println!("Hello, world!");\n}\n';
  const path = `${folder}/src/${library ? 'lib' : 'main'}.rs`;
  if (!context.fs.exists(path)) context.fs.write(path, main);
  context.err(`    Creating ${library ? 'library' : 'binary (application)'}${isNew ? ` \`${name}\`` : ''} package\n`);
  return 0;
}

function clean(context: ProgramContext, options: CargoOptions): number {
  const found = findProject(context, context.workingDirectory);
  if (!found.ok) return fail(context, found.message);
  if (options.values('-p').length > 0) return notSimulated(context, 'cargo clean -p');
  context.fs.removeAll(`${found.project.folder}/target`);
  return 0;
}

/** `cargo chef`: the recipe holds manifests and lock file alone, so that a change of the sources leaves it as it is. */
function chef(context: ProgramContext, options: CargoOptions): number {
  if (!context.fs.exists(`${cargoHome(context)}/bin/cargo-chef`))
    return fail(
      context,
      'no such command: `chef`\n\nhelp: view all installed commands with `cargo --list`\nhelp: find a package to install `chef` with `cargo search cargo-chef`',
    );
  const path = absolutePath(context, options.values('--recipe-path')[0] ?? 'recipe.json');
  if (options.words[0] === 'prepare') return chefPrepare(context, path);
  return options.words[0] === 'cook' ? chefCook(context, options, path) : notSimulated(context, `cargo chef ${options.words[0] ?? ''}`);
}

function chefPrepare(context: ProgramContext, path: string): number {
  const found = findProject(context, context.workingDirectory);
  if (!found.ok) return fail(context, found.message);
  const { project } = found;
  const manifests = [project, ...project.members].map(({ folder }) => ({
    relative_path: `${folder.slice(project.folder.length + 1)}/Cargo.toml`.replace(/^\//, ''),
    contents: readText(context, `${folder}/Cargo.toml`) ?? '',
  }));
  const dependencies = [...new Set([project, ...project.members].flatMap((item) => item.dependencies))];
  const recipe = { skeleton: { manifests, config_file: null, lock_file: readText(context, `${project.folder}/Cargo.lock`) ?? null }, dependencies };
  context.fs.write(path, JSON.stringify(recipe));
  return 0;
}

function chefCook(context: ProgramContext, options: CargoOptions, path: string): number {
  const parsed = parseJson(readText(context, path) ?? '');
  if (!parsed.ok || !isObject(parsed.value)) return fail(context, `Failed to read recipe from \`${path}\``);
  const skeleton = objectAt(parsed.value, 'skeleton');
  const listed = Array.isArray(parsed.value.dependencies) ? parsed.value.dependencies.filter((item): item is string => typeof item === 'string') : [];
  const crates = lockedCrates(stringAt(skeleton, 'lock_file')) ?? guessedCrates(listed);
  const failure = fetchCrates(context, crates, false);
  if (failure !== undefined) return fail(context, failure);
  const manifests = Array.isArray(skeleton.manifests) ? skeleton.manifests : [];
  for (const item of manifests) {
    const target = `${context.workingDirectory}/${stringAt(item, 'relative_path') ?? 'Cargo.toml'}`;
    context.fs.mkdirAll(target.replace(/\/[^/]*$/, ''));
    context.fs.write(target, stringAt(item, 'contents') ?? '');
  }
  const project: CargoProject = {
    folder: context.workingDirectory,
    name: '',
    version: '',
    binaries: [],
    isLibrary: false,
    members: [],
    dependencies: [],
    release: { strip: false, lto: false },
  };
  const folder = context.env.get('CARGO_TARGET_DIR') ?? `${context.workingDirectory}/target`;
  const plan = { project, crates, release: options.has('--release'), target: options.values('--target')[0], folder, quiet: false, only: [] };
  const status = compileAll(context, plan, false);
  noteCompiled(context, 'cargo chef cook');
  return status;
}
