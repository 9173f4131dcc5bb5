import { byteString } from '../bytes';
import { printError, printRaw } from '../messages';
import type { Shell } from '../shell-state';
import { readLine, readRest } from '../streams';
import { getVariable, setArray, setVariable } from '../variables';

interface ReadOptions {
  readonly raw: boolean;
  readonly array: string | undefined;
  readonly count: number | undefined;
  readonly delimiter: string;
  readonly descriptor: number;
  readonly names: readonly string[];
}

function readOptions(args: readonly string[]): ReadOptions {
  let raw = false;
  let array: string | undefined;
  let count: number | undefined;
  let delimiter = '\n';
  let descriptor = 0;
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] ?? '';
    if (!/^-./.test(word)) break;
    if (word === '--') {
      at++;
      break;
    }
    const letter = word.slice(-1);
    if (word.includes('r')) raw = true;
    if (!'apndtNui'.includes(letter)) continue;
    const value = args[++at] ?? '';
    if (letter === 'a') array = value;
    if (letter === 'n' || letter === 'N') count = Number(value);
    if (letter === 'd') delimiter = value === '' ? '\0' : (value[0] ?? '\n');
    if (letter === 'u') descriptor = Number(value);
  }
  return { raw, array, count, delimiter, descriptor, names: args.slice(at) };
}

export function read(shell: Shell, args: readonly string[]): number {
  const options = readOptions(args);
  if (options.names.length === 0 && shell.dialect === 'dash') {
    printError(shell, 'arg count', 'read');
    return 2;
  }
  const line = readLogicalLine(shell, options);
  if (options.array !== undefined) setArray(shell, options.array, splitLine(shell, line.characters, Number.POSITIVE_INFINITY), false);
  else assignNames(shell, options.names.length > 0 ? options.names : ['REPLY'], line.characters, options.names.length > 0);
  return line.complete ? 0 : 1;
}

interface Character {
  readonly text: string;
  readonly quoted: boolean;
}

/** Without `-r` a backslash quotes the next character and joins lines. */
function readLogicalLine(shell: Shell, options: ReadOptions): { readonly characters: readonly Character[]; readonly complete: boolean } {
  const characters: Character[] = [];
  for (;;) {
    const text = readPhysicalLine(shell, options);
    if (text === undefined) return { characters, complete: false };
    const ended = text.endsWith(options.delimiter) || options.count !== undefined;
    const body = text.endsWith(options.delimiter) && options.count === undefined ? text.slice(0, -1) : text;
    let joined = false;
    for (let at = 0; at < body.length; at++) {
      if (options.raw || body[at] !== '\\') characters.push({ text: body[at] ?? '', quoted: false });
      else if (at + 1 < body.length) characters.push({ text: body[++at] ?? '', quoted: true });
      else joined = ended;
    }
    if (!joined) return { characters, complete: ended };
  }
}

function readPhysicalLine(shell: Shell, options: ReadOptions): string | undefined {
  const description = shell.descriptors.get(options.descriptor);
  if (options.delimiter === '\n' && options.count === undefined) {
    const line = readLine(shell.session, description);
    return line && byteString(line);
  }
  if (description?.kind !== 'source' && description?.kind !== 'file') return undefined;
  const start = description.offset;
  const rest = byteString(readRest(shell.session, description));
  if (rest === '') return undefined;
  const end = rest.indexOf(options.delimiter);
  const taken = options.count === undefined ? (end < 0 ? rest : rest.slice(0, end + 1)) : rest.slice(0, options.count);
  description.offset = start + taken.length;
  return taken;
}

function assignNames(shell: Shell, names: readonly string[], characters: readonly Character[], trims: boolean): void {
  const fields = trims ? splitLine(shell, characters, names.length) : [characters.map((character) => character.text).join('')];
  names.forEach((name, index) => {
    setVariable(shell, name, fields[index] ?? '');
  });
}

