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

/** All instructions but FROM, which opens a stage. */
const PARSERS: Readonly<Record<Instruction['kind'], StatementParser>> = {
  ADD: parseAdd,
  ARG: parseArg,
  CMD: parseCmd,
  COPY: parseCopy,
  ENTRYPOINT: parseEntrypoint,
  ENV: parseEnv,
  EXPOSE: parseExpose,
  HEALTHCHECK: parseHealthcheck,
  LABEL: parseLabel,
  MAINTAINER: parseMaintainer,
  ONBUILD: parseOnbuild,
  RUN: parseRun,
  SHELL: parseShell,
  STOPSIGNAL: parseStopSignal,
  USER: parseUser,
  VOLUME: parseVolume,
  WORKDIR: parseWorkdir,
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
