import type { ProgramContext } from '../../shell/types';
import type { Installation } from './installation';
import { hasModule, importedModules, modulePath, moduleVersion } from './modules';

/** How far a piece of Python could be followed. */
export type Evaluation =
  | { readonly kind: 'exited'; readonly code: number }
  /** The statement at which the simulator's Python ends. */
  | { readonly kind: 'unknown'; readonly statement: string };

type Value = string | number | boolean | readonly Value[] | null;

interface Scope {
  readonly context: ProgramContext;
  readonly python: Installation;
  readonly path: readonly string[];
  /** Names → the module or member that they stand for. */
  readonly imports: Map<string, string>;
  readonly variables: Map<string, Value>;
}

/** Follows the few statements that Dockerfiles give to `python -c`: imports, prints, assignments of simple values, `sys.exit`. */
export function evaluate(context: ProgramContext, python: Installation, source: string): Evaluation {
  const scope: Scope = { context, python, path: modulePath(context, python, context.workingDirectory), imports: new Map(), variables: new Map() };
  for (const [index, statement] of statementsOf(source).entries()) {
    const outcome = run(scope, statement, index + 1);
    if (outcome !== undefined) return outcome;
  }
  return { kind: 'exited', code: 0 };
}

/** Statements split at line ends and semicolons outside of quotes and brackets. */
function statementsOf(source: string): readonly string[] {
  const found: string[] = [];
  let current = '';
  let quote = '';
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const character = source[at] ?? '';
    if (quote !== '') {
      if (character === '\\') current += character + (source[++at] ?? '');
      else current += character;
      if (character === quote) quote = '';
      continue;
    }
    if (character === '"' || character === "'") quote = character;
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (depth === 0 && (character === ';' || character === '\n')) {
      found.push(current);
      current = '';
    } else if (current !== '' || character !== ' ' || source[at - 1] !== ';') current += character;
  }
  return [...found, current]
    .map((statement) => statement.trimEnd())
    .filter((statement) => statement.trim() !== '' && !statement.trim().startsWith('#'));
}

function run(scope: Scope, written: string, line: number): Evaluation | undefined {
  const statement = written.trim();
  const unknown: Evaluation = { kind: 'unknown', statement };
  // An indented statement belongs to a block, which is not followed.
  if (/^\s/.test(written) && line > 1) return unknown;
  const modules = importedModules(statement);
  if (modules !== undefined) return importAll(scope, statement, modules, line);
  const exit = /^(?:sys\.exit|exit|quit)\((.*)\)$/s.exec(statement);
  if (exit !== null) {
    const value = exit[1] === '' ? 0 : evaluated(scope, exit[1] ?? '');
    return value === undefined ? unknown : exitWith(scope, value);
  }
  const printed = /^print\((.*)\)$/s.exec(statement);
  if (printed !== null) {
    const values = splitArguments(printed[1] ?? '').map((argument) => evaluated(scope, argument));
    if (values.includes(undefined)) return unknown;
    scope.context.out(`${values.map((value) => shown(value ?? null)).join(' ')}\n`);
    return undefined;
  }
  const assigned = /^([A-Za-z_]\w*)\s*=\s*([^=].*)$/s.exec(statement);
  const value = assigned === null ? undefined : evaluated(scope, assigned[2] ?? '');
  if (assigned !== null && value !== undefined) {
    scope.variables.set(assigned[1] ?? '', value);
    return undefined;
  }
  if (statement === 'pass' || evaluated(scope, statement) !== undefined) return undefined;
  return unknown;
}

function importAll(scope: Scope, statement: string, modules: readonly string[], line: number): Evaluation | undefined {
  const missing = modules.find((module) => !hasModule(scope.context, scope.python, module, scope.path));
  if (missing !== undefined) {
    scope.context.err(
      `Traceback (most recent call last):\n  File "<string>", line ${line}, in <module>\nModuleNotFoundError: No module named '${missing}'\n`,
    );
    return { kind: 'exited', code: 1 };
  }
  const from = /^from\s+([\w.]+)\s+import\s+(.+)$/s.exec(statement);
  for (const part of (from?.[2] ?? statement.replace(/^import\s+/, '')).replace(/[()]/g, '').split(',')) {
    const [, name = '', alias] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
    if (name !== '')
      scope.imports.set(
        alias ?? (from === null ? (name.split('.')[0] ?? '') : name),
        from === null ? (alias === undefined ? (name.split('.')[0] ?? '') : name) : `${from[1]}.${name}`,
      );
  }
  return undefined;
}

