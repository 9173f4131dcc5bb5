import { sha256Hex } from '../../digest/sha256';
import { unfetchedBytes } from '../../fs/unfetched';
import { parseOptions } from '../../shell/coreutils/options';
import type { Program, ProgramContext } from '../../shell/types';

/** `openssl`: random bytes, and files that stand for keys and certificates. */
export const openssl: Program = (context) => {
  const [command = '', ...rest] = context.args;
  if (command === 'rand') return rand(context, rest);
  if (['req', 'genrsa', 'genpkey', 'ecparam', 'x509', 'dhparam'].includes(command)) return makeFiles(context, command, rest);
  context.notice({
    fidelity: 'unknown',
    code: command === 'version' ? 'tool-version' : 'tool-not-simulated',
    details: { command: `openssl ${command}` },
  });
  return 0;
};

const HEX_BYTES = 32;
const MOST_RANDOM_BYTES = 1_000_000;

/** The same in every build at the same time: a simulator has no chance in it. */
function rand(context: ProgramContext, args: readonly string[]): number {
  const count = Math.min(MOST_RANDOM_BYTES, Number(args.find((word) => /^\d+$/.test(word)) ?? Number.NaN));
  if (Number.isNaN(count)) {
    context.err('Usage: rand [options] num\n');
    return 1;
  }
  let hex = '';
  for (let block = 0; block * HEX_BYTES < count; block++) hex += sha256Hex(`${context.nowSeconds} ${args.join(' ')} ${block}`);
  hex = hex.slice(0, count * 2);
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  context.notice({ fidelity: 'modelled', code: 'random-bytes', details: { program: 'openssl' } });
  const at = args.indexOf('-out');
  const output = args.includes('-hex')
    ? new TextEncoder().encode(`${hex}\n`)
    : args.includes('-base64')
      ? new TextEncoder().encode(`${lines64(bytes)}\n`)
      : bytes;
  if (at >= 0) context.fs.write(context.resolve(args[at + 1] ?? ''), output);
  else context.out(output);
  return 0;
}

function lines64(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replace(/.{64}(?=.)/g, '$&\n');
}

function makeFiles(context: ProgramContext, command: string, args: readonly string[]): number {
  for (const [option, mode] of [
    ['-keyout', 0o600],
    ['-out', command.startsWith('gen') ? 0o600 : 0o644],
  ] as const) {
    const name = args[args.indexOf(option) + 1];
    if (!args.includes(option) || name === undefined) continue;
    const path = context.resolve(name);
    if (!context.fs.write(path, unfetchedBytes(`openssl ${command}`), { mode }).ok) {
      context.err(`Can't open "${name}" for writing, No such file or directory\n`);
      return 1;
    }
    context.notice({ fidelity: 'unknown', code: 'key-not-modelled', details: { program: 'openssl', path } });
  }
  return 0;
}

/** `ssh-keygen`: the two files of a key pair, or all of a server's with `-A`; what they hold is not simulated. */
export const sshKeygen: Program = (context) => {
  const { flags, values } = parseOptions(context.args, { short: 'qAt:b:f:N:C:m:ylRF:', long: {} });
  const type = values.get('t') ?? 'rsa';
  const usual = `${context.env.get('HOME') ?? '/root'}/.ssh/id_${type}`;
  const paths = flags.has('A')
    ? ['rsa', 'ecdsa', 'ed25519'].map((name) => `/etc/ssh/ssh_host_${name}_key`)
    : [context.resolve(values.get('f') ?? usual)];
  for (const path of paths) {
    context.fs.mkdirAll(path.slice(0, path.lastIndexOf('/')), { mode: 0o700 });
    context.fs.write(path, unfetchedBytes('ssh-keygen'), { mode: 0o600 });
    context.fs.write(`${path}.pub`, unfetchedBytes('ssh-keygen'), { mode: 0o644 });
    context.notice({ fidelity: 'unknown', code: 'key-not-modelled', details: { program: 'ssh-keygen', path } });
  }
  return 0;
};

export const sshKeyscan: Program = (context) => {
  const { operands } = parseOptions(context.args, { short: 't:p:T:46Hf:', long: {} });
  for (const host of operands) {
    if (!context.network) context.err(`getaddrinfo ${host}: Temporary failure in name resolution\n`);
    else {
      context.out(unfetchedBytes(host));
      context.notice({ fidelity: 'unknown', code: 'remote-source', details: { url: host } });
    }
  }
  return context.network || operands.length === 0 ? 0 : 1;
};
