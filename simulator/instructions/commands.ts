import { quoteGo } from '../parser/quote';
import { fail, type Result, succeed } from '../parser/result';
import type { Statement } from '../parser/statements';
import { checkDeviceFlag } from './devices';
import { parseFlags } from './flags';
import { baseOf, commandLineOf } from './instruction-base';
import { needsArgument } from './messages';
import { checkMountFlag } from './mounts';
import type { Instruction, MountFlag } from './types';

const RUN_FLAGS = { device: 'list', mount: 'list', network: 'text', security: 'text' } as const;
const NO_MOUNTS: readonly MountFlag[] = [];
const NETWORK_MODES: readonly string[] = ['default', 'none', 'host'];
const SECURITY_MODES: readonly string[] = ['sandbox', 'insecure'];

export function parseRun(statement: Statement): Result<Instruction> {
  const { keyword, range, original, comments } = baseOf(statement);
  const plain = { kind: 'RUN' as const, keyword, range, original, comments, command: commandLineOf(statement), mounts: NO_MOUNTS };
  if (statement.flags.length === 0) return succeed(plain);
  const flags = parseFlags(statement.flags, RUN_FLAGS);
  if (!flags.ok) return flags;
  const devices = flags.value.list('device');
  const deviceError = devices.map(checkDeviceFlag).find((error) => error !== undefined);
  if (deviceError !== undefined) return fail(deviceError);
  const mounts: MountFlag[] = [];
  for (const raw of flags.value.list('mount')) {
    const mount = checkMountFlag(raw);
    if (!mount.ok) return mount;
    mounts.push(mount.value);
  }
  const network = flags.value.text('network');
  if (network !== undefined && !NETWORK_MODES.includes(network)) return fail(`invalid network mode ${quoteGo(network)}`);
  const security = flags.value.text('security');
  if (security !== undefined && !SECURITY_MODES.includes(security)) return fail(`security ${quoteGo(security)} is not valid`);
  return succeed({
    ...plain,
    mounts,
    ...(devices.length === 0 ? {} : { devices }),
    ...(network === undefined ? {} : { network }),
    ...(security === undefined ? {} : { security }),
  });
}

export function parseCmd(statement: Statement): Result<Instruction> {
  const flags = parseFlags(statement.flags, {});
  return flags.ok ? succeed({ ...baseOf(statement), kind: 'CMD', command: commandLineOf(statement) }) : flags;
}

export function parseEntrypoint(statement: Statement): Result<Instruction> {
  const flags = parseFlags(statement.flags, {});
  return flags.ok ? succeed({ ...baseOf(statement), kind: 'ENTRYPOINT', command: commandLineOf(statement) }) : flags;
}

export function parseShell(statement: Statement): Result<Instruction> {
  const flags = parseFlags(statement.flags, {});
  if (!flags.ok) return flags;
  const { words, json } = statement.arguments;
  if (words.length === 0) return fail(needsArgument('SHELL'));
  if (!json) return fail('SHELL requires the arguments to be in JSON form');
  return succeed({ ...baseOf(statement), kind: 'SHELL', shell: words });
}
