import { errorText } from '../errno';
import { touchNow } from '../guarded-fs';
import type { ProgramContext } from '../types';
import { parseBusyboxDate } from './busybox-date';
import { parseDate } from './date-format';
import { changeMode } from './mode';
import { byFlavour, complain, parseOptions, refuseMissingOperand, refuseOption, refuseTarget } from './options';
import { isDirectory, targetFor } from './walk';

/** The mode of `-m` is exact for the named directory; parents made on the way get the umask's. */
export function mkdir(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'm:pvZ', long: { mode: 'm:', parents: 'p', verbose: 'v' } });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  if (options.operands.length === 0) return refuseMissingOperand(context);
  const given = options.values.get('m');
  const mode = given === undefined ? undefined : changeMode(given, 0o777, true, context.umask);
  if (given !== undefined && mode === undefined) {
    complain(context, byFlavour(context, `invalid mode '${given}'`, `invalid mode '${given}'`));
    return 1;
  }
  let failed = false;
  for (const path of options.operands) if (!makeDirectory(context, path, mode, options.flags.has('p'), options.flags.has('v'))) failed = true;
  return failed ? 1 : 0;
}

function makeDirectory(context: ProgramContext, path: string, mode: number | undefined, parents: boolean, verbose: boolean): boolean {
  const absolute = context.resolve(path);
  const made = parents ? context.fs.mkdirAll(absolute) : context.fs.mkdir(absolute.replace(/(.)\/+$/, '$1'));
  if (!made.ok) {
    const reason = errorText(parents && made.errno === 'ENOTDIR' && context.fs.stat(absolute).ok ? 'EEXIST' : made.errno);
    complain(
      context,
      byFlavour(
        context,
        `cannot create directory '${parents ? shownPath(context, made.path, path) : path}': ${reason}`,
        `can't create directory '${path}': ${reason}`,
      ),
    );
    return false;
  }
  const created = !parents || (made.value !== undefined && made.value.length > 0);
  if (mode !== undefined && created) context.fs.chmod(absolute, mode);
  if (verbose && created) context.out(byFlavour(context, `${context.name}: created directory '${path}'\n`, `created directory: '${path}'\n`));
  return true;
}

/** The part of the path that could not be made, relative if the operand was. */
function shownPath(context: ProgramContext, failed: string, operand: string): string {
  const prefix = `${context.workingDirectory}/`.replace('//', '/');
  return operand.startsWith('/') || !failed.startsWith(prefix) ? failed : failed.slice(prefix.length);
}

export function touch(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'acmd:t:r:hf',
    long: { 'no-create': 'c', date: 'd:', reference: 'r:', 'no-dereference': 'h', time: 'time:' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  if (options.operands.length === 0) return refuseMissingOperand(context);
  const seconds = givenTime(context, options.values);
  if (seconds === 'bad') {
    complain(context, `invalid date ${byFlavour(context, 'format ', '')}'${options.values.get('d') ?? options.values.get('t') ?? ''}'`);
    return 1;
  }
  let failed = false;
  for (const path of options.operands) {
    const absolute = context.resolve(path);
    if (options.flags.has('c') && !context.fs.exists(absolute)) continue;
    const exists = context.fs.exists(absolute);
    const result = seconds === undefined || !exists ? touchNow(context.fs, absolute, context.nowSeconds) : ({ ok: true, value: undefined } as const);
    const done = result.ok && seconds !== undefined ? context.fs.utimes(absolute, seconds, { followLink: !options.flags.has('h') }) : result;
    if (done.ok) continue;
    complain(
      context,
      byFlavour(
        context,
        exists ? `cannot touch '${path}': ${errorText(done.errno)}` : `cannot touch '${path}': ${errorText(done.errno)}`,
        `${path}: ${errorText(done.errno)}`,
      ),
    );
    failed = true;
  }
  return failed ? 1 : 0;
}

function givenTime(context: ProgramContext, values: ReadonlyMap<string, string>): number | 'bad' | undefined {
  const reference = values.get('r');
  if (reference !== undefined) {
    const node = context.fs.stat(context.resolve(reference));
    return node.ok ? node.value.mtimeSeconds : 'bad';
  }
  const stamp = values.get('t');
  if (stamp !== undefined) return parseStamp(stamp) ?? 'bad';
  const date = values.get('d');
  if (date === undefined) return undefined;
  return (context.isRecorded ? parseBusyboxDate(date, context.nowSeconds, 'now') : parseDate(date, context.nowSeconds)) ?? 'bad';
}

/** `[[CC]YY]MMDDhhmm[.ss]`. */
export function parseStamp(text: string): number | undefined {
  const match = /^(\d\d)?(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text);
  if (!match) return undefined;
  const [, century, year, month, day, hour, minute, second] = match;
  const short = Number(year ?? century ?? '70');
  const full = year !== undefined && century !== undefined ? Number(century + year) : short + (short < 69 ? 2000 : 1900);
  return Date.UTC(full, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second ?? 0)) / 1000;
}

