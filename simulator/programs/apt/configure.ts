import type { AptPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { NODESOURCE_LIST } from '../net/known-scripts';
import { writeLocaleList } from '../system/locale-list';
import { refreshCertificates } from '../update-ca-certificates';
import { textAt } from './database';
import { hasRecord, packageFiles } from './package-files';

/** Alternatives that packages register when configured: group, link, target. Others register too; these are the ones people meet. */
const ALTERNATIVES: Readonly<Record<string, readonly (readonly [group: string, link: string, target: string])[]>> = {
  gcc: [
    ['c89', '/usr/bin/c89', '/usr/bin/c89-gcc'],
    ['c99', '/usr/bin/c99', '/usr/bin/c99-gcc'],
    ['cc', '/usr/bin/cc', '/usr/bin/gcc'],
  ],
  'g++': [['c++', '/usr/bin/c++', '/usr/bin/g++']],
  cpp: [['cpp', '/lib/cpp', '/usr/bin/cpp']],
  less: [['pager', '/usr/bin/pager', '/usr/bin/less']],
  nano: [
    ['editor', '/usr/bin/editor', '/bin/nano'],
    ['pico', '/usr/bin/pico', '/bin/nano'],
  ],
  vim: [
    ['vim', '/usr/bin/vim', '/usr/bin/vim.basic'],
    ['vi', '/usr/bin/vi', '/usr/bin/vim.basic'],
    ['editor', '/usr/bin/editor', '/usr/bin/vim.basic'],
  ],
  'vim-tiny': [['vi', '/usr/bin/vi', '/usr/bin/vim.tiny']],
  procps: [['w', '/usr/bin/w', '/usr/bin/w.procps']],
  'netcat-openbsd': [['nc', '/bin/nc', '/bin/nc.openbsd']],
  'netcat-traditional': [['nc', '/bin/nc', '/bin/nc.traditional']],
  nodejs: [['js', '/usr/bin/js', '/usr/bin/nodejs']],
  'openssh-client': [['rsh', '/usr/bin/rsh', '/usr/bin/ssh']],
  'openjdk-17-jre-headless': [['java', '/usr/bin/java', '/usr/lib/jvm/java-17-openjdk-amd64/bin/java']],
  'xz-utils': [
    ['lzma', '/usr/bin/lzma', '/usr/bin/xz'],
    ['unlzma', '/usr/bin/unlzma', '/usr/bin/unxz'],
  ],
};
/** Bytes that a library adds to the linker's caches. */
const LINKER_CACHE_BYTES = 78;
const AUXILIARY_CACHE_BYTES = 33;

/** What the packages' own scripts and triggers leave behind, once they are unpacked. `added` is +1 for an install, -1 for a removal. */
export function runTriggers(context: ProgramContext, apt: AptPart, names: readonly string[], added: 1 | -1): void {
  const libraries = names.filter((name) => hasRecord(apt, name, 'triggers') && packageFiles(apt, name).some((file) => /\.so\.\d/.test(file.path)));
  if (libraries.length > 0) refreshLinkerCache(context, libraries.length * added);
  if (names.some((name) => hasRecord(apt, name, 'config') || hasRecord(apt, name, 'templates'))) refreshDebconf(context, apt, names, added);
  if (names.includes('nodejs') && added > 0 && context.fs.exists(NODESOURCE_LIST)) placeNpm(context);
  if (names.includes('locales') && added > 0) writeLocaleList(context);
  if (names.includes('ca-certificates') && added > 0) {
    writeCertificateList(context);
    refreshCertificates(context);
  }
}

/** NodeSource's package brings npm along; its versions and sizes are not in the catalogue. */
function placeNpm(context: ProgramContext): void {
  context.notice({ fidelity: 'unknown', code: 'apt-other-repository', details: { package: 'nodejs', repository: 'deb.nodesource.com' } });
  for (const name of ['npm', 'npx']) {
    const script = `/usr/lib/node_modules/npm/bin/${name}-cli.js`;
    context.fs.mkdirAll('/usr/lib/node_modules/npm/bin');
    context.fs.write(script, { kind: 'generated', seed: script, sizeBytes: 54, program: name, texture: 'text' }, { mode: 0o755 });
    if (!context.fs.lstat(`/usr/bin/${name}`).ok) context.fs.symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, `/usr/bin/${name}`);
  }
}

