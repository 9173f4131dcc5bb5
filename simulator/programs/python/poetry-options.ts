import type { ProgramContext } from '../../shell/types';
import { stringAt } from '../json';
import { parseToml } from '../toml';
import { homeOf } from './installation';

export interface PoetryOptions {
  readonly command: string | undefined;
  readonly words: readonly string[];
  /** After `run`, unread. */
  readonly rest: readonly string[];
  readonly version: boolean;
  readonly root: boolean;
  readonly only: readonly string[];
  readonly with: readonly string[];
  readonly without: readonly string[];
  readonly extras: readonly string[];
  readonly allExtras: boolean;
  readonly sync: boolean;
  readonly compile: boolean;
  readonly cache: boolean;
  readonly hashes: boolean;
  readonly output: string | undefined;
  readonly directory: string | undefined;
  readonly unset: boolean;
}

const VALUES = new Set('only with without extras directory format output E f o C P project'.split(' '));

export function parsePoetryOptions(args: readonly string[]): PoetryOptions {
  const values = new Map<string, string[]>();
  const words: string[] = [];
  let rest: readonly string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    const [, name, inline] = /^--?([A-Za-z][A-Za-z-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) words.push(word);
    else {
      const value = VALUES.has(name) ? (inline ?? args[++index] ?? '') : 'true';
      values.set(name, [...(values.get(name) ?? []), value]);
    }
    if (words[0] === 'run') {
      rest = args.slice(index + 1);
      break;
    }
  }
  const listed = (...names: readonly string[]): readonly string[] =>
    names
      .flatMap((name) => values.get(name) ?? [])
      .flatMap((text) => text.split(/[\s,]+/))
      .filter((text) => text !== '');
  const has = (...names: readonly string[]): boolean => names.some((name) => values.has(name));
  const last = (...names: readonly string[]): string | undefined => names.flatMap((name) => values.get(name) ?? []).at(-1);
  const onlyMain = has('no-dev') ? ['main'] : [];
  return {
    command: words[0],
    words: words.slice(1),
    rest,
    version: has('version', 'V'),
    root: !has('no-root', 'only-root') || has('only-root'),
    only: [...listed('only'), ...onlyMain],
    with: listed('with'),
    without: listed('without'),
    extras: listed('extras', 'E'),
    allExtras: has('all-extras'),
    sync: has('sync'),
    compile: has('compile'),
    cache: !has('no-cache'),
    hashes: !has('without-hashes'),
    output: last('output', 'o'),
    directory: last('directory', 'C', 'project', 'P'),
    unset: has('unset'),
  };
}

function configFile(context: ProgramContext): string {
  return `${context.env.get('POETRY_CONFIG_DIR') ?? `${context.env.get('XDG_CONFIG_HOME') ?? `${homeOf(context)}/.config`}/pypoetry`}/config.toml`;
}

/** A setting by its dotted name: the environment wins, `POETRY_VIRTUALENVS_CREATE` for `virtualenvs.create`. */
export function setting(context: ProgramContext, name: string): string | undefined {
  const variable = context.env.get(`POETRY_${name.toUpperCase().replace(/[.-]/g, '_')}`);
  if (variable !== undefined) return variable;
  return (
    settingsIn(context, configFile(context)).get(name) ?? settingsIn(context, `${context.workingDirectory.replace(/\/$/, '')}/poetry.toml`).get(name)
  );
}

function settingsIn(context: ProgramContext, path: string): ReadonlyMap<string, string> {
  const read = context.fs.read(path);
  const document = read.ok ? parseToml(new TextDecoder().decode(read.value)) : undefined;
  const found = new Map<string, string>();
  for (const [section, table] of Object.entries(document ?? {})) {
    if (typeof table !== 'object') found.set(section, String(table));
    else for (const [key, value] of Object.entries(table)) found.set(`${section}.${key}`, stringAt(table, key) ?? String(value));
  }
  return found;
}

export function writeSetting(context: ProgramContext, name: string, value: string | undefined): void {
  const path = configFile(context);
  const settings = new Map(settingsIn(context, path));
  settings.delete(name);
  if (value !== undefined) settings.set(name, value);
  const literal = (text: string): string => (/^(?:true|false|\d+)$/.test(text) ? text : JSON.stringify(text));
  const sections = new Map<string, string[]>();
  for (const [key, text] of settings) {
    const dot = key.indexOf('.');
    const section = dot < 0 ? '' : key.slice(0, dot);
    sections.set(section, [...(sections.get(section) ?? []), `${key.slice(dot + 1)} = ${literal(text)}`]);
  }
  context.fs.mkdirAll(path.slice(0, path.lastIndexOf('/')));
  context.fs.write(path, [...sections].map(([section, lines]) => `${section === '' ? '' : `[${section}]\n`}${lines.join('\n')}\n`).join('\n'));
}
