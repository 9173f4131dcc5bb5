import type { ProgramContext } from '../../shell/types';
import type { LinkMode } from './uv-cache';

export interface UvOptions {
  readonly words: readonly string[];
  /** Words and options that pip knows too, for `uv pip install`. */
  readonly rest: readonly string[];
  readonly system: boolean;
  readonly python: string | undefined;
  readonly compile: boolean;
  readonly cache: boolean;
  readonly cacheFolder: string | undefined;
  readonly linkMode: LinkMode | undefined;
  readonly frozen: boolean;
  readonly locked: boolean;
  readonly dev: boolean;
  readonly groups: readonly string[];
  readonly extras: readonly string[];
  readonly allExtras: boolean;
  readonly installProject: boolean;
  readonly editable: boolean;
  readonly hashes: boolean;
  readonly output: string | undefined;
  readonly project: string | undefined;
  readonly prompt: string | undefined;
  readonly breakSystemPackages: boolean;
  readonly quiet: boolean;
  /** After `--`, or what `uv run` is to start. */
  readonly command: readonly string[];
}

const VALUES = new Set(
  (
    'python cache-dir link-mode group extra only-group no-group output-file format directory project prompt index default-index ' +
    'resolution python-version python-platform color exclude-newer no-install-package config-file with package p o'
  ).split(' '),
);
/** Those go on to pip's own reading of requirements. */
const PIP_VALUES = new Set('requirement requirements constraint constraints editable index-url extra-index-url find-links r c e i f'.split(' '));
const PIP_FLAGS = new Set(['no-deps', 'no-index', 'upgrade', 'U', 'require-hashes', 'pre']);

export function parseUvOptions(context: ProgramContext, args: readonly string[], command: string): UvOptions {
  const values = new Map<string, string[]>();
  const words: string[] = [];
  const rest: string[] = [];
  let started = command === '';
  let index = 0;
  for (; index < args.length; index++) {
    const word = args[index] ?? '';
    if (word === '--') break;
    const [, name, inline] = /^--?([A-Za-z][A-Za-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) {
      if (!started && word === command) started = true;
      else {
        words.push(word);
        rest.push(word);
        if (command === 'run') break;
      }
      continue;
    }
    const value = VALUES.has(name) || PIP_VALUES.has(name) ? (inline ?? args[++index] ?? '') : 'true';
    values.set(name, [...(values.get(name) ?? []), value]);
    if (PIP_VALUES.has(name)) rest.push(name.length === 1 ? `-${name}` : `--${name.replace(/^(requirement|constraint)s$/, '$1')}`, value);
    if (PIP_FLAGS.has(name)) rest.push(word);
  }
  const environment = (name: string): boolean => /^(?:1|true|yes|on)$/i.test(context.env.get(name) ?? '');
  const has = (...names: readonly string[]): boolean => names.some((name) => values.has(name));
  const last = (...names: readonly string[]): string | undefined => names.flatMap((name) => values.get(name) ?? []).at(-1);
  const linkMode = last('link-mode') ?? context.env.get('UV_LINK_MODE');
  return {
    words,
    rest,
    system: has('system') || environment('UV_SYSTEM_PYTHON'),
    python: last('python', 'p') ?? context.env.get('UV_PYTHON'),
    compile: has('compile-bytecode', 'compile') || environment('UV_COMPILE_BYTECODE'),
    cache: !has('no-cache', 'n', 'no-cache-dir') && !environment('UV_NO_CACHE'),
    cacheFolder: last('cache-dir'),
    linkMode: linkMode === 'copy' ? 'copy' : linkMode === undefined ? undefined : 'hardlink',
    frozen: has('frozen') || environment('UV_FROZEN'),
    locked: has('locked') || environment('UV_LOCKED'),
    dev: !has('no-dev', 'no-default-groups') && !environment('UV_NO_DEV'),
    groups: values.get('group') ?? [],
    extras: values.get('extra') ?? [],
    allExtras: has('all-extras'),
    installProject: !has('no-install-project', 'no-install-workspace'),
    editable: !has('no-editable'),
    hashes: !has('no-hashes'),
    output: last('output-file', 'o'),
    project: last('directory', 'project'),
    prompt: last('prompt'),
    breakSystemPackages: has('break-system-packages') || environment('UV_BREAK_SYSTEM_PACKAGES'),
    quiet: has('quiet', 'q'),
    command: command === 'run' ? (args[index] === '--' ? args.slice(index + 1) : args.slice(index)) : [],
  };
}
