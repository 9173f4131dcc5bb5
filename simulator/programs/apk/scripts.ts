import { APPLETS } from '../../catalog/rootfs/alpine';
import type { ProgramContext } from '../../shell/types';
import { refreshCertificates } from '../update-ca-certificates';
import type { InstalledPackages } from './database';
import { linesAt } from './text-file';

type ScriptName = 'pre-install' | 'post-install' | 'pre-deinstall' | 'post-deinstall';
type Script = (context: ProgramContext) => void;

/** What packages' own scripts do, where it leaves something. A script without effect here still says that it ran. */
const SCRIPTS: Readonly<Record<string, Partial<Readonly<Record<ScriptName, Script>>>>> = {
  apache2: { 'pre-install': account('apache', '/var/www', ['-g', 'apache']) },
  bash: { 'post-install': addShell('/bin/bash'), 'pre-deinstall': removeShell('/bin/bash') },
  haproxy: { 'pre-install': account('haproxy', '/var/lib/haproxy', ['-g', 'haproxy']) },
  mariadb: { 'pre-install': account('mysql', '/var/lib/mysql', ['-g', 'mysql']) },
  memcached: { 'pre-install': account('memcached', '/home/memcached', ['-g', 'memcached']) },
  nginx: { 'pre-install': account('nginx', '/var/lib/nginx', ['-g', 'nginx']), 'post-install': () => undefined },
  'postgresql-common': { 'pre-install': account('postgres', '/var/lib/postgresql', ['-u', '70', '-g', 'PostgreSQL user'], '/bin/sh', '70') },
  redis: { 'pre-install': account('redis', '/var/lib/redis', ['-g', 'redis']), 'post-install': () => undefined },
  valkey: { 'pre-install': account('valkey', '/var/lib/valkey', ['-g', 'valkey']) },
  zsh: { 'post-install': addShell('/bin/zsh'), 'pre-deinstall': removeShell('/bin/zsh') },
};

export function hasScript(name: string): boolean {
  return SCRIPTS[name] !== undefined;
}

/** Runs a script and says so; `false` when the package has none of the kind. */
export function runScript(context: ProgramContext, name: string, version: string, kind: ScriptName, indent: string): boolean {
  const script = SCRIPTS[name]?.[kind];
  if (script === undefined) return false;
  context.out(`${indent}Executing ${name}-${version}.${kind}\n`);
  script(context);
  return true;
}

/** A system account, made by the tools of the image. */
function account(name: string, home: string, options: readonly string[], shell = '/sbin/nologin', gid?: string): Script {
  return (context) => {
    const capture = (): void => undefined;
    const has = (path: string) => linesAt(context, path).some((line) => line.startsWith(`${name}:`));
    if (!has('/etc/group')) context.spawn(['addgroup', '-S', ...(gid === undefined ? [] : ['-g', gid]), name], { capture });
    if (!has('/etc/passwd')) context.spawn(['adduser', '-S', '-D', '-H', '-h', home, '-s', shell, '-G', name, ...options, name], { capture });
  };
}

function addShell(path: string): Script {
  return (context) => {
    const lines = linesAt(context, '/etc/shells');
    if (!lines.includes(path)) context.fs.write('/etc/shells', [...lines, path, ''].join('\n'));
  };
}

function removeShell(path: string): Script {
  return (context) => {
    const lines = linesAt(context, '/etc/shells').filter((line) => line !== path);
    context.fs.write('/etc/shells', [...lines, ''].join('\n'));
  };
}

interface Trigger {
  readonly name: string;
  readonly watches: RegExp;
  readonly run?: Script;
}

const TRIGGERS: readonly Trigger[] = [
  { name: 'busybox', watches: /^\/(?:usr\/)?s?bin\//, run: restoreApplets },
  { name: 'ca-certificates', watches: /^\/usr\/share\/ca-certificates\//, run: (context) => void refreshCertificates(context) },
  { name: 'fontconfig', watches: /^\/usr\/share\/fonts\// },
  { name: 'glib', watches: /^\/usr\/share\/glib-2\.0\/|^\/usr\/lib\/gio\// },
  { name: 'java-common', watches: /^\/usr\/lib\/jvm\// },
  {
    name: 'postgresql-common',
    watches: /^\/usr\/libexec\/postgresql/,
    run: (context) => context.out('* Setting postgresql17 as the default version\n'),
  },
  { name: 'shared-mime-info', watches: /^\/usr\/share\/mime\// },
];

/** Triggers of installed packages that watch one of the changed paths; answers how many ran. */
export function runTriggers(context: ProgramContext, installed: InstalledPackages, changed: readonly string[]): number {
  let count = 0;
  for (const { name, watches, run } of TRIGGERS) {
    const version = installed.get(name)?.version;
    if (version === undefined || !changed.some((path) => watches.test(path))) continue;
    context.out(`Executing ${name}-${version}.trigger\n`);
    run?.(context);
    count++;
  }
  return count;
}

/** `busybox --install -s`: a link for every applet that no file stands in for any more. */
function restoreApplets(context: ProgramContext): void {
  if (!context.fs.exists('/bin/busybox')) return;
  for (const [folder, names] of Object.entries(APPLETS)) {
    for (const name of names.split(' ')) if (!context.fs.lstat(`${folder}/${name}`).ok) context.fs.symlink('/bin/busybox', `${folder}/${name}`);
  }
}
