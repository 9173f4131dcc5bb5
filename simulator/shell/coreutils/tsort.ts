import { bytesOf } from '../bytes';
import { pseudoRandomBytes } from '../devices';
import type { ProgramContext } from '../types';
import { linesOf, readInputs } from './input';
import { complain, parseOptions } from './options';

export function tsort(context: ProgramContext): number {
  const { inputs, failed } = readInputs(context, context.args);
  const words = inputs.flatMap((input) => input.text.split(/\s+/).filter(Boolean));
  const after = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [from = '', to = ''] = [words[at], words[at + 1]];
    for (const name of [from, to]) if (!waiting.has(name)) waiting.set(name, 0);
    if (from === to) continue;
    after.set(from, [...(after.get(from) ?? []), to]);
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
  }
  const ready = [...waiting].filter(([, count]) => count === 0).map(([name]) => name);
  const done: string[] = [];
  for (let name = ready.shift(); name !== undefined; name = ready.shift()) {
    context.spend(1);
    done.push(name);
    for (const next of after.get(name) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  context.out(bytesOf(done.map((name) => `${name}\n`).join('')));
  if (done.length === waiting.size) return failed ? 1 : 0;
  complain(context, '-: input contains a loop:');
  return 1;
}

/** The order looks random and is the same in every run. */
export function shuf(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'n:i:er', long: { 'head-count': 'n:', 'input-range': 'i:', echo: 'e' } });
  const range = /^(\d+)-(\d+)$/.exec(options.values.get('i') ?? '');
  const read = range || options.flags.has('e') ? { inputs: [], failed: false } : readInputs(context, options.operands);
  const lines = range
    ? Array.from({ length: Math.min(1_000_000, Number(range[2]) - Number(range[1]) + 1) }, (_, index) => String(Number(range[1]) + index))
    : options.flags.has('e')
      ? [...options.operands]
      : read.inputs.flatMap((input) => linesOf(input.text));
  const random = pseudoRandomBytes(lines.length * 2, 7);
  const shuffled = [...lines];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = (((random[at * 2] ?? 0) << 8) | (random[at * 2 + 1] ?? 0)) % (at + 1);
    [shuffled[at], shuffled[other]] = [shuffled[other] ?? '', shuffled[at] ?? ''];
  }
  const most = Number(options.values.get('n') ?? Number.POSITIVE_INFINITY);
  context.out(
    shuffled
      .slice(0, most)
      .map((line) => `${line}\n`)
      .join(''),
  );
  return read.failed ? 1 : 0;
}