function refreshLinkerCache(context: ProgramContext, libraries: number): void {
  resize(context, '/etc/ld.so.cache', libraries * LINKER_CACHE_BYTES * 2, 0o644);
  context.fs.mkdirAll('/var/cache/ldconfig', { mode: 0o700 });
  resize(context, '/var/cache/ldconfig/aux-cache', libraries * AUXILIARY_CACHE_BYTES * 2, 0o600);
}

/** debconf rewrites both of its databases whole and keeps the old ones, however small the question was. */
function refreshDebconf(context: ProgramContext, apt: AptPart, names: readonly string[], added: 1 | -1): void {
  const templates = names.reduce((sum, name) => sum + (hasRecord(apt, name, 'templates') ? 6_000 : 0), 0);
  for (const [file, bytes] of [
    ['config.dat', 350],
    ['templates.dat', templates],
  ] as const) {
    const path = `/var/cache/debconf/${file}`;
    const old = context.fs.content(path);
    if (old.ok) context.fs.write(`${path}-old`, old.value);
    resize(context, path, bytes * added, 0o644);
  }
}

function resize(context: ProgramContext, path: string, difference: number, mode: number): void {
  const old = context.fs.content(path);
  const before = !old.ok ? 0 : old.value.kind === 'bytes' ? old.value.bytes.length : old.value.sizeBytes;
  context.fs.write(path, { kind: 'generated', seed: path, sizeBytes: Math.max(0, before + difference) }, { mode });
}

function writeCertificateList(context: ProgramContext): void {
  const names = context.fs.list('/usr/share/ca-certificates/mozilla');
  const lines = names.ok ? names.value.filter((name) => name.endsWith('.crt')).map((name) => `mozilla/${name}\n`) : [];
  context.fs.write('/etc/ca-certificates.conf', `# One certificate a line; a leading ! leaves it out.\n${lines.join('')}`);
  context.fs.mkdirAll('/etc/ca-certificates/update.d');
  context.fs.mkdirAll('/usr/local/share/ca-certificates', { mode: 0o755 });
}

export function registerAlternatives(context: ProgramContext, names: readonly string[]): void {
  for (const [group, link, target] of names.flatMap((name) => ALTERNATIVES[name] ?? [])) {
    if (!context.fs.exists(target)) continue;
    context.fs.mkdirAll('/etc/alternatives');
    replaceLink(context, target, `/etc/alternatives/${group}`);
    replaceLink(context, `/etc/alternatives/${group}`, link);
    context.fs.write(`/var/lib/dpkg/alternatives/${group}`, `auto\n${link}\n\n${target}\n10\n\n`);
    log(context, `link group ${group} updated to point to ${target}`);
  }
}

export function dropAlternatives(context: ProgramContext, names: readonly string[]): void {
  for (const [group, link, target] of names.flatMap((name) => ALTERNATIVES[name] ?? [])) {
    if (context.fs.exists(target)) continue;
    for (const path of [`/etc/alternatives/${group}`, link, `/var/lib/dpkg/alternatives/${group}`]) context.fs.remove(path);
    log(context, `link group ${group} fully removed`);
  }
}

function replaceLink(context: ProgramContext, target: string, path: string): void {
  context.fs.remove(path);
  context.fs.symlink(target, path);
}

function log(context: ProgramContext, text: string): void {
  const path = '/var/log/alternatives.log';
  context.fs.write(path, `${textAt(context, path)}update-alternatives ${stamp(context.nowSeconds)}: ${text}\n`);
}

/** `2026-11-25 03:13:54`, as dpkg's logs have it. */
export function stamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
