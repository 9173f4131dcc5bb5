import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { byFlavour, complain, parseOptions, refuseMissingOperand, refuseOption, refuseTarget } from './options';
import { isDirectory, targetFor } from './walk';

export function mv(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'finTt:vub',
    long: { force: 'f', interactive: 'i', 'no-clobber': 'n', 'no-target-directory': 'T', 'target-directory': 't:', verbose: 'v', update: 'u' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const named = options.values.get('t');
  const operands = named === undefined ? options.operands : [...options.operands, named];
  const target = operands.at(-1);
  const sources = operands.slice(0, -1);
  if (target === undefined || sources.length === 0) return refuseMissingOperand(context, target);
  const into = !options.flags.has('T') && isDirectory(context, target);
  if (!into && sources.length > 1) {
    return refuseTarget(context, target);
  }
  let failed = false;
  for (const source of sources) {
    const destination = targetFor(context, source, target, into);
    if (options.flags.has('n') && context.fs.lstat(context.resolve(destination)).ok) continue;
    if (!moveOne(context, source, destination)) failed = true;
    else if (options.flags.has('v'))
      context.out(byFlavour(context, `renamed '${source}' -> '${destination}'\n`, `'${source}' -> '${destination}'\n`));
  }
  return failed ? 1 : 0;
}

function moveOne(context: ProgramContext, source: string, destination: string): boolean {
  const from = context.resolve(source.replace(/(.)\/+$/, '$1'));
  const to = context.resolve(destination.replace(/(.)\/+$/, '$1'));
  const node = context.fs.lstat(from);
  if (!node.ok)
    return refuse(
      context,
      byFlavour(context, `cannot stat '${source}': ${errorText(node.errno)}`, `can't rename '${source}': ${errorText(node.errno)}`),
    );
  const existing = context.fs.lstat(to);
  if (existing.ok && existing.value.kind === 'directory' && node.value.kind !== 'directory') {
    return refuse(
      context,
      byFlavour(context, `cannot overwrite directory '${destination}' with non-directory`, `can't rename '${source}': Is a directory`),
    );
  }
  if (`${to}/`.startsWith(`${from}/`) && from !== to) {
    return refuse(
      context,
      byFlavour(context, `cannot move '${source}' to a subdirectory of itself, '${destination}'`, `can't rename '${source}': Invalid argument`),
    );
  }
  const moved = context.fs.rename(from, to);
  if (moved.ok) return true;
  return refuse(
    context,
    byFlavour(
      context,
      `cannot move '${source}' to '${destination}': ${errorText(moved.errno)}`,
      `can't rename '${source}': ${errorText(moved.errno)}`,
    ),
  );
}

function refuse(context: ProgramContext, text: string): false {
  complain(context, text);
  return false;
}