/** Splits by IFS into at most `most` fields; the last one takes the rest, without white space at its ends. */
function splitLine(shell: Shell, characters: readonly Character[], most: number): readonly string[] {
  const ifs = getVariable(shell, 'IFS') ?? ' \t\n';
  const isSeparator = (character: Character | undefined): boolean => character !== undefined && !character.quoted && ifs.includes(character.text);
  const isSpace = (character: Character | undefined): boolean => isSeparator(character) && ' \t\n'.includes(character?.text ?? '');
  const fields: string[] = [];
  let at = 0;
  while (isSpace(characters[at])) at++;
  while (at < characters.length && fields.length < most - 1) {
    let field = '';
    while (at < characters.length && !isSeparator(characters[at])) field += characters[at++]?.text ?? '';
    fields.push(field);
    while (isSpace(characters[at])) at++;
    if (isSeparator(characters[at])) {
      at++;
      while (isSpace(characters[at])) at++;
    }
  }
  if (at < characters.length) fields.push(lastField(characters.slice(at), isSpace, isSeparator));
  return fields;
}

function lastField(
  characters: readonly Character[],
  isSpace: (character: Character | undefined) => boolean,
  isSeparator: (character: Character | undefined) => boolean,
): string {
  let end = characters.length;
  while (end > 0 && isSpace(characters[end - 1])) end--;
  const last = characters[end - 1];
  const onlyOne = characters.slice(0, end).filter((character) => isSeparator(character) && !isSpace(character)).length === 1;
  if (last && isSeparator(last) && onlyOne) end--;
  return characters
    .slice(0, end)
    .map((character) => character.text)
    .join('');
}

export function mapfile(shell: Shell, args: readonly string[]): number {
  const trims = args.includes('-t');
  const name = args.findLast((word) => !word.startsWith('-')) ?? 'MAPFILE';
  const text = byteString(readRest(shell.session, shell.descriptors.get(0)));
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  setArray(shell, name, trims ? lines : lines.map((line) => `${line}\n`), false);
  return 0;
}

/** Options in clusters (`-ab value`); OPTIND counts words, so the place inside a word is kept aside. */
export function getopts(shell: Shell, args: readonly string[]): number {
  const [specification = '', name = 'opt', ...given] = args;
  const words = given.length > 0 ? given : shell.positional;
  const silent = specification.startsWith(':');
  // dash and ash count a word as soon as they look into it, bash when it is done.
  const early = shell.dialect !== 'bash';
  const index = Number(getVariable(shell, 'OPTIND') ?? '1') - (early && shell.optionOffset > 0 ? 1 : 0);
  const word = words[index - 1];
  const offset = shell.optionOffset || 1;
  if (word === undefined || !/^-./.test(word) || word === '--') {
    setVariable(shell, 'OPTIND', String(word === '--' ? index + 1 : index));
    setVariable(shell, name, '?');
    return 1;
  }
  const letter = word[offset] ?? '';
  const place = specification.indexOf(letter, silent ? 1 : 0);
  const last = offset + 1 >= word.length;
  const advance = (by: number, next: number): void => {
    setVariable(shell, 'OPTIND', String(index + (early && by === 0 ? 1 : by)));
    shell.optionOffset = next;
  };
  if (place < 0 || letter === ':') {
    advance(last ? 1 : 0, last ? 0 : offset + 1);
    return unknownOption(shell, name, letter, silent);
  }
  setVariable(shell, name, letter);
  if (specification[place + 1] !== ':') {
    shell.variables.delete('OPTARG');
    advance(last ? 1 : 0, last ? 0 : offset + 1);
    return 0;
  }
  const value = last ? words[index] : word.slice(offset + 1);
  advance(last ? 2 : 1, 0);
  if (value === undefined) return missingArgument(shell, name, letter, silent);
  setVariable(shell, 'OPTARG', value);
  return 0;
}

function unknownOption(shell: Shell, name: string, letter: string, silent: boolean): number {
  setVariable(shell, name, '?');
  if (silent) setVariable(shell, 'OPTARG', letter);
  else shell.variables.delete('OPTARG');
  if (!silent) complain(shell, { dash: `Illegal option -${letter}`, ash: `Illegal option -${letter}`, bash: `illegal option -- ${letter}` });
  return 0;
}

function missingArgument(shell: Shell, name: string, letter: string, silent: boolean): number {
  setVariable(shell, name, silent ? ':' : '?');
  if (silent) setVariable(shell, 'OPTARG', letter);
  else
    complain(shell, { dash: `No arg for -${letter} option`, ash: `No arg for -${letter} option`, bash: `option requires an argument -- ${letter}` });
  return 0;
}

function complain(shell: Shell, texts: Readonly<Record<Shell['dialect'], string>>): void {
  printRaw(shell, shell.dialect === 'bash' ? `${shell.name}: ${texts.bash}\n` : `${texts[shell.dialect]}\n`);
}
