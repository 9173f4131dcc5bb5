import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { parseBusyboxDate, parseDateAs } from './busybox-date';
import { formatDate, parseDate } from './date-format';
import { byFlavour, complain, parseOptions, refuseOption } from './options';

export function env(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'iu:C:S:0v',
    long: { 'ignore-environment': 'i', unset: 'u:', chdir: 'C:', 'split-string': 'S:', null: '0' },
    stopsAtOperand: true,
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown, 125);
  const variables = new Map(options.flags.has('i') || options.operands[0] === '-' ? [] : context.env);
  for (const [letter, name] of options.all) if (letter === 'u') variables.delete(name);
  const words = [...(options.values.get('S')?.trim().split(/\s+/) ?? []), ...options.operands.filter((word, index) => index > 0 || word !== '-')];
  while (words[0]?.includes('=')) {
    const [name = '', ...value] = (words.shift() ?? '').split('=');
    variables.set(name, value.join('='));
  }
  const [command] = words;
  if (command === undefined) {
    context.out([...variables].map(([name, value]) => `${name}=${value}${options.flags.has('0') ? '\0' : '\n'}`).join(''));
    return 0;
  }
  const directory = options.values.get('C');
  return run(context, words, variables, directory === undefined ? undefined : context.resolve(directory));
}

function run(
  context: ProgramContext,
  words: readonly string[],
  variables: ReadonlyMap<string, string>,
  workingDirectory: string | undefined,
): number {
  const status = context.spawn(words, { env: variables, ...(workingDirectory === undefined ? {} : { workingDirectory }) });
  if (status === 127 && !commandExists(context, words[0] ?? '', variables)) {
    complain(context, byFlavour(context, `'${words[0] ?? ''}': ${errorText('ENOENT')}`, `can't execute '${words[0] ?? ''}': ${errorText('ENOENT')}`));
  }
  return status;
}

/** Whether anything of that name can be found, executable or not. */
export function commandExists(context: ProgramContext, name: string, variables: ReadonlyMap<string, string> = context.env): boolean {
  if (name.includes('/')) return context.fs.exists(context.resolve(name));
  return (variables.get('PATH') ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin')
    .split(':')
    .some((directory) => context.fs.exists(context.resolve(`${directory}/${name}`)));
}

export function printenv(context: ProgramContext): number {
  const names = context.args.filter((word) => word !== '-0' && word !== '--null');
  if (names.length === 0) {
    context.out([...context.env].map(([name, value]) => `${name}=${value}\n`).join(''));
    return 0;
  }
  let missing = false;
  for (const name of names) {
    const value = context.env.get(name);
    if (value === undefined) missing = true;
    else context.out(`${value}\n`);
  }
  return missing ? 1 : 0;
}

/** The kernel is that of the reference runner; the machine is what the platform of the build says. */
export function uname(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'asnrvmpio',
    long: {
      all: 'a',
      'kernel-name': 's',
      nodename: 'n',
      'kernel-release': 'r',
      'kernel-version': 'v',
      machine: 'm',
      processor: 'p',
      'hardware-platform': 'i',
      'operating-system': 'o',
    },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const machine = context.env.get('TARGETARCH') === 'arm64' ? 'aarch64' : 'x86_64';
  const fields: readonly (readonly [string, string])[] = [
    ['s', 'Linux'],
    ['n', 'buildkitsandbox'],
    ['r', '6.1.0'],
    ['v', '#1 SMP'],
    ['m', machine],
    ['o', context.flavour === 'gnu' || context.isRecorded ? 'GNU/Linux' : 'Linux'],
  ];
  const wanted = options.flags.size === 0 ? fields.slice(0, 1) : fields.filter(([letter]) => options.flags.has('a') || options.flags.has(letter));
  const extra = [...(options.flags.has('p') || options.flags.has('i') ? ['unknown'] : [])];
  context.out(`${[...wanted.map(([, text]) => text), ...extra].join(' ')}\n`);
  return 0;
}

export function arch(context: ProgramContext): number {
  context.out('x86_64\n');
  return 0;
}

/** BuildKit's container bears this name unless a build argument says otherwise (moby/buildkit, frontend/dockerfile/dockerfile2llb/convert.go). */
export function hostname(context: ProgramContext): number {
  const name = context.args.find((word) => !word.startsWith('-'));
  if (name !== undefined) {
    complain(context, byFlavour(context, 'you must be root to change the host name', 'sethostname: Operation not permitted'));
    return 1;
  }
  context.out('buildkitsandbox\n');
  return 0;
}

export function date(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'ud:r:I::Rs:D:',
    long: { utc: 'u', universal: 'u', date: 'd:', reference: 'r:', 'iso-8601': 'I::', 'rfc-2822': 'R', 'rfc-email': 'R', 'rfc-3339': '3:' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const seconds = dateSeconds(context, options.values);
  if (seconds === undefined) {
    complain(context, `invalid date '${options.values.get('d') ?? ''}'`);
    return 1;
  }
  const format = options.operands[0]?.startsWith('+') ? options.operands[0].slice(1) : standardFormat(options.values);
  context.out(`${formatDate(format, seconds)}\n`);
  return 0;
}

function dateSeconds(context: ProgramContext, values: ReadonlyMap<string, string>): number | undefined {
  const reference = values.get('r');
  if (reference !== undefined) {
    const node = context.fs.stat(context.resolve(reference));
    return node.ok ? node.value.mtimeSeconds : undefined;
  }
  const given = values.get('d');
  if (given === undefined) return context.nowSeconds;
  const format = values.get('D');
  if (format !== undefined) return parseDateAs(given, format);
  return context.isRecorded ? parseBusyboxDate(given, context.nowSeconds, 'midnight') : parseDate(given, context.nowSeconds);
}

function standardFormat(values: ReadonlyMap<string, string>): string {
  const iso = values.get('I');
  if (iso !== undefined)
    return iso === 'seconds' || iso === 's' ? '%Y-%m-%dT%H:%M:%S+00:00' : iso === 'minutes' ? '%Y-%m-%dT%H:%M+00:00' : '%Y-%m-%d';
  if (values.has('R')) return '%a, %d %b %Y %H:%M:%S +0000';
  const rfc = values.get('3');
  if (rfc !== undefined) return rfc === 'date' ? '%Y-%m-%d' : '%Y-%m-%d %H:%M:%S+00:00';
  return '%a %b %e %H:%M:%S UTC %Y';
}
