import { type Options, parseOptions } from '../../shell/coreutils/options';
import type { ProgramContext } from '../../shell/types';
import { noteFetch, packagedVersion, parseAddress, unreachable } from './address';
import { gitConfig } from './git-config';

/** `git`: repositories are empty shells, for nothing is fetched. What a command would do in one is unknown. */
export function git(context: ProgramContext): number {
  const { at, rest } = globalOptions(context);
  const here: ProgramContext = { ...at, args: rest };
  const [command] = rest;
  switch (command) {
    case '--version':
    case 'version':
      return showVersion(here);
    case 'clone':
      return clone(here);
    case 'init':
      return init(here);
    case 'config':
      return gitConfig(here, repositoryOf(here));
    case undefined:
      here.err('usage: git [-v | --version] [-h | --help] [-C <path>] [-c <name>=<value>]\n');
      return 1;
    default:
      return inRepository(here, command);
  }
}

/** `-C` names where to work; what `-c` sets has no effect here. */
function globalOptions(context: ProgramContext): { readonly at: ProgramContext; readonly rest: readonly string[] } {
  let at = context;
  let rest = context.args;
  for (;;) {
    const [first = '', second = ''] = rest;
    if (first === '-C') {
      const folder = at.resolve(second);
      at = { ...at, workingDirectory: folder, resolve: (path) => (path.startsWith('/') ? path : `${folder}/${path}`) };
      rest = rest.slice(2);
    } else if (first === '-c') rest = rest.slice(2);
    else if (first.startsWith('-') && first !== '--version') rest = rest.slice(1);
    else return { at, rest };
  }
}

function showVersion(context: ProgramContext): number {
  const version = packagedVersion(context, 'git');
  if (version === undefined) context.notice({ fidelity: 'unknown', code: 'tool-version', details: { command: 'git' } });
  else context.out(`git version ${version}\n`);
  return 0;
}

const CLONE_OPTIONS = {
  short: 'b:o:qvnlsj:c:u:',
  long: {
    branch: 'b:',
    depth: 'depth:',
    origin: 'o:',
    quiet: 'q',
    'single-branch': 'single',
    recursive: 'recursive',
    'recurse-submodules': 'recursive',
    'shallow-submodules': 'shallow',
    'no-checkout': 'n',
    bare: 'bare',
    mirror: 'bare',
    filter: 'filter:',
    config: 'c:',
    jobs: 'j:',
    'no-tags': 'no-tags',
  },
} as const;

function clone(context: ProgramContext): number {
  const options = parseOptions(context.args.slice(1), CLONE_OPTIONS);
  const [url, wanted] = options.operands;
  if (url === undefined) {
    context.err('fatal: You must specify a repository to clone.\n');
    return 129;
  }
  const isBare = options.flags.has('bare');
  const folder = wanted ?? `${(url.replace(/\/+$/, '').split(/[/:]/).at(-1) ?? '').replace(/\.git$/, '')}${isBare ? '.git' : ''}`;
  const path = context.resolve(folder);
  const names = context.fs.list(path);
  if (context.fs.exists(path) && (!names.ok || names.value.length > 0)) {
    context.err(`fatal: destination path '${folder}' already exists and is not an empty directory.\n`);
    return 128;
  }
  if (!options.flags.has('q')) context.err(`Cloning into ${isBare ? 'bare repository ' : ''}'${folder}'...\n`);
  const failure = remoteFailure(context, url);
  if (failure !== undefined) {
    context.err(failure);
    return 128;
  }
  noteFetch(context, url.replace(/\/\/[^/@]*@/, '//'));
  makeRepository(context, isBare ? path : `${path}/.git`, isBare, originOf(options, url));
  return 0;
}

/** The address stands in the file as it was given, a password in it included. */
function originOf({ values }: Options, url: string): readonly string[] {
  const name = values.get('o') ?? 'origin';
  return [`[remote "${name}"]`, `\turl = ${url}`, `\tfetch = +refs/heads/*:refs/remotes/${name}/*`];
}

