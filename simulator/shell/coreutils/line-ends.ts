import { byteString, bytesOf } from '../bytes';
import type { ProgramContext } from '../types';
import { complainOfInput, readInput } from './input';
import { parseOptions, refuseOption } from './options';

/** `dos2unix` and `unix2dos`: each file in place, or standard input to standard output. */
export function convertLineEnds(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'du' });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const toDos = options.flags.has('d') || (context.name === 'unix2dos' && !options.flags.has('u'));
  const convert = (text: string): string => (toDos ? text.replace(/\r*\n/g, '\r\n') : text.replaceAll('\r\n', '\n'));
  if (options.operands.length === 0) {
    context.out(bytesOf(convert(byteString(context.stdin))));
    return 0;
  }
  for (const path of options.operands) {
    const input = readInput(context, path);
    if (!input.ok) {
      complainOfInput(context, path, input.errno);
      return 1;
    }
    rewrite(context, path, bytesOf(convert(input.text)));
  }
  return 0;
}

/** A new file takes the old one's place, with its mode and owner. */
function rewrite(context: ProgramContext, path: string, bytes: Uint8Array): void {
  const absolute = context.fs.realpath(context.resolve(path));
  const node = absolute.ok ? context.fs.stat(absolute.value) : absolute;
  if (!absolute.ok || !node.ok) return;
  const { mode, uid, gid } = node.value;
  context.fs.remove(absolute.value);
  context.fs.write(absolute.value, bytes, context.identity.uid === 0 ? { mode, uid, gid } : { mode });
}
