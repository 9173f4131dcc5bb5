import { isUnfetched, unfetchedBytes } from '../../fs/unfetched';
import { type Options, parseOptions } from '../../shell/coreutils/options';
import type { ProgramContext } from '../../shell/types';

const TABLE = {
  short: 'o:qvar:u:bsde',
  long: {
    output: 'o:',
    dearmor: 'dearmor',
    armor: 'a',
    import: 'import',
    'recv-keys': 'recv',
    'receive-keys': 'recv',
    verify: 'verify',
    export: 'export',
    'list-keys': 'list',
    keyserver: 'keyserver:',
    'keyserver-options': 'options:',
    homedir: 'homedir:',
    keyring: 'keyring:',
    'no-default-keyring': 'no-default',
    batch: 'batch',
    yes: 'yes',
    'no-tty': 'no-tty',
    quiet: 'q',
    version: 'version',
    'trust-model': 'trust:',
    'status-fd': 'status:',
    decrypt: 'd',
    passphrase: 'passphrase:',
  },
} as const;

/** `gpg`: armour is taken off for real; keys, key servers and signatures are not simulated. */
export function gpg(context: ProgramContext): number {
  const options = parseOptions(context.args, TABLE);
  const { flags } = options;
  if (flags.has('dearmor')) return dearmor(context, options);
  if (flags.has('import')) return importKeys(context, options);
  if (flags.has('recv')) return receiveKeys(context, options);
  if (flags.has('export')) return exportKeys(context, options);
  if (flags.has('verify') && !options.operands.every((name) => context.fs.exists(context.resolve(name)))) {
    context.err(
      `gpg: can't open '${options.operands[0] ?? ''}': No such file or directory\ngpg: verify signatures failed: No such file or directory\n`,
    );
    return 2;
  }
  context.notice({
    fidelity: 'unknown',
    code: 'tool-not-simulated',
    details: { command: `gpg ${context.args.find((word) => word.startsWith('--')) ?? ''}` },
  });
  return 0;
}

function dearmor(context: ProgramContext, options: Options): number {
  const bytes = inputOf(context, options.operands[0]);
  if (bytes === undefined) return 2;
  const plain = isUnfetched(bytes) ? bytes : withoutArmour(new TextDecoder().decode(bytes));
  if (plain === undefined) {
    context.err('gpg: no valid OpenPGP data found.\ngpg: dearmoring failed: Unknown system error\n');
    return 2;
  }
  return deliver(context, options, plain, options.operands[0] === undefined ? undefined : `${options.operands[0]}.gpg`);
}

function inputOf(context: ProgramContext, name: string | undefined): Uint8Array | undefined {
  if (name === undefined || name === '-') return context.stdin;
  const bytes = context.fs.read(context.resolve(name));
  if (bytes.ok) return bytes.value;
  context.err(`gpg: can't open '${name}': No such file or directory\n`);
  return undefined;
}

/** The packets between the lines of ASCII armour (RFC 4880, 6.2), the checksum left out. */
function withoutArmour(text: string): Uint8Array | undefined {
  const body = /-----BEGIN PGP [A-Z ]+-----\r?\n(?:[^\n]*: [^\n]*\n)*\r?\n?([A-Za-z0-9+/=\s]+?)(?:\n=[A-Za-z0-9+/]{4})?\s*-----END PGP/.exec(
    text,
  )?.[1];
  if (body === undefined) return undefined;
  const packed = body.replace(/\s/g, '');
  return packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed)
    ? Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0))
    : undefined;
}

/** A file that exists is kept in batch mode, for there is nobody to ask, unless `--yes` is given. */
function deliver(context: ProgramContext, { values, flags }: Options, bytes: Uint8Array, usual: string | undefined): number {
  const name = values.get('o') ?? usual;
  if (name === undefined || name === '-') {
    context.out(bytes);
    return 0;
  }
  if (context.fs.exists(context.resolve(name)) && !flags.has('yes')) {
    context.err(flags.has('batch') ? `gpg: dearmoring failed: File exists\n` : `gpg: cannot open '/dev/tty': No such device or address\n`);
    return 2;
  }
  if (context.fs.write(context.resolve(name), bytes).ok) return 0;
  context.err(`gpg: can't create '${name}': No such file or directory\ngpg: dearmoring failed: No such file or directory\n`);
  return 2;
}

function importKeys(context: ProgramContext, options: Options): number {
  const bytes = inputOf(context, options.operands[0]);
  if (bytes === undefined) return 2;
  if (bytes.length === 0) {
    context.err('gpg: no valid OpenPGP data found.\ngpg: Total number processed: 0\n');
    return 2;
  }
  putKey(context, options, 'imported keys');
  return 0;
}

