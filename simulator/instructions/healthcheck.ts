import { quoteGo } from '../parser/quote';
import { fail, type Result, succeed } from '../parser/result';
import type { Statement } from '../parser/statements';
import { parseDuration } from './duration';
import { type FlagValues, parseFlags } from './flags';
import { baseOf, commandLineOf } from './instruction-base';
import { needsArgument } from './messages';
import { parseInteger } from './numbers';
import type { HealthcheckOptions, Instruction } from './types';

const MILLISECOND = 1_000_000;

const FLAGS = { interval: 'text', timeout: 'text', 'start-period': 'text', 'start-interval': 'text', retries: 'text' } as const;

/** Flags before NONE are not looked at, not even their names. */
export function parseHealthcheck(statement: Statement): Result<Instruction> {
  const [kind, ...words] = statement.arguments.words;
  if (kind === undefined) return fail(needsArgument('HEALTHCHECK'));
  const type = kind.toUpperCase();
  if (type === 'NONE') {
    if (words.length > 0) return fail('HEALTHCHECK NONE takes no arguments');
    return succeed({ ...baseOf(statement), kind: 'HEALTHCHECK', none: true });
  }
  const flags = parseFlags(statement.flags, FLAGS);
  if (!flags.ok) return flags;
  if (type !== 'CMD') return fail(`Unknown type ${quoteGo(type)} in HEALTHCHECK (try CMD)`);
  if (words.length === 0) return fail('Missing command after HEALTHCHECK CMD');
  const options = parseOptions(flags.value);
  if (!options.ok) return options;
  return succeed({ ...baseOf(statement), kind: 'HEALTHCHECK', none: false, command: commandLineOf(statement, words), ...options.value });
}

function parseOptions(flags: FlagValues): Result<HealthcheckOptions> {
  const times: Record<string, number> = {};
  for (const [flag, field] of [
    ['interval', 'interval'],
    ['timeout', 'timeout'],
    ['start-period', 'startPeriod'],
    ['start-interval', 'startInterval'],
  ] as const) {
    const text = flags.text(flag);
    if (!text) continue;
    const time = parseDuration(text);
    if (!time.ok) return time;
    if (time.value !== 0 && time.value < MILLISECOND) return fail(`Interval ${quoteGo(flag)} cannot be less than 1ms`);
    times[field] = time.value;
  }
  const text = flags.text('retries');
  if (!text) return succeed(times);
  const retries = parseInteger(text, 32);
  if (!retries.ok) return retries;
  if (retries.value < 0) return fail(`--retries cannot be negative (${retries.value})`);
  return succeed({ ...times, retries: retries.value });
}
