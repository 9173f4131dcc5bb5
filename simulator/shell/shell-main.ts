import { byteString, decodeText } from './bytes';
import { INTERPRETER, runInSubshell, runScript } from './execute';
import { printError, printRaw } from './messages';
import { parseScript } from './parse';
import { processFs } from './process';
import type { Process } from './session';
import { optionOfLetter, setNamedOption } from './shell-options';
import type { OptionName, Shell, Variable } from './shell-state';
import { readRest } from './streams';
import type { Dialect } from './syntax';

/** A shell as a process: `sh -c '…'`, `sh script …`, or `sh` reading its standard input. */
export function runShell(process: Process, dialect: Dialect, argv: readonly string[]): number {
  const call = readArguments(dialect, argv);
  const source =
    call.kind === 'file' ? undefined : call.kind === 'string' ? call.text : byteString(readRest(process.session, process.descriptors.get(0)));
  const shell = createShell(process, dialect, call, argv[0] ?? 'sh');
  if (call.badOption !== undefined) {
    printError(
      shell,
      dialect === 'dash'
        ? `Illegal option ${call.badOption}`
        : dialect === 'ash'
          ? `illegal option ${call.badOption}`
          : `${call.badOption}: invalid option`,
    );
    return 2;
  }
  const text = source ?? readScript(shell, call.kind === 'file' ? call.path : '', argv[0] ?? 'sh');
  if (typeof text === 'number') return text;
  return runInSubshell(shell, () => runScript(shell, parseScript(text, dialect)));
}

type ShellCall = {
  readonly name: string;
  readonly positional: readonly string[];
  readonly options: ReadonlySet<OptionName>;
  readonly badOption?: string;
} & ({ readonly kind: 'string'; readonly text: string } | { readonly kind: 'file'; readonly path: string } | { readonly kind: 'input' });

function readArguments(dialect: Dialect, argv: readonly string[]): ShellCall {
  const options = new Set<OptionName>();
  let isString = false;
  let isInput = false;
  let badOption: string | undefined;
  let at = 1;
  for (; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--' || word === '-') {
      at++;
      break;
    }
    if (!/^[-+]./.test(word)) break;
    if (word.startsWith('--')) continue;
    for (const letter of word.slice(1)) {
      if (letter === 'c') isString = true;
      else if (letter === 's') isInput = true;
      else if (letter === 'o')
        badOption ??= setNamedOption(options, dialect, argv[++at] ?? '', word.startsWith('-')) ? undefined : `-o ${argv[at] ?? ''}`;
      else if (!'il'.includes(letter)) badOption ??= applyLetter(options, dialect, letter, word.startsWith('-')) ? undefined : `-${letter}`;
    }
  }
  const rest = argv.slice(at);
  const shared = { options, ...(badOption === undefined ? {} : { badOption }) };
  const name = argv[0] ?? 'sh';
  if (isString) return { ...shared, kind: 'string', text: rest[0] ?? '', name: rest[1] ?? name, positional: rest.slice(2) };
  if (isInput || rest.length === 0) return { ...shared, kind: 'input', name, positional: rest };
  return { ...shared, kind: 'file', path: rest[0] ?? '', name: rest[0] ?? '', positional: rest.slice(1) };
}

function applyLetter(options: Set<OptionName>, dialect: Dialect, letter: string, on: boolean): boolean {
  const name = optionOfLetter(letter, dialect);
  if (!name) return false;
  if (on) options.add(name);
  else options.delete(name);
  return true;
}

function createShell(process: Process, dialect: Dialect, call: ShellCall, calledAs: string): Shell {
  return {
    session: process.session,
    dialect,
    name: call.name,
    calledAs,
    fromString: call.kind === 'string',
    identity: process.identity,
    fs: processFs(process),
    workingDirectory: process.workingDirectory,
    umask: process.umask,
    variables: initialVariables(process, dialect, call.name),
    functions: new Map(),
    options: new Set(call.options),
    shopts: new Set(),
    aliases: new Map(),
    traps: new Map(),
    frames: [],
    positional: call.positional,
    descriptors: new Map(process.descriptors),
    lastStatus: 0,
    lastBackground: undefined,
    tested: 0,
    loopDepth: 0,
    line: 1,
    depth: 0,
    optionOffset: 0,
    substitutionStatus: 0,
    jobs: new Map(),
    interpreter: INTERPRETER,
  };
}

function initialVariables(process: Process, dialect: Dialect, name: string): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  const set = (key: string, value: string, exported: boolean): void => void variables.set(key, { value, exported, readonly: false });
  for (const [key, value] of process.env) if (/^[A-Za-z_]\w*$/.test(key)) set(key, value, true);
  set('IFS', ' \t\n', false);
  set('PS4', '+ ', false);
  set('OPTIND', '1', false);
  set('PWD', process.workingDirectory, true);
  if (dialect !== 'dash') set('SHLVL', String((Number(process.env.get('SHLVL')) || 0) + 1), true);
  if (dialect === 'bash') {
    set('BASH_VERSION', '5.2.15(1)-release', false);
    set('BASH', name, false);
    set('HOSTNAME', 'buildkitsandbox', false);
    set('OSTYPE', 'linux-gnu', false);
    set('MACHTYPE', 'x86_64-pc-linux-gnu', false);
    set('HOSTTYPE', 'x86_64', false);
  }
  if (dialect === 'ash') {
    // What BusyBox sets beside POSIX's own (shell/ash.c, varinit_data); the prompt is that of FEATURE_EDITING_FANCY_PROMPT.
    set('HOSTNAME', 'buildkitsandbox', false);
    set('PS1', '\\w \\$ ', false);
    set('PS2', '> ', false);
  }
  set('PPID', '0', false);
  if (!variables.has('PATH')) set('PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', false);
  return variables;
}

/** `calledAs` is the shell's own name: it is not yet the script's. */
function readScript(shell: Shell, path: string, calledAs: string): string | number {
  const bytes = shell.fs.read(decodeText(path.startsWith('/') ? path : `${shell.workingDirectory}/${path}`));
  if (bytes.ok) return byteString(bytes.value);
  const text = {
    dash: `0: cannot open ${path}: No such file`,
    ash: `can't open '${path}': No such file or directory`,
    bash: `${path}: No such file or directory`,
  }[shell.dialect];
  printRaw(shell, `${calledAs}: ${text}\n`);
  return shell.dialect === 'bash' ? 127 : 2;
}
