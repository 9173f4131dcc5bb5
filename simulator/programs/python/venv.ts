import type { PipPart } from '../../catalog/parts';
import { BUNDLED_PIP_VERSIONS } from '../../catalog/rootfs/software-python';
import { bytesContent } from '../../fs/content';
import type { ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { type NewNode, subtreeOf } from '../subtree';
import { distributionFiles } from './distribution-files';
import { baseName, type Installation, installationAt, isAtLeast, isMusl, machineOf } from './installation';
import { installedIn } from './installed';
import { distributionOf } from './world';
import { creationOf } from './write-distribution';

export interface VenvOptions {
  readonly folders: readonly string[];
  readonly withPip: boolean;
  readonly systemSites: boolean;
  readonly clear: boolean;
  readonly prompt: string | undefined;
}

/** Copying pip out of the bundled wheel and compiling it. */
const WITH_PIP_MILLISECONDS = 2_300;
const PLAIN_MILLISECONDS = 120;

export function parseVenvOptions(args: readonly string[]): VenvOptions | undefined {
  const folders: string[] = [];
  const found = { withPip: true, systemSites: false, clear: false, prompt: undefined as string | undefined };
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    if (word === '--without-pip') found.withPip = false;
    else if (word === '--system-site-packages') found.systemSites = true;
    else if (word === '--clear') found.clear = true;
    else if (word === '--prompt') found.prompt = args[++index];
    else if (word.startsWith('--prompt=')) found.prompt = word.slice('--prompt='.length);
    else if (/^--(?:copies|symlinks|upgrade|upgrade-deps|without-scm-ignore-files)$/.test(word)) continue;
    else if (word.startsWith('-')) return undefined;
    else folders.push(word);
  }
  return { folders, ...found };
}

/** `python -m venv`: links to the Python that ran, scripts to switch over, and its own pip. */
export function createVenv(context: ProgramContext, python: Installation, world: PipPart | undefined, options: VenvOptions): number {
  for (const written of options.folders) {
    const folder = context.resolve(written).replace(/\/+$/, '');
    if (options.clear) context.fs.removeAll(folder);
    const made = context.fs.mkdirAll(folder);
    if (!made.ok) {
      context.err(`Error: [Errno 13] Permission denied: '${folder}'\n`);
      return 1;
    }
    const nodes = venvNodes(context, python, folder, options);
    mergeTree(context.fs, folder, subtreeOf(nodes, creationOf(context)));
    for (const path of emptyFolders(python)) context.fs.mkdirAll(`${folder}/${path}`);
    context.work({ kind: 'compute', milliseconds: options.withPip ? WITH_PIP_MILLISECONDS : PLAIN_MILLISECONDS });
    if (!options.withPip) continue;
    if (lacksEnsurepip(context, python)) return ensurepipMissing(context, python, folder);
    if (world !== undefined) installBundled(context, python, world, folder);
  }
  return 0;
}

function venvNodes(context: ProgramContext, python: Installation, folder: string, options: VenvOptions): readonly NewNode[] {
  const called = /^python(?:3(?:\.\d+)?)?$/.test(baseName(python.executable)) ? baseName(python.executable) : 'python3';
  const base = baseExecutable(context, python);
  const names = ['python', 'python3', `python${python.minor}`];
  const text = (path: string, value: string, mode = 0o644): NewNode => ({ kind: 'file', path, content: bytesContent(value), mode });
  const prompt = options.prompt ?? baseName(folder);
  const configuration = [
    `home = ${base.slice(0, base.lastIndexOf('/'))}`,
    `include-system-site-packages = ${options.systemSites}`,
    `version = ${python.version}`,
    `executable = ${realPath(context, base)}`,
    `command = ${base} -m venv ${folder}`,
  ];
  return [
    ...names.map((name): NewNode => ({ kind: 'symlink', path: `bin/${name}`, target: name === called ? base : called })),
    { kind: 'symlink', path: 'lib64', target: 'lib' },
    text('bin/activate', activateScript(folder, prompt)),
    text('bin/activate.csh', ACTIVATE_ELSEWHERE.repeat(18)),
    text('bin/activate.fish', ACTIVATE_ELSEWHERE.repeat(43)),
    text('bin/Activate.ps1', ACTIVATE_ELSEWHERE.repeat(180)),
    text('pyvenv.cfg', `${configuration.join('\n')}\n`),
    ...(isAtLeast(python, '3.13') ? [text('.gitignore', '# Created by venv; see https://docs.python.org/3/library/venv.html\n*\n')] : []),
  ];
}

function emptyFolders(python: Installation): readonly string[] {
  return [`include/python${python.minor}`, `lib/python${python.minor}/site-packages`];
}

/** Through environments to the Python that they were made from. */
function baseExecutable(context: ProgramContext, python: Installation): string {
  if (!python.virtual) return python.executable;
  const real = context.fs.realpath(python.executable);
  return real.ok ? real.value : python.executable;
}

function realPath(context: ProgramContext, path: string): string {
  const real = context.fs.realpath(path);
  return real.ok ? real.value : path;
}

const ACTIVATE_ELSEWHERE = '# Activation for another shell than sh, left out.\n';

