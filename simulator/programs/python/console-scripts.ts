import type { ProgramContext } from '../../shell/types';
import { baseName, type Installation } from './installation';
import { moduleVersion } from './modules';
import { notSimulated } from './notices';

/** What `NAME --version` prints of commands that images check themselves with: module of the version, and the words around it. */
const VERSIONS: Readonly<Record<string, readonly [module: string, text: (version: string, python: Installation) => string]>> = {
  celery: ['celery', (version) => `${version} (opalescent)`],
  'django-admin': ['django', (version) => version],
  gunicorn: ['gunicorn', (version) => `gunicorn (version ${version})`],
  mypy: ['mypy', (version) => `mypy ${version} (compiled: yes)`],
  pytest: ['pytest', (version) => `pytest ${version}`],
  uvicorn: ['uvicorn', (version, python) => `Running uvicorn ${version} with CPython ${python.version} on Linux`],
};

/** A command that an installer made from an entry point: its module must be there, its version is known, the rest is not executed. */
export function runConsoleScript(context: ProgramContext, python: Installation, script: string, args: readonly string[]): number {
  const name = baseName(script);
  const known = Object.hasOwn(VERSIONS, name) ? VERSIONS[name] : undefined;
  const version = known === undefined ? undefined : moduleVersion(context, python, known[0]);
  if (args[0] === '--version' && known !== undefined && version !== undefined) {
    context.out(`${known[1](version, python)}\n`);
    return 0;
  }
  return notSimulated(context, [name, ...args.slice(0, 1)].join(' '));
}

/** By the lines that pip, uv and poetry all write. */
export function isConsoleScript(source: string): boolean {
  return /^#![^\n]*python[^\n]*\n/.test(source) && /^from [\w.]+ import \w+$/m.test(source) && source.includes('sys.exit(');
}