function receiveKeys(context: ProgramContext, options: Options): number {
  if (!context.network) {
    openHome(context, options);
    context.err('gpg: keyserver receive failed: Server indicated a failure\n');
    return 2;
  }
  context.work({ kind: 'download', bytes: 0, requests: Math.max(1, options.operands.length) });
  putKey(context, options, options.operands.join(' '));
  return 0;
}

function homeOf(context: ProgramContext, { values }: Options): string {
  return values.get('homedir') ?? context.env.get('GNUPGHOME') ?? `${context.env.get('HOME') ?? '/root'}/.gnupg`;
}

function openHome(context: ProgramContext, options: Options): string {
  const home = context.resolve(homeOf(context, options));
  if (!context.fs.exists(home)) {
    context.fs.mkdirAll(home, { mode: 0o700 });
    if (!options.flags.has('q')) context.err(`gpg: directory '${home}' created\n`);
  }
  return home;
}

function putKey(context: ProgramContext, options: Options, what: string): void {
  const ring = options.values.get('keyring');
  const home = openHome(context, options);
  const path = ring === undefined ? `${home}/pubring.kbx` : context.resolve(ring.replace(/^(?:gnupg-ring|gnupg-kbx):/, ''));
  if (!context.fs.exists(path) && !options.flags.has('q')) context.err(`gpg: keybox '${path}' created\n`);
  context.fs.write(path, unfetchedBytes(what), { mode: 0o644 });
  if (ring === undefined && !context.fs.exists(`${home}/trustdb.gpg`))
    context.fs.write(`${home}/trustdb.gpg`, unfetchedBytes('trust'), { mode: 0o600 });
  context.notice({ fidelity: 'unknown', code: 'key-not-modelled', details: { program: 'gpg', path } });
}

function exportKeys(context: ProgramContext, options: Options): number {
  context.notice({ fidelity: 'unknown', code: 'key-not-modelled', details: { program: 'gpg', path: options.values.get('o') ?? '-' } });
  return deliver(context, { ...options, flags: new Set([...options.flags, 'yes']) }, unfetchedBytes(options.operands.join(' ')), undefined);
}

/** Debian's `apt-key`, which warns of itself. */
export function aptKey(context: ProgramContext): number {
  const [command, ...rest] = context.args.filter((word) => !word.startsWith('--'));
  context.err('Warning: apt-key is deprecated. Manage keyring files in trusted.gpg.d instead (see apt-key(8)).\n');
  if (!['gpg', 'gpgv'].some((tool) => context.fs.exists(`/usr/bin/${tool}`)) || !context.fs.exists('/usr/bin/gpg')) {
    context.err('E: gnupg, gnupg2 and gnupg1 do not seem to be installed, but one of them is required for this operation\n');
    return 255;
  }
  if (command === 'list' || command === 'finger') return 0;
  if (command === 'adv' && !context.network) {
    context.err('gpg: keyserver receive failed: Server indicated a failure\n');
    return 2;
  }
  if (command === 'add' && inputOf(context, rest[0]) === undefined) return 2;
  context.fs.write('/etc/apt/trusted.gpg', unfetchedBytes('keys'));
  context.notice({ fidelity: 'unknown', code: 'key-not-modelled', details: { program: 'apt-key', path: '/etc/apt/trusted.gpg' } });
  if (command === 'add') context.out('OK\n');
  return 0;
}

/** Writes the list of another repository; what it offers is not simulated. */
export function addAptRepository(context: ProgramContext): number {
  const source = context.args.find((word) => !word.startsWith('-'));
  if (source === undefined) {
    context.err('Error: no actions requested.\n');
    return 1;
  }
  if (!context.network && source.startsWith('ppa:')) {
    context.err('E: The repository information could not be retrieved: Temporary failure in name resolution\n');
    return 1;
  }
  const name = source
    .replace(/^(?:deb(?:-src)?\s+)?(?:\[[^\]]*\]\s*)?(?:ppa:|https?:\/\/)?/, '')
    .replace(/\W+/g, '-')
    .replace(/^-|-$/g, '');
  const line = source.startsWith('ppa:') ? `# ${source}` : /^deb/.test(source) ? source : `deb ${source}`;
  context.fs.write(`/etc/apt/sources.list.d/${name}.list`, `${line}\n`);
  context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: `add-apt-repository ${source}` } });
  return 0;
}
