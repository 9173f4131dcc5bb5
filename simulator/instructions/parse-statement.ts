import { fail, type Result } from '../parser/result';
import type { Statement } from '../parser/statements';
import { withSuggestion } from '../parser/suggest';
import { parseCmd, parseEntrypoint, parseRun, parseShell } from './commands';
import { parseAdd, parseCopy } from './copy-and-add';
import { parseHealthcheck } from './healthcheck';
import { parseOnbuild } from './onbuild';
import { parseArg, parseEnv, parseExpose, parseLabel, parseMaintainer, parseStopSignal, parseUser, parseVolume, parseWorkdir } from './settings';
import type { Instruction } from './types';

type StatementParser = (statement: Statement) => Result<Instruction>;

/** All instructions but FROM, which opens a stage. The usual ones come first, and so win where two are equally near to a misspelling. */
const PARSERS: Readonly<Record<Instruction['kind'], StatementParser>> = {
  RUN: parseRun,
  COPY: parseCopy,
  ADD: parseAdd,
  WORKDIR: parseWorkdir,
  ENV: parseEnv,
  ARG: parseArg,
  CMD: parseCmd,
  ENTRYPOINT: parseEntrypoint,
  EXPOSE: parseExpose,
  USER: parseUser,
  VOLUME: parseVolume,
  LABEL: parseLabel,
  HEALTHCHECK: parseHealthcheck,
  SHELL: parseShell,
  STOPSIGNAL: parseStopSignal,
  ONBUILD: parseOnbuild,
  MAINTAINER: parseMaintainer,
};

export const INSTRUCTION_NAMES: readonly string[] = ['FROM', ...Object.keys(PARSERS)];

export function parseStatement(statement: Statement): Result<Instruction> {
  const name = statement.keyword.toUpperCase();
  const parse = isInstructionKind(name) ? PARSERS[name] : undefined;
  if (parse) return parse(statement);
  return fail(withSuggestion(`unknown instruction: ${statement.keyword}`, statement.keyword, INSTRUCTION_NAMES, true));
}

function isInstructionKind(name: string): name is Instruction['kind'] {
  return Object.hasOwn(PARSERS, name);
}
