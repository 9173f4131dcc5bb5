import { trimSpace } from '../parser/characters';
import { fail, type Result, succeed } from '../parser/result';
import type { Statement } from '../parser/statements';
import { parseFlags } from './flags';
import { baseOf, descriptionOf } from './instruction-base';
import { blankName, needsArgument, needsOneArgument } from './messages';
import type { Instruction, NameValue } from './types';

/** The instructions that only write settings. Where several things are wrong, the order of the checks is BuildKit's. */

export function parseEnv(statement: Statement): Result<Instruction> {
  const pairs = parsePairs(statement, 'ENV');
  return pairs.ok ? succeed({ ...baseOf(statement), kind: 'ENV', pairs: pairs.value }) : pairs;
}

export function parseLabel(statement: Statement): Result<Instruction> {
  const pairs = parsePairs(statement, 'LABEL');
  return pairs.ok ? succeed({ ...baseOf(statement), kind: 'LABEL', pairs: pairs.value }) : pairs;
}

function parsePairs(statement: Statement, keyword: string): Result<readonly NameValue[]> {
  const flags = parseFlags(statement.flags, {});
  if (!flags.ok) return flags;
  const { pairs } = statement.arguments;
  if (pairs.length === 0) return fail(needsArgument(keyword));
  if (pairs.some((pair) => pair.name === '')) return fail(blankName(keyword));
  return succeed(pairs.map(({ name, value, legacy }) => (legacy ? { name, value, legacy } : { name, value })));
}

/** Flags on ARG are not looked at. */
export function parseArg(statement: Statement): Result<Instruction> {
  const { words } = statement.arguments;
  if (words.length === 0) return fail(needsArgument('ARG'));
  if (words.some((word) => word.startsWith('='))) return fail(blankName('ARG'));
  const args = words.map((word) => {
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const comment = descriptionOf(statement.comments, name);
    return { name, ...(equals < 0 ? {} : { value: word.slice(equals + 1) }), ...(comment === undefined ? {} : { comment }) };
  });
  return succeed({ ...baseOf(statement), kind: 'ARG', args });
}

/** Ports are sorted as text before anything else is done with them. */
export function parseExpose(statement: Statement): Result<Instruction> {
  const { words } = statement.arguments;
  if (words.length === 0) return fail(needsArgument('EXPOSE'));
  const flags = parseFlags(statement.flags, {});
  return flags.ok ? succeed({ ...baseOf(statement), kind: 'EXPOSE', ports: [...words].sort() }) : flags;
}

export function parseVolume(statement: Statement): Result<Instruction> {
  if (statement.arguments.words.length === 0) return fail(needsArgument('VOLUME'));
  const flags = parseFlags(statement.flags, {});
  if (!flags.ok) return flags;
  const volumes = statement.arguments.words.map(trimSpace);
  if (volumes.includes('')) return fail('VOLUME specified can not be an empty string');
  return succeed({ ...baseOf(statement), kind: 'VOLUME', volumes });
}

export function parseUser(statement: Statement): Result<Instruction> {
  const user = oneArgument(statement, 'USER');
  return user.ok ? succeed({ ...baseOf(statement), kind: 'USER', user: user.value }) : user;
}

export function parseWorkdir(statement: Statement): Result<Instruction> {
  const path = oneArgument(statement, 'WORKDIR');
  return path.ok ? succeed({ ...baseOf(statement), kind: 'WORKDIR', path: path.value }) : path;
}

export function parseMaintainer(statement: Statement): Result<Instruction> {
  const maintainer = oneArgument(statement, 'MAINTAINER');
  return maintainer.ok ? succeed({ ...baseOf(statement), kind: 'MAINTAINER', maintainer: maintainer.value }) : maintainer;
}

/** Flags on STOPSIGNAL are not looked at. Whether there is such a signal is asked when the stage is built. */
export function parseStopSignal(statement: Statement): Result<Instruction> {
  const [signal, second] = statement.arguments.words;
  if (signal === undefined || second !== undefined) return fail(needsOneArgument('STOPSIGNAL'));
  return succeed({ ...baseOf(statement), kind: 'STOPSIGNAL', signal });
}

function oneArgument(statement: Statement, keyword: string): Result<string> {
  const [argument, second] = statement.arguments.words;
  if (argument === undefined || second !== undefined) return fail(needsOneArgument(keyword));
  const flags = parseFlags(statement.flags, {});
  return flags.ok ? succeed(argument) : flags;
}