function exitWith(scope: Scope, value: Value): Evaluation {
  if (typeof value === 'string') {
    scope.context.err(`${value}\n`);
    return { kind: 'exited', code: 1 };
  }
  return { kind: 'exited', code: typeof value === 'number' ? value & 255 : value === true ? 1 : 0 };
}

/** Top-level commas outside of quotes and brackets. */
function splitArguments(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let quote = '';
  let current = '';
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    if (character === ',' && depth === 0 && quote === '') {
      found.push(current);
      current = '';
    } else current += character;
  }
  return [...found, current].map((part) => part.trim()).filter((part) => part !== '');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', "'": "'", '"': '"' };

/** The value of an expression, if it is one of those that are known. */
function evaluated(scope: Scope, written: string): Value | undefined {
  const text = written.trim();
  const quoted = /^(["'])((?:\\.|(?!\1).)*)\1$/s.exec(text);
  if (quoted !== null) return (quoted[2] ?? '').replace(/\\(.)/gs, (whole, letter: string) => ESCAPES[letter] ?? whole);
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (text === 'None') return null;
  if (text === 'True' || text === 'False') return text === 'True';
  if (scope.variables.has(text)) return scope.variables.get(text);
  const sum = splitSum(text);
  if (sum.length > 1) {
    const parts = sum.map((part) => evaluated(scope, part));
    return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
  }
  const formatted = /^f(["'])(.*)\1$/s.exec(text);
  if (formatted !== null) return formattedText(scope, formatted[2] ?? '');
  return knownValue(scope, text);
}

function splitSum(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let current = '';
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    if (character === '+' && depth === 0 && quote === '') {
      parts.push(current);
      current = '';
    } else current += character;
  }
  return [...parts, current];
}

function formattedText(scope: Scope, text: string): string | undefined {
  let known = true;
  const filled = text.replace(/\{([^{}:!]+)\}/g, (_, inner: string) => {
    const value = evaluated(scope, inner);
    if (value === undefined) known = false;
    return shown(value ?? null);
  });
  return known ? filled : undefined;
}

/** Members of the library that people ask for in a build. */
function knownValue(scope: Scope, text: string): Value | undefined {
  const { python, context } = scope;
  const name = fullName(scope, text);
  const environment = /^os\.(?:environ\.get|getenv)\((["'])(\w+)\1(?:\s*,\s*(.+))?\)$/.exec(name) ?? /^os\.environ\[(["'])(\w+)\1\]$/.exec(name);
  if (environment !== null) return context.env.get(environment[2] ?? '') ?? (environment[3] === undefined ? null : evaluated(scope, environment[3]));
  const release = python.version.split('.').map(Number);
  const known: Readonly<Record<string, Value>> = {
    'sys.version': `${python.version} (main) [GCC]`,
    'sys.version_info[:2]': release.slice(0, 2),
    'sys.version_info[:3]': release.slice(0, 3),
    'sys.version_info.major': release[0] ?? 3,
    'sys.version_info.minor': release[1] ?? 0,
    'sys.version_info[0]': release[0] ?? 3,
    'sys.version_info[1]': release[1] ?? 0,
    'sys.executable': python.executable,
    'sys.prefix': python.prefix,
    'sys.platform': 'linux',
    'platform.python_version()': python.version,
    'platform.system()': 'Linux',
    'os.getcwd()': context.workingDirectory,
    'os.name': 'posix',
    'site.getsitepackages()[0]': python.sitePackages,
    'site.getsitepackages()': [python.sitePackages],
    'sysconfig.get_paths()["purelib"]': python.sitePackages,
    "sysconfig.get_paths()['purelib']": python.sitePackages,
    'sysconfig.get_path("purelib")': python.sitePackages,
    "sysconfig.get_path('purelib')": python.sitePackages,
  };
  if (Object.hasOwn(known, name)) return known[name];
  const module =
    /^([A-Za-z_]\w*)\.(?:__version__|version\.VERSION|VERSION)$/.exec(name)?.[1] ?? /^django\.get_version\(\)$/.exec(name)?.[0]?.slice(0, 6);
  return module === undefined ? undefined : moduleVersion(context, python, module);
}

/** With what an import bound put in place of the first name. */
function fullName(scope: Scope, text: string): string {
  const [, first = '', rest = ''] = /^([A-Za-z_]\w*)(.*)$/s.exec(text) ?? [];
  const bound = scope.imports.get(first);
  return bound === undefined ? '' : `${bound}${rest}`;
}

function shown(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const parts = value.map((item) => (typeof item === 'string' ? `'${item}'` : shown(item)));
  return parts.every((part) => part.startsWith("'")) ? `[${parts.join(', ')}]` : `(${parts.join(', ')})`;
}
