import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { parseOwner } from './attributes';
import { changeMode } from './mode';
import { complain, parseOptions, refuseMissingOperand, refuseOption } from './options';
import { isDirectory, targetFor } from './walk';

export function install(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'dDm:o:g:t:vpcsTC',
    long: {
      directory: 'd',
      mode: 'm:',
      owner: 'o:',
      group: 'g:',
      'target-directory': 't:',
      verbose: 'v',
      'preserve-timestamps': 'p',
      strip: 's',
      'no-target-directory': 'T',
    },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const { flags, values } = options;
  const mode = changeMode(values.get('m') ?? '755', 0, false, 0);
  const owner = parseOwner(context, `${values.get('o') ?? ''}${values.has('g') ? `:${values.get('g') ?? ''}` : ''}`);
  if (mode === undefined || (values.has('o') || values.has('g') ? 'invalid' in owner : false)) {
    complain(context, mode === undefined ? `invalid mode '${values.get('m') ?? ''}'` : `invalid user '${values.get('o') ?? ''}'`);
    return 1;
  }
  const finish = (path: string, from: number | undefined): void => {
    if (!('invalid' in owner) && (owner.uid !== undefined || owner.gid !== undefined)) context.fs.chown(path, owner);
    context.fs.chmod(path, mode);
    if (from !== undefined) context.fs.utimes(path, from);
  };
  if (flags.has('d')) return installDirectories(context, options.operands, finish);
  const target = values.get('t') ?? options.operands.at(-1);
  const sources = values.has('t') ? options.operands : options.operands.slice(0, -1);
  if (target === undefined || sources.length === 0) return refuseMissingOperand(context, target);
  if (flags.has('D')) context.fs.mkdirAll(context.resolve(values.has('t') ? target : target.slice(0, Math.max(0, target.lastIndexOf('/'))) || '.'));
  const into = !flags.has('T') && isDirectory(context, target);
  return sources.map((source) => installFile(context, source, targetFor(context, source, target, into), flags.has('p'), finish)).every(Boolean)
    ? 0
    : 1;
}

function installDirectories(context: ProgramContext, paths: readonly string[], finish: (path: string, from: undefined) => void): number {
  let failed = false;
  for (const path of paths) {
    const made = context.fs.mkdirAll(context.resolve(path));
    if (made.ok) finish(context.resolve(path), undefined);
    else {
      complain(context, `cannot create directory '${path}': ${errorText(made.errno)}`);
      failed = true;
    }
  }
  return failed ? 1 : 0;
}

/** The old file is taken away first, so that nothing of it stays. */
function installFile(
  context: ProgramContext,
  source: string,
  destination: string,
  keepsTime: boolean,
  finish: (path: string, from: number | undefined) => void,
): boolean {
  const node = context.fs.stat(context.resolve(source));
  const content = context.fs.content(context.resolve(source));
  if (!node.ok || !content.ok) {
    complain(context, `cannot stat '${source}': ${errorText(node.ok ? (content.ok ? 'ENOENT' : content.errno) : node.errno)}`);
    return false;
  }
  const absolute = context.resolve(destination);
  if (context.fs.lstat(absolute).ok) context.fs.remove(absolute);
  const written = context.fs.write(absolute, content.value, { mode: 0o600 });
  if (!written.ok) {
    complain(context, `cannot create regular file '${destination}': ${errorText(written.errno)}`);
    return false;
  }
  finish(absolute, keepsTime ? node.value.mtimeSeconds : undefined);
  return true;
}
