import { cleanPath } from '../../fs/path';
import type { ProgramContext } from '../../shell/types';
import { compareVersionTexts } from './version';

/** One Python as a process sees it: where it is, what it is, where packages go. Paths are absolute. */
export interface Installation {
  /** `sys.executable`. */
  readonly executable: string;
  /** As `3.12`, and with its patch release as far as that is known. */
  readonly minor: string;
  readonly version: string;
  /** Where scripts and libraries of this environment are put: `/usr/local`, or the virtual environment's folder. */
  readonly prefix: string;
  readonly virtual: boolean;
  /** Installed from the distribution's packages, which pip must not touch (PEP 668). */
  readonly managed: 'debian' | 'alpine' | undefined;
  /** Where an install puts packages and scripts. */
  readonly sitePackages: string;
  readonly scripts: string;
  /** Further folders that are searched for packages, after `sitePackages`. */
  readonly otherSites: readonly string[];
  /** Of `pip install --user`. */
  readonly userBase: string;
}

/** `python3.12`, `pip3` and the like; not `python3-config`. */
const PYTHON_NAME = /^python(?:3(?:\.\d+)?)?$/;

/** The Python that runs as this process, or that a `pip` of the same folder belongs to. */
export function installationOf(context: ProgramContext): Installation | undefined {
  const called = locate(context, context.calledAs);
  if (called === undefined) return undefined;
  if (PYTHON_NAME.test(baseName(called))) return installationAt(context, called);
  const folder = called.slice(0, called.lastIndexOf('/'));
  const beside = ['python3', 'python'].map((name) => `${folder}/${name}`).find((path) => context.fs.exists(path));
  return beside === undefined ? firstOnPath(context) : installationAt(context, beside);
}

/** The first `python3` that a shell would find. */
export function firstOnPath(context: ProgramContext): Installation | undefined {
  const found = locate(context, 'python3') ?? locate(context, 'python');
  return found === undefined ? undefined : installationAt(context, found);
}

/** Absolute path of a command as the shell finds it. */
export function locate(context: ProgramContext, name: string): string | undefined {
  if (name.includes('/')) return cleanPath(context.resolve(name));
  return (context.env.get('PATH') ?? '/usr/local/bin:/usr/bin:/bin')
    .split(':')
    .map((folder) => `${folder === '' ? context.workingDirectory : folder}/${name}`)
    .find((path) => {
      const node = context.fs.stat(path);
      return node.ok && node.value.kind === 'file' && (node.value.mode & 0o111) !== 0;
    });
}

export function installationAt(context: ProgramContext, executable: string): Installation | undefined {
  const real = context.fs.realpath(executable);
  if (!real.ok || !context.fs.exists(real.value)) return undefined;
  const minor = /^python(\d\.\d+)$/.exec(baseName(real.value))?.[1] ?? minorOf(context);
  const version = versionOf(context, real.value, minor);
  const userBase = context.env.get('PYTHONUSERBASE') ?? `${homeOf(context)}/.local`;
  const environment = virtualPrefix(context, executable);
  if (environment !== undefined) {
    const sitePackages = `${environment.prefix}/lib/python${minor}/site-packages`;
    const base = environment.systemSites ? baseSites(context, real.value, minor) : undefined;
    return {
      executable,
      minor,
      version,
      prefix: environment.prefix,
      virtual: true,
      managed: undefined,
      sitePackages,
      scripts: `${environment.prefix}/bin`,
      otherSites: base === undefined ? [] : [base.sitePackages, ...base.otherSites],
      userBase,
    };
  }
  const prefix = real.value.startsWith('/usr/local/') ? '/usr/local' : real.value.replace(/\/bin\/[^/]+$/, '') || '/usr';
  const sites = baseSites(context, real.value, minor);
  return { executable, minor, version, prefix, virtual: false, ...sites, userBase };
}

/** A `pyvenv.cfg` beside the executable or one folder up makes an environment, whatever the links lead to. */
function virtualPrefix(context: ProgramContext, executable: string): { readonly prefix: string; readonly systemSites: boolean } | undefined {
  const folder = executable.slice(0, executable.lastIndexOf('/'));
  const up = folder.slice(0, folder.lastIndexOf('/'));
  for (const prefix of [folder, up]) {
    const read = context.fs.read(`${prefix}/pyvenv.cfg`);
    if (read.ok) return { prefix, systemSites: /include-system-site-packages\s*=\s*true/i.test(new TextDecoder().decode(read.value)) };
  }
  return undefined;
}

