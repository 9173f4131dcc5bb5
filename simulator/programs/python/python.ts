import { partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import { cleanPath } from '../../fs/path';
import type { Program, ProgramContext } from '../../shell/types';
import { compileAll, compileFile } from './compileall';
import { isConsoleScript, runConsoleScript } from './console-scripts';
import { evaluate } from './evaluate';
import { PYTHON_START_MILLISECONDS } from './figures';
import { type Installation, installationOf } from './installation';
import { hasModule, leadingImports, modulePath } from './modules';
import { notSimulated } from './notices';
import { runPip } from './pip';
import { installPip } from './tools';
import { createVenv, parseVenvOptions, venvUsage } from './venv';

/** What the interpreter's own options leave: a command, a module, a script, or nothing. */
interface Invocation {
  readonly kind: 'command' | 'module' | 'script' | 'stdin' | 'version' | 'help' | 'invalid';
  readonly word: string;
  readonly args: readonly string[];
}

/** Modules of installed tools that are programs of their own here: module → program. */
const TOOL_MODULES: Readonly<Record<string, string>> = { uv: 'uv', poetry: 'poetry', pipenv: 'pipenv', virtualenv: 'virtualenv' };

/** What console scripts import, by the tool that they start. */
const TOOL_ENTRIES: readonly (readonly [pattern: RegExp, tool: string])[] = [
  [/^from pip\._internal\.cli\.main import main$/m, 'pip'],
  [/^from poetry\.console\.application import main$/m, 'poetry'],
  [/^from pipenv import cli$/m, 'pipenv'],
  [/^from virtualenv\.__main__ import /m, 'virtualenv'],
];

/** CPython: versions, `-c` as far as it can be followed, modules that matter in builds. What a script does is not simulated, and said so. */
export function pythonProgram(catalog: Catalog, tools: ReadonlyMap<string, Program>): Program {
  return (context) => {
    const python = installationOf(context);
    if (python === undefined) return 127;
    context.work({ kind: 'compute', milliseconds: PYTHON_START_MILLISECONDS });
    const invocation = parseInvocation(context.args);
    switch (invocation.kind) {
      case 'version':
        context.out(`Python ${python.version}\n`);
        return 0;
      case 'help':
        context.out(`usage: ${context.name} [option] ... [-c cmd | -m mod | file | -] [arg] ...\n`);
        return 0;
      case 'invalid':
        context.err(
          `unknown option ${invocation.word}\nusage: ${context.name} [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry \`python -h' for more information.\n`,
        );
        return 2;
      case 'command':
        return runCode(context, python, invocation.word, `${context.name} -c`);
      case 'stdin':
        return context.stdin.length === 0 ? 0 : runCode(context, python, new TextDecoder().decode(context.stdin), `${context.name} -`);
      case 'module':
        return runModule(catalog, tools, context, python, invocation);
      case 'script':
        return runScript(catalog, tools, context, python, invocation);
    }
  };
}

function parseInvocation(args: readonly string[]): Invocation {
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    const rest = args.slice(index + 1);
    if (word === '-') return { kind: 'stdin', word, args: rest };
    if (word === '--version' || /^-V+$/.test(word)) return { kind: 'version', word, args: rest };
    if (word === '--help' || word === '-h' || word === '-?') return { kind: 'help', word, args: rest };
    if (!word.startsWith('-')) return { kind: 'script', word, args: rest };
    const taken = /^-([BbdEiIOPqsSuvx]*)([cmWX])(.*)$/s.exec(word);
    if (taken?.[2] === 'c' || taken?.[2] === 'm') {
      const inline = taken[3] ?? '';
      const value = inline === '' ? (rest[0] ?? '') : inline;
      return { kind: taken[2] === 'c' ? 'command' : 'module', word: value, args: inline === '' ? rest.slice(1) : rest };
    }
    if (taken !== null) {
      if (taken[3] === '') index++;
    } else if (!/^-[BbdEiIOPqsSuvx]+$/.test(word) && word !== '--check-hash-based-pycs') return { kind: 'invalid', word, args: rest };
  }
  return { kind: 'stdin', word: '-', args: [] };
}

