import { splitAtBlanks, splitAtFirstBlanks, trimSpaceStart } from './characters';
import { quoteGo } from './quote';
import { fail, type Result, succeed } from './result';
import { splitCommand, splitQuotedWords } from './words';

/** A `name=value` of ENV or LABEL. */
export interface RawPair {
  readonly name: string;
  readonly value: string;
  /** Written in the old form `ENV name value`. */
  readonly legacy: boolean;
}

/** An instruction's arguments after the first pass, raw. */
export interface RawArguments {
  readonly words: readonly string[];
  /** The arguments are a JSON array of strings. */
  readonly json: boolean;
  readonly pairs: readonly RawPair[];
  /** What an ONBUILD announces. */
  readonly trigger?: { readonly keyword: string; readonly json: boolean };
}

type Form = (rest: string, escapeToken: string) => Result<RawArguments>;

/**
 * How the text behind each keyword is cut into arguments (moby/buildkit frontend/dockerfile/parser/line_parsers.go). An unknown
 * keyword has none: that it is unknown is found out later, after errors in the forms of all other lines.
 */
const FORMS: Readonly<Record<string, Form>> = {
  add: readJsonOrWords,
  arg: (rest, escapeToken) => succeed(plain(splitQuotedWords(rest, escapeToken))),
  cmd: readJsonOrText,
  copy: readJsonOrWords,
  entrypoint: readJsonOrText,
  env: (rest, escapeToken) => readPairs('ENV', rest, escapeToken),
  expose: readWords,
  from: readWords,
  healthcheck: readHealthcheck,
  label: (rest, escapeToken) => readPairs('LABEL', rest, escapeToken),
  maintainer: readText,
  onbuild: readTrigger,
  run: readJsonOrText,
  shell: readJsonOrText,
  stopsignal: readText,
  user: readText,
  volume: readJsonOrWords,
  workdir: readText,
};

const STRINGS_ONLY = 'when using JSON array syntax, arrays must be comprised of strings only';

export function readArguments(keyword: string, rest: string, escapeToken: string): Result<RawArguments> {
  const name = keyword.toLowerCase();
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  return form ? form(rest, escapeToken) : succeed(plain([]));
}

function plain(words: readonly string[]): RawArguments {
  return { words, json: false, pairs: [] };
}

function readText(rest: string): Result<RawArguments> {
  return succeed(plain(rest === '' ? [] : [rest]));
}

function readWords(rest: string): Result<RawArguments> {
  return succeed(plain(rest === '' ? [] : splitAtBlanks(rest)));
}

function readJsonOrText(rest: string): Result<RawArguments> {
  return readJson(rest) ?? readText(rest);
}

function readJsonOrWords(rest: string): Result<RawArguments> {
  return readJson(rest) ?? readWords(rest);
}

/** Undefined when the text is no JSON array: then, without a word of warning, it is something else. */
function readJson(text: string): Result<RawArguments> | undefined {
  if (!trimSpaceStart(text).startsWith('[')) return undefined;
  const values = parseJsonArray(trimSpaceStart(text));
  if (!values) return undefined;
  const words: string[] = [];
  for (const value of values) {
    if (typeof value !== 'string') return fail(STRINGS_ONLY);
    words.push(replaceLoneSurrogates(value));
  }
  return succeed({ words, json: true, pairs: [] });
}

function parseJsonArray(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // A number beyond a float is to Go no JSON at all, so the whole becomes a shell form.
    return Array.isArray(value) && !value.some((item) => typeof item === 'number' && !Number.isFinite(item)) ? value : undefined;
  } catch {
    return undefined;
  }
}

function replaceLoneSurrogates(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The old form `ENV name value` is told from the new one by the first word: it has no `=`. */
function readPairs(keyword: string, rest: string, escapeToken: string): Result<RawArguments> {
  const words = splitQuotedWords(rest, escapeToken);
  if (words[0] === undefined) return succeed(plain([]));
  if (!words[0].includes('=')) {
    const { first, rest: value } = splitAtFirstBlanks(rest);
    if (value === undefined) return fail(`${keyword} must have two arguments`);
    return succeed({ words, json: false, pairs: [{ name: first, value, legacy: true }] });
  }
  const pairs: RawPair[] = [];
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals < 0) return fail(`Syntax error - can't find = in ${quoteGo(word)}. Must be of the form: name=value`);
    pairs.push({ name: word.slice(0, equals), value: word.slice(equals + 1), legacy: false });
  }
  return succeed({ words, json: false, pairs });
}

/** The first word is the kind of check, the rest a command. */
function readHealthcheck(rest: string): Result<RawArguments> {
  if (rest === '') return succeed(plain([]));
  const match = /[\t\n\v\f\r \u0085\u00a0]+/.exec(rest);
  const kind = match ? rest.slice(0, match.index) : rest;
  const command = readJsonOrText(match ? rest.slice(match.index + match[0].length) : '');
  if (!command.ok) return command;
  return succeed({ ...command.value, words: [kind, ...command.value.words] });
}

/** ONBUILD reads the instruction it announces as well, and an ONBUILD in that: an error of form deep inside is still an error. */
function readTrigger(rest: string, escapeToken: string): Result<RawArguments> {
  if (rest === '') return succeed(plain([]));
  const first = splitCommand(rest, escapeToken);
  let inner = first;
  while (inner.keyword.toLowerCase() === 'onbuild' && inner.rest !== '') inner = splitCommand(inner.rest, escapeToken);
  if (inner.keyword.toLowerCase() === 'onbuild') return succeed({ ...plain([first.keyword]), trigger: { keyword: first.keyword, json: false } });
  const innermost = readArguments(inner.keyword, inner.rest, escapeToken);
  if (!innermost.ok) return innermost;
  const json = inner === first && innermost.value.json;
  return succeed({ ...plain([first.keyword]), trigger: { keyword: first.keyword, json } });
}