/** What git says when the server cannot be reached; `undefined` when it might be. */
function remoteFailure(context: ProgramContext, url: string): string | undefined {
  if (!url.includes('://') && /^[^/]+:/.test(url)) return sshFailure(context, /^(?:[^@]*@)?([^:]*)/.exec(url)?.[1] ?? '');
  const address = parseAddress(url);
  if (address === undefined || !url.includes('://')) {
    return context.fs.exists(context.resolve(url)) ? undefined : `fatal: repository '${url}' does not exist\n`;
  }
  if (address.scheme === 'ssh') return sshFailure(context, address.host);
  const shown = `${address.shown.replace(/\/$/, '')}/`;
  switch (unreachable(context, address)) {
    case 'no-network':
      return `fatal: unable to access '${shown}': Could not resolve host: ${address.host}\n`;
    case 'refused':
      return `fatal: unable to access '${shown}': Failed to connect to ${address.host} port ${address.port} after 0 ms: Couldn't connect to server\n`;
    case 'no-certificates':
      return `fatal: unable to access '${shown}': server certificate verification failed. CAfile: none CRLfile: none\n`;
    default:
      return undefined;
  }
}

const NO_ACCESS =
  'fatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n';

function sshFailure(context: ProgramContext, host: string): string | undefined {
  if (!context.fs.exists('/usr/bin/ssh')) return 'error: cannot run ssh: No such file or directory\nfatal: unable to fork\n';
  if (!context.network) return `ssh: Could not resolve hostname ${host}: Temporary failure in name resolution\r\n${NO_ACCESS}`;
  const home = context.env.get('HOME') ?? '/root';
  const isKnown = [`${home}/.ssh/known_hosts`, `${home}/.ssh/config`, '/etc/ssh/ssh_known_hosts'].some((path) => context.fs.exists(path));
  if (!isKnown && !context.env.has('GIT_SSH_COMMAND')) return `Host key verification failed.\r\n${NO_ACCESS}`;
  return undefined;
}

function init(context: ProgramContext): number {
  const { operands, flags } = parseOptions(context.args.slice(1), { short: 'qb:', long: { quiet: 'q', bare: 'bare', 'initial-branch': 'b:' } });
  const path = context.resolve(operands[0] ?? '.').replace(/\/\.?$/, '');
  const place = flags.has('bare') ? path : `${path}/.git`;
  const exists = context.fs.exists(`${place}/HEAD`);
  if (!exists) makeRepository(context, place, flags.has('bare'), []);
  if (!flags.has('q')) context.out(`${exists ? 'Reinitialized existing' : 'Initialized empty'} Git repository in ${place}/\n`);
  context.notice({ fidelity: 'modelled', code: 'git-repository', details: { path: place } });
  return 0;
}

function makeRepository(context: ProgramContext, place: string, isBare: boolean, remote: readonly string[]): void {
  for (const folder of ['branches', 'hooks', 'info', 'objects/info', 'objects/pack', 'refs/heads', 'refs/tags'])
    context.fs.mkdirAll(`${place}/${folder}`);
  context.fs.write(`${place}/HEAD`, 'ref: refs/heads/master\n');
  const core = [
    '[core]',
    '\trepositoryformatversion = 0',
    '\tfilemode = true',
    `\tbare = ${isBare}`,
    ...(isBare ? [] : ['\tlogallrefupdates = true']),
  ];
  context.fs.write(`${place}/config`, [...core, ...remote, ''].join('\n'));
}

/** The `.git` of the working directory or of one above it. */
function repositoryOf(context: ProgramContext): string | undefined {
  let folder = context.resolve('.').replace(/\/\.?$/, '');
  for (;;) {
    if (context.fs.exists(`${folder}/.git/HEAD`)) return `${folder}/.git`;
    if (folder === '') return undefined;
    folder = folder.slice(0, folder.lastIndexOf('/'));
  }
}

function inRepository(context: ProgramContext, command: string): number {
  if (repositoryOf(context) === undefined && command !== 'ls-remote') {
    context.err('fatal: not a git repository (or any of the parent directories): .git\n');
    return 128;
  }
  context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: `git ${command}` } });
  return 0;
}