/** Debian's own Python installs below /usr/local, in a folder that its packages do not use. */
function baseSites(context: ProgramContext, real: string, minor: string): Pick<Installation, 'managed' | 'sitePackages' | 'scripts' | 'otherSites'> {
  const prefix = real.replace(/\/bin\/[^/]+$/, '');
  const own = { sitePackages: `${prefix}/lib/python${minor}/site-packages`, scripts: `${prefix}/bin`, otherSites: [] };
  if (!/^\/usr\/bin\//.test(real)) return { managed: undefined, ...own };
  if (context.fs.exists('/etc/alpine-release')) return { managed: 'alpine', ...own };
  return {
    managed: context.fs.exists(`/usr/lib/python${minor}/EXTERNALLY-MANAGED`) ? 'debian' : undefined,
    sitePackages: `/usr/local/lib/python${minor}/dist-packages`,
    scripts: '/usr/local/bin',
    otherSites: ['/usr/lib/python3/dist-packages'],
  };
}

function minorOf(context: ProgramContext): string {
  return context.env.get('PYTHON_VERSION')?.split('.').slice(0, 2).join('.') ?? '3.12';
}

/** The official images name their release in the environment; system packages say theirs in the package database. */
function versionOf(context: ProgramContext, real: string, minor: string): string {
  const named = context.env.get('PYTHON_VERSION');
  if (real.startsWith('/usr/local/') && named?.startsWith(`${minor}.`) === true) return named;
  const database = context.fs.exists('/etc/alpine-release') ? '/lib/apk/db/installed' : '/var/lib/dpkg/status';
  const read = context.fs.read(database);
  const text = read.ok ? new TextDecoder().decode(read.value) : '';
  const pattern = new RegExp(
    `^(?:Package: python${minor.replace('.', '\\.')}(?:-minimal)?\\n(?:.+\\n)*?Version: |P:python3\\nV:)(\\d+\\.\\d+\\.\\d+)`,
    'm',
  );
  return pattern.exec(text)?.[1] ?? LAST_KNOWN[minor] ?? `${minor}.0`;
}

/** Releases of the images that a Python of unknown patch release is most likely of. */
const LAST_KNOWN: Readonly<Record<string, string>> = { '3.11': '3.11.14', '3.12': '3.12.12', '3.13': '3.13.9', '3.14': '3.14.0' };

/** Every folder in which packages are looked for, the one that installs go to first. */
export function searchedSites(context: ProgramContext, python: Installation): readonly string[] {
  const user = python.virtual ? [] : [userSite(python)];
  return [...user.filter((folder) => context.fs.exists(folder)), python.sitePackages, ...python.otherSites];
}

export function userSite(python: Installation): string {
  return `${python.userBase}/lib/python${python.minor}/site-packages`;
}

export function homeOf(context: ProgramContext): string {
  const home = context.env.get('HOME');
  if (home !== undefined && home !== '') return home === '/' ? '' : home;
  if (context.identity.uid === 0) return '/root';
  const accounts = context.fs.read('/etc/passwd');
  const line = accounts.ok
    ? new TextDecoder()
        .decode(accounts.value)
        .split('\n')
        .find((row) => row.split(':')[2] === String(context.identity.uid))
    : undefined;
  const found = line?.split(':')[5] ?? '';
  return found === '/' ? '' : found;
}

/** As wheels name it. */
export function machineOf(context: ProgramContext): 'x86_64' | 'aarch64' {
  const arm = context.fs.exists('/usr/lib/aarch64-linux-gnu') || context.fs.exists('/lib/ld-musl-aarch64.so.1');
  return arm ? 'aarch64' : 'x86_64';
}

export function isMusl(context: ProgramContext): boolean {
  return context.fs.exists('/etc/alpine-release');
}

/** `python -V` of at least this minor version. */
export function isAtLeast(python: Installation, minor: string): boolean {
  return compareVersionTexts(python.minor, minor) >= 0;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
