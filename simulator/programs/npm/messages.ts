import type { ProgramContext } from '../../shell/types';
import { cacheFolder } from './cache';
import type { NpmOptions } from './options';

/** Bytes of a debug log: a start, and what npm notes down about each package. */
const LOG_START_BYTES = 1_300;
const LOG_BYTES_PER_PACKAGE = 440;

/** npm's errors: every line on standard error behind `npm error`, then the place of the log. */
export function fail(context: ProgramContext, options: NpmOptions, lines: readonly string[], exitCode = 1): number {
  for (const line of lines) context.err(line === '' ? 'npm error\n' : `npm error ${line}\n`);
  context.err(`npm error A complete log of this run can be found in: ${writeLog(context, options, 0)}\n`);
  return exitCode;
}

/** Leaves the run's debug log and answers its path. Runs in the same second get different names, as milliseconds would give them. */
export function writeLog(context: ProgramContext, options: NpmOptions, packages: number): string {
  const folder = `${cacheFolder(context, options.cache)}/_logs`;
  const stamp = new Date(context.nowSeconds * 1000)
    .toISOString()
    .replaceAll(':', '_')
    .replace(/\.\d+Z$/, '');
  context.fs.mkdirAll(folder);
  for (let run = 0; ; run++) {
    const path = `${folder}/${stamp}_${String(run).padStart(3, '0')}Z-debug-0.log`;
    if (context.fs.exists(path)) continue;
    const { uid, gid } = context.identity;
    context.fs.write(
      path,
      { kind: 'generated', seed: path, sizeBytes: LOG_START_BYTES + packages * LOG_BYTES_PER_PACKAGE, texture: 'text' },
      { uid, gid },
    );
    return path;
  }
}

/** The part of the usage text that `npm ci` prints below its errors. */
const CI_USAGE = [
  '',
  'Clean install a project',
  '',
  'Usage:',
  'npm ci',
  '',
  'Options:',
  '[--install-strategy <hoisted|nested|shallow|linked>] [--legacy-bundling]',
  '[--global-style] [--omit <dev|optional|peer> [--omit <dev|optional|peer> ...]]',
  '[--include <prod|dev|optional|peer> [--include <prod|dev|optional|peer> ...]]',
  '[--strict-peer-deps] [--foreground-scripts] [--ignore-scripts] [--no-audit]',
  '[--no-bin-links] [--no-fund] [--dry-run]',
  '[-w|--workspace <workspace-name> [-w|--workspace <workspace-name> ...]]',
  '[--workspaces] [--include-workspace-root] [--install-links]',
  '',
  'aliases: clean-install, ic, install-clean, isntall-clean',
  '',
  'Run "npm help ci" for more info',
];

export const NO_LOCK = [
  'code EUSAGE',
  '',
  'The `npm ci` command can only install with an existing package-lock.json or',
  'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or',
  'later to generate a package-lock.json file, then try again.',
  ...CI_USAGE,
];

export function outOfSync(problems: readonly string[]): readonly string[] {
  return [
    'code EUSAGE',
    '',
    '`npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.',
    '',
    ...problems,
    ...CI_USAGE,
  ];
}

export function noManifest(path: string): readonly string[] {
  return [
    'code ENOENT',
    'syscall open',
    `path ${path}`,
    'errno -2',
    `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`,
    'enoent This is related to npm not being able to find a file.',
    'enoent',
  ];
}

export function brokenManifest(path: string, message: string): readonly string[] {
  return [
    'code EJSONPARSE',
    `path ${path}`,
    `JSON.parse ${message}`,
    'JSON.parse Failed to parse JSON data.',
    'JSON.parse Note: package.json must be actual JSON, not just JavaScript.',
  ];
}

/** Node's error for a directory that cannot be made; npm exits with the error's number, 256 - 13. */
export const DENIED_EXIT_CODE = 243;

export function denied(path: string): readonly string[] {
  return [
    'code EACCES',
    'syscall mkdir',
    `path ${path}`,
    'errno -13',
    `Error: EACCES: permission denied, mkdir '${path}'`,
    '',
    'The operation was rejected by your operating system.',
    'It is likely you do not have the permissions to access this file as the current user',
  ];
}

export function noNetwork(name: string): readonly string[] {
  return [
    'code EAI_AGAIN',
    'syscall getaddrinfo',
    'errno EAI_AGAIN',
    `request to https://registry.npmjs.org/${name.replace('/', '%2f')} failed, reason: getaddrinfo EAI_AGAIN registry.npmjs.org`,
  ];
}
