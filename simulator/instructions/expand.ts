import { assertNever } from '../assert-never';
import { fail, type Result, succeed } from '../parser/result';
import { expandWord, type Variables } from '../parser/word-expansion';
import { parseMount } from './mounts';
import type { CopyInstruction, Instruction, Mount, NameValue, RunInstruction } from './types';

export interface ExpandedInstruction {
  /** As it was when there is an error. */
  readonly value: Instruction;
  /** Names asked for and not set, in order of use, up to the place of an error: what the rule UndefinedVar looks at. */
  readonly unmatched: readonly string[];
  readonly error?: string;
}

/** Expands a word; after the first error it changes nothing any more. */
interface Expander {
  word(text: string): string;
  words(text: string): readonly string[];
  content(text: string): string;
  mount(raw: string): Mount | undefined;
}

/**
 * Puts values for variables in those fields where BuildKit does (moby/buildkit frontend/dockerfile/instructions/commands.go, the
 * `Expand` methods). The command lines of RUN, CMD, ENTRYPOINT and HEALTHCHECK stay as written: variables in them are for the
 * shell. So do `--from`, `--exclude`, and ARG, whose values are expanded one by one and only when the default is used.
 */
export function expandInstruction(instruction: Instruction, variables: Variables, escapeToken: '\\' | '`'): ExpandedInstruction {
  const unmatched = new Set<string>();
  let error: string | undefined;
  const attempt = <T>(fallback: T, expand: () => Result<T>): T => {
    if (error !== undefined) return fallback;
    const result = expand();
    if (result.ok) return result.value;
    error = result.error;
    return fallback;
  };
  const expandText = (text: string, options: { readonly ignoreQuotes?: boolean; readonly escape?: '\\' | '`' }): Result<string> => {
    const expansion = expandWord(text, variables, options);
    for (const name of expansion.unmatched) unmatched.add(name);
    return expansion.error === undefined ? succeed(expansion.text) : fail(expansion.error);
  };
  const expander: Expander = {
    word: (text) => attempt(text, () => expandText(text, { escape: escapeToken })),
    content: (text) => attempt(text, () => expandText(text, { ignoreQuotes: true })),
    mount: (raw) => attempt<Mount | undefined>(undefined, () => parseMount(raw, (word) => expandText(word, { escape: escapeToken }))),
    words: (text) =>
      attempt<readonly string[]>([text], () => {
        const expansion = expandWord(text, variables, { escape: escapeToken });
        return expansion.error === undefined ? succeed(expansion.words) : fail(expansion.error);
      }),
  };
  const value = expandFields(instruction, expander);
  return error === undefined ? { value, unmatched: [...unmatched] } : { value: instruction, unmatched: [...unmatched], error };
}

function expandFields(instruction: Instruction, expander: Expander): Instruction {
  switch (instruction.kind) {
    case 'ADD':
    case 'COPY':
      return expandCopy(instruction, expander);
    case 'ENV':
    case 'LABEL':
      return { ...instruction, pairs: instruction.pairs.map((pair) => expandPair(pair, expander)) };
    case 'EXPOSE':
      // Unset variables in EXPOSE are not reported, since the list form of expansion does not keep them.
      return { ...instruction, ports: instruction.ports.flatMap((port) => expander.words(port)) };
    case 'RUN':
      return expandRun(instruction, expander);
    case 'STOPSIGNAL':
      return { ...instruction, signal: expander.word(instruction.signal) };
    case 'USER':
      return { ...instruction, user: expander.word(instruction.user) };
    case 'VOLUME':
      return { ...instruction, volumes: instruction.volumes.map((volume) => expander.word(volume)) };
    case 'WORKDIR':
      return { ...instruction, path: expander.word(instruction.path) };
    case 'ARG':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK':
    case 'MAINTAINER':
    case 'ONBUILD':
    case 'SHELL':
      return instruction;
    default:
      return assertNever(instruction);
  }
}

function expandPair(pair: NameValue, expander: Expander): NameValue {
  return { ...pair, name: expander.word(pair.name), value: expander.word(pair.value) };
}

/** Contents of heredocs come last, and their escape character is always a backslash. */
function expandCopy(instruction: CopyInstruction, expander: Expander): Instruction {
  const owner = instruction.chown === undefined ? {} : { chown: expander.word(instruction.chown) };
  const mode = instruction.chmod === undefined ? {} : { chmod: expander.word(instruction.chmod) };
  const checksum = instruction.kind === 'ADD' && instruction.checksum !== undefined ? { checksum: expander.word(instruction.checksum) } : {};
  const sources = instruction.sources.map((source) => expander.word(source));
  const dest = expander.word(instruction.dest);
  const inline = instruction.inline.map((file) => (file.expand ? { ...file, content: expander.content(file.content) } : file));
  return { ...instruction, ...owner, ...mode, ...checksum, sources, dest, inline };
}

function expandRun(instruction: RunInstruction, expander: Expander): Instruction {
  const parsedMounts: Mount[] = [];
  for (const { raw } of instruction.mounts) {
    const mount = expander.mount(raw);
    if (mount) parsedMounts.push(mount);
  }
  return { ...instruction, parsedMounts };
}