/** Ours, to the same effect: PATH and prompt change, `deactivate` puts them back. Works in dash, ash and bash. */
function activateScript(folder: string, prompt: string): string {
  return `# Use it with ". bin/activate".

deactivate () {
    if [ -n "\${_OLD_VIRTUAL_PATH:-}" ] ; then
        PATH="\${_OLD_VIRTUAL_PATH:-}"
        export PATH
        unset _OLD_VIRTUAL_PATH
    fi
    if [ -n "\${_OLD_VIRTUAL_PYTHONHOME:-}" ] ; then
        PYTHONHOME="\${_OLD_VIRTUAL_PYTHONHOME:-}"
        export PYTHONHOME
        unset _OLD_VIRTUAL_PYTHONHOME
    fi
    if [ -n "\${_OLD_VIRTUAL_PS1:-}" ] ; then
        PS1="\${_OLD_VIRTUAL_PS1:-}"
        export PS1
        unset _OLD_VIRTUAL_PS1
    fi
    unset VIRTUAL_ENV
    unset VIRTUAL_ENV_PROMPT
    if [ ! "\${1:-}" = "nondestructive" ] ; then
        unset -f deactivate
    fi
}

deactivate nondestructive

VIRTUAL_ENV="${folder}"
export VIRTUAL_ENV

_OLD_VIRTUAL_PATH="$PATH"
PATH="$VIRTUAL_ENV/bin:$PATH"
export PATH

VIRTUAL_ENV_PROMPT="(${prompt}) "
export VIRTUAL_ENV_PROMPT

if [ -n "\${PYTHONHOME:-}" ] ; then
    _OLD_VIRTUAL_PYTHONHOME="\${PYTHONHOME:-}"
    unset PYTHONHOME
fi

if [ -z "\${VIRTUAL_ENV_DISABLE_PROMPT:-}" ] ; then
    _OLD_VIRTUAL_PS1="\${PS1:-}"
    PS1="(${prompt}) \${PS1:-}"
    export PS1
fi
`;
}

/** Debian keeps ensurepip in a package of its own. */
function lacksEnsurepip(context: ProgramContext, python: Installation): boolean {
  return python.managed === 'debian' && !context.fs.exists(`/usr/lib/python${python.minor}/ensurepip`);
}

function ensurepipMissing(context: ProgramContext, python: Installation, folder: string): number {
  context.out(
    [
      'The virtual environment was not created successfully because ensurepip is not',
      'available.  On Debian/Ubuntu systems, you need to install the python3-venv',
      'package using the following command.',
      '',
      `    apt install python${python.minor}-venv`,
      '',
      'You may need to use sudo with that command.  After installing the python3-venv',
      'package, recreate your virtual environment.',
      '',
      `Failing command: ${folder}/bin/python3`,
      '',
      '',
    ].join('\n'),
  );
  return 1;
}

/** The wheels that a Python brings along: pip, and setuptools before 3.12. */
function installBundled(context: ProgramContext, base: Installation, world: PipPart, folder: string): void {
  const python = installationAt(context, `${folder}/bin/python3`) ?? base;
  const creation = creationOf(context);
  for (const name of isAtLeast(base, '3.12') ? ['pip'] : ['setuptools', 'pip']) {
    const distribution = distributionOf(world, name);
    if (distribution === undefined) continue;
    const version = bundledVersion(context, base, name) ?? distribution.version;
    const files = distributionFiles(name, version, distribution, {
      digits: base.minor.replace('.', ''),
      machine: machineOf(context),
      musl: isMusl(context),
      compile: true,
      requested: true,
      executable: `${folder}/bin/${baseName(base.executable).startsWith('python') ? baseName(base.executable) : 'python3'}`,
      toScripts: '../../../bin',
      installer: 'pip',
    });
    context.fs.mkdirAll(python.sitePackages);
    mergeTree(context.fs, python.sitePackages, subtreeOf(files.site, creation));
    mergeTree(context.fs, `${folder}/bin`, subtreeOf(files.scripts, creation));
    context.work({ kind: 'unpack', bytes: files.bytes, files: files.files });
    context.notice({
      fidelity: 'modelled',
      code: 'pip-packages',
      details: { packages: 1, source: world.provenance.source, asOf: world.provenance.asOf },
    });
  }
}

/** What the release brings along, however much the installed pip was upgraded; Debian keeps the wheels of its own packages. */
export function bundledVersion(context: ProgramContext, base: Installation, name: string): string | undefined {
  if (base.managed === 'debian')
    return installedIn(context, '/usr/lib/python3/dist-packages').find((item) => item.name === name)?.version ?? DEBIAN_WHEELS[name];
  return name === 'pip' ? BUNDLED_PIP_VERSIONS[base.minor] : SETUPTOOLS_BEFORE_3_12;
}

/** Of python3-pip-whl and python3-setuptools-whl in Debian 12. */
const DEBIAN_WHEELS: Readonly<Record<string, string>> = { pip: '23.0.1', setuptools: '66.1.1' };
const SETUPTOOLS_BEFORE_3_12 = '65.5.0';

export function venvUsage(context: ProgramContext): number {
  context.err(
    'usage: venv [-h] [--system-site-packages] [--symlinks | --copies] [--clear]\n            [--upgrade] [--without-pip] [--prompt PROMPT] [--upgrade-deps]\n            ENV_DIR [ENV_DIR ...]\nvenv: error: the following arguments are required: ENV_DIR\n',
  );
  return 2;
}
