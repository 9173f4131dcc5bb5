import { pseudoRandomText } from '../devices';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { byFlavour, complain, parseOptions, refuseMissingOperand, refuseOption } from './options';
import { lastName } from './walk';

export function basename(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'as:z', long: { multiple: 'a', suffix: 's:', zero: 'z' }, stopsAtOperand: true });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const [first, second] = options.operands;
  if (first === undefined) return refuseMissingOperand(context);
  const many = options.flags.has('a') || options.flags.has('s');
  const suffix = options.values.get('s') ?? (many ? '' : (second ?? ''));
  for (const path of many ? options.operands : [first]) {
    const name = lastName(path);
    context.out(
      `${suffix !== '' && name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : name}${options.flags.has('z') ? '\0' : '\n'}`,
    );
  }
  return 0;
}

export function dirname(context: ProgramContext): number {
  const operands = context.args.filter((word) => word !== '--' && word !== '-z');
  if (operands.length === 0) return refuseMissingOperand(context);
  for (const path of operands) {
    const trimmed = path.replace(/\/+$/, '');
    const slash = trimmed.lastIndexOf('/');
    context.out(`${trimmed === '' ? '/' : slash < 0 ? '.' : trimmed.slice(0, slash).replace(/\/+$/, '') || '/'}\n`);
  }
  return 0;
}

export function readlink(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'femnqsvz',
    long: { canonicalize: 'f', 'canonicalize-existing': 'e', 'canonicalize-missing': 'm', 'no-newline': 'n' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  if (options.operands.length === 0 || (context.isRecorded && options.operands.length > 1)) return refuseMissingOperand(context);
  const end = options.flags.has('n') ? '' : '\n';
  let failed = false;
  for (const path of options.operands) {
    const target =
      options.flags.has('f') || options.flags.has('e') || options.flags.has('m')
        ? canonical(context, path, options.flags)
        : linkTarget(context, path);
    if (target === undefined) failed = true;
    else context.out(target + end);
  }
  return failed ? 1 : 0;
}

function linkTarget(context: ProgramContext, path: string): string | undefined {
  const node = context.fs.lstat(context.resolve(path));
  return node.ok && node.value.kind === 'symlink' ? node.value.target : undefined;
}

function canonical(context: ProgramContext, path: string, flags: ReadonlySet<string>): string | undefined {
  const real = context.fs.realpath(context.resolve(path));
  if (real.ok) return flags.has('e') && !context.fs.exists(real.value) ? undefined : real.value;
  return flags.has('m') ? context.resolve(path) : undefined;
}

export function realpath(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'emsqLPz',
    long: { 'canonicalize-existing': 'e', 'canonicalize-missing': 'm', 'no-symlinks': 's', strip: 's', quiet: 'q', 'relative-to': 'to:' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  if (options.operands.length === 0) return refuseMissingOperand(context);
  let failed = false;
  for (const path of options.operands) {
    const real = context.fs.realpath(context.resolve(path));
    const missing = real.ok && (options.flags.has('e') || context.flavour === 'busybox') && !context.fs.exists(real.value);
    if (real.ok && !missing) context.out(`${relativeTo(context, real.value, options.values.get('to'))}\n`);
    else {
      failed = true;
      if (!options.flags.has('q')) complain(context, `${path}: ${errorText(real.ok ? 'ENOENT' : real.errno)}`);
    }
  }
  return failed ? 1 : 0;
}

function relativeTo(context: ProgramContext, path: string, base: string | undefined): string {
  if (base === undefined) return path;
  const real = context.fs.realpath(context.resolve(base));
  const from = (real.ok ? real.value : base).split('/').filter(Boolean);
  const to = path.split('/').filter(Boolean);
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.';
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** The random part is the same in every run of the same step, so that its layer is too. */
export function mktemp(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'dqtup:',
    long: { directory: 'd', quiet: 'q', 'dry-run': 'u', tmpdir: 'p::', suffix: 'suffix:' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const [given] = options.operands;
  const directory = options.values.get('p') || context.env.get('TMPDIR') || '/tmp';
  const inDirectory = given === undefined || options.flags.has('p') || options.flags.has('t');
  const template = (inDirectory ? `${directory}/${given ?? 'tmp.XXXXXXXXXX'}` : given) + (options.values.get('suffix') ?? '');
  const match = /(X{3,})(?=[^X]*$)/.exec(template);
  if (!match) {
    complain(context, byFlavour(context, `too few X's in template '${given ?? ''}'`, '(null): Invalid argument'));
    return 1;
  }
  for (let attempt = 1; ; attempt++) {
    context.spend(1);
    const path = template.slice(0, match.index) + pseudoRandomText(match[0].length, attempt, LETTERS) + template.slice(match.index + match[0].length);
    const absolute = context.resolve(path);
    if (context.fs.lstat(absolute).ok) continue;
    const made = options.flags.has('u')
      ? ({ ok: true, value: undefined } as const)
      : options.flags.has('d')
        ? context.fs.mkdir(absolute, { mode: 0o700 })
        : context.fs.write(absolute, '', { mode: 0o600 });
    if (!made.ok) {
      if (!options.flags.has('q'))
        complain(
          context,
          byFlavour(
            context,
            `failed to create ${options.flags.has('d') ? 'directory' : 'file'} via template '${template}': ${errorText(made.errno)}`,
            `${template}: ${errorText(made.errno)}`,
          ),
        );
      return 1;
    }
    context.out(`${path}\n`);
    return 0;
  }
}

export function which(context: ProgramContext): number {
  const names = context.args.filter((word) => !/^-[as]$/.test(word));
  let failed = false;
  for (const name of names) {
    const found = (name.includes('/') ? [''] : (context.env.get('PATH') ?? '').split(':'))
      .map((directory) => (directory === '' ? name : `${directory}/${name}`))
      .find((path) => isExecutable(context, path));
    if (found === undefined) failed = true;
    else if (!context.args.includes('-s')) context.out(`${found}\n`);
  }
  return failed || names.length === 0 ? 1 : 0;
}

function isExecutable(context: ProgramContext, path: string): boolean {
  const node = context.fs.stat(context.resolve(path));
  return node.ok && node.value.kind === 'file' && (node.value.mode & 0o111) !== 0;
}
