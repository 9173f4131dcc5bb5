import { errorText } from '../errno';
import { hasAccess } from '../guarded-fs';
import type { ProgramContext } from '../types';
import { complain, parseOptions, refuseMissingOperand, refuseOption } from './options';
import { joinName } from './walk';

/** Runs the executables of a directory in order of their names; names with other characters than these are passed over. */
export function runParts(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'a:u:',
    long: { arg: 'a:', umask: 'u:', test: 'test', 'exit-on-error': 'stop', reverse: 'reverse' },
    stopsAtOperand: true,
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const [directory] = options.operands;
  if (directory === undefined) return refuseMissingOperand(context);
  const names = context.fs.list(context.resolve(directory));
  if (!names.ok) {
    complain(context, `can't open '${directory}': ${errorText(names.errno)}`);
    return 1;
  }
  const args = options.all.filter(([letter]) => letter === 'a').map(([, value]) => value);
  const paths = names.value.filter((name) => /^[\w-]+$/.test(name)).map((name) => joinName(directory, name));
  let failed = false;
  for (const path of options.flags.has('reverse') ? paths.toReversed() : paths) {
    const node = context.fs.stat(context.resolve(path));
    if (!node.ok || node.value.kind !== 'file' || !hasAccess(node.value, context.identity, 1)) continue;
    if (options.flags.has('test')) {
      context.out(`${path}\n`);
      continue;
    }
    const status = context.spawn([path, ...args]);
    if (status === 0) continue;
    failed = true;
    complain(context, `${path} exited with code ${status}`);
    if (options.flags.has('stop')) break;
  }
  return failed ? 1 : 0;
}