export function ln(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'sfnTt:vrbiLP',
    long: { symbolic: 's', force: 'f', 'no-dereference': 'n', 'no-target-directory': 'T', 'target-directory': 't:', verbose: 'v', relative: 'r' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const named = options.values.get('t');
  const operands = named === undefined ? options.operands : [...options.operands, named];
  if (operands.length === 0) return refuseMissingOperand(context);
  const target = operands.length === 1 ? '.' : (operands.at(-1) ?? '');
  const sources = operands.length === 1 ? operands : operands.slice(0, -1);
  const link = context.fs.lstat(context.resolve(target));
  const keepsLink = (options.flags.has('n') || options.flags.has('T')) && link.ok && link.value.kind === 'symlink';
  const into = !options.flags.has('T') && !keepsLink && isDirectory(context, target);
  if (!into && sources.length > 1) {
    return refuseTarget(context, target);
  }
  const results = sources.map((source) => linkOne(context, source, targetFor(context, source, target, into), options.flags));
  return results.every(Boolean) ? 0 : 1;
}

function linkOne(context: ProgramContext, source: string, path: string, flags: ReadonlySet<string>): boolean {
  const absolute = context.resolve(path);
  const existing = context.fs.lstat(absolute);
  if (existing.ok && flags.has('f') && existing.value.kind !== 'directory') context.fs.remove(absolute);
  const target = flags.has('r') ? relativePath(context, source, path) : source;
  const made = flags.has('s') ? context.fs.symlink(target, absolute) : context.fs.link(context.resolve(source), absolute);
  if (made.ok) {
    if (flags.has('v')) context.out(`'${path}' ${flags.has('s') ? '->' : '=>'} '${target}'\n`);
    return true;
  }
  const reason = errorText(made.errno);
  if (!flags.has('s') && !context.fs.lstat(context.resolve(source)).ok)
    complain(context, byFlavour(context, `failed to access '${source}': ${reason}`, `${source}: ${reason}`));
  else
    complain(
      context,
      byFlavour(
        context,
        `failed to create ${flags.has('s') ? 'symbolic' : 'hard'} link '${path}'${flags.has('s') ? '' : ` => '${source}'`}: ${reason}`,
        `${path}: ${reason}`,
      ),
    );
  return false;
}

function relativePath(context: ProgramContext, source: string, link: string): string {
  const real = context.fs.realpath(context.resolve(source));
  const to = (real.ok ? real.value : context.resolve(source)).split('/').filter(Boolean);
  const base = context.fs.realpath(context.resolve(link).replace(/\/[^/]*$/, '') || '/');
  const from = (base.ok ? base.value : '/').split('/').filter(Boolean);
  let shared = 0;
  while (shared < to.length && shared < from.length && to[shared] === from[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.';
}

/** A pipe's node cannot be told from an empty file in the tree; the notice says so. */
export function mkfifo(context: ProgramContext): number {
  context.notice({ fidelity: 'unknown', code: 'special-file-not-modelled', details: { program: context.name } });
  return 0;
}