function runCode(context: ProgramContext, python: Installation, source: string, command: string): number {
  const outcome = evaluate(context, python, source);
  return outcome.kind === 'exited' ? outcome.code : notSimulated(context, command);
}

function runModule(
  catalog: Catalog,
  tools: ReadonlyMap<string, Program>,
  context: ProgramContext,
  python: Installation,
  { word, args }: Invocation,
): number {
  const world = partOf(catalog, 'pip');
  const top = word.split('.')[0] ?? '';
  const path = modulePath(context, python, context.workingDirectory);
  switch (word) {
    case 'venv': {
      const options = parseVenvOptions(args);
      return options === undefined || options.folders.length === 0 ? venvUsage(context) : createVenv(context, python, world, options);
    }
    case 'ensurepip':
      return installPip(context, python, world, args);
    case 'compileall':
      return compileAll(context, python, args.some((argument) => !argument.startsWith('-')) ? args : [...args, ...path.slice(1)]);
    case 'py_compile':
      return args.reduce((status, file) => compileFile(context, python, context.resolve(file)) || status, 0);
    case 'site':
      return siteInformation(context, python, args);
  }
  if (!hasModule(context, python, top, path)) {
    context.err(`${python.executable}: No module named ${word}\n`);
    return 1;
  }
  if (word === 'pip') return runPip(catalog, context, python, args);
  const tool = Object.hasOwn(TOOL_MODULES, top) ? tools.get(TOOL_MODULES[top] ?? '') : undefined;
  return tool === undefined ? notSimulated(context, `python -m ${word}`) : tool({ ...context, stdin: context.stdin, args });
}

function siteInformation(context: ProgramContext, python: Installation, args: readonly string[]): number {
  if (args[0] === '--user-site') context.out(`${python.userBase}/lib/python${python.minor}/site-packages\n`);
  else if (args[0] === '--user-base') context.out(`${python.userBase}\n`);
  else return notSimulated(context, 'python -m site');
  return 0;
}

function runScript(
  catalog: Catalog,
  tools: ReadonlyMap<string, Program>,
  context: ProgramContext,
  python: Installation,
  { word, args }: Invocation,
): number {
  const place = cleanPath(context.resolve(word));
  const node = context.fs.stat(place);
  if (!node.ok) {
    context.err(`${context.name}: can't open file '${place}': [Errno 2] No such file or directory\n`);
    return 2;
  }
  if (node.value.kind === 'directory') {
    if (context.fs.exists(`${place}/__main__.py`)) return notSimulated(context, `python ${word}`);
    context.err(`${context.name}: can't find '__main__' module in '${place}'\n`);
    return 1;
  }
  if (node.value.kind !== 'file' || node.value.content.kind !== 'bytes') return notSimulated(context, `python ${word}`);
  const source = new TextDecoder().decode(node.value.content.bytes);
  const tool = TOOL_ENTRIES.find(([pattern]) => pattern.test(source))?.[1];
  if (tool === 'pip') return runPip(catalog, context, python, args);
  const program = tool === undefined ? undefined : tools.get(tool);
  if (program !== undefined) return program({ ...context, stdin: context.stdin, args });
  const folder = place.slice(0, place.lastIndexOf('/')) || '/';
  const path = modulePath(context, python, folder);
  const missing = leadingImports(source).find(({ module }) => !hasModule(context, python, module, path));
  if (missing !== undefined) {
    context.err(
      `Traceback (most recent call last):\n  File "${place}", line ${missing.line}, in <module>\n    ${missing.text}\nModuleNotFoundError: No module named '${missing.module}'\n`,
    );
    return 1;
  }
  if (isConsoleScript(source)) return runConsoleScript(context, python, place, args);
  return notSimulated(context, ['python', word, ...args.slice(0, 1)].join(' '));
}
