import { parseOptions } from '../../shell/coreutils/options';
import type { Program, ProgramContext } from '../../shell/types';
import { isObject, parseJson } from '../json';

type Step =
  | { readonly kind: 'key'; readonly key: string; readonly optional: boolean }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'each' };

/** `jq` as far as paths go: `.`, `.a.b`, `.["a"]`, `.[0]`, `.[]`, joined by `|`. Any other filter is not simulated. */
export const jq: Program = (context) => {
  const { flags, operands } = parseOptions(context.args, {
    short: 'rcesSMCajn',
    long: {
      'raw-output': 'r',
      'compact-output': 'c',
      'exit-status': 'e',
      slurp: 's',
      'sort-keys': 'S',
      'monochrome-output': 'M',
      'join-output': 'j',
    },
  });
  const [filter = '.', ...names] = operands;
  const steps = pathOf(filter);
  if (steps === undefined || flags.has('s') || flags.has('n') || flags.has('S')) {
    context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: `jq '${filter}'` } });
    return 0;
  }
  let last: unknown;
  for (const name of names.length > 0 ? names : ['-']) {
    const bytes = name === '-' ? ({ ok: true, value: context.stdin } as const) : context.fs.read(context.resolve(name));
    if (!bytes.ok) {
      context.err(`jq: error: Could not open ${name}: No such file or directory\n`);
      return 2;
    }
    const text = new TextDecoder().decode(bytes.value);
    if (text.trim() === '') continue;
    const parsed = parseJson(text);
    if (!parsed.ok) {
      context.err('jq: error (at <stdin>:0): Invalid JSON text\n'.replace('error (at <stdin>:0)', 'parse error'));
      return 2;
    }
    const values = follow([parsed.value], steps);
    if (typeof values === 'string') {
      context.err(`jq: error (at ${name === '-' ? '<stdin>' : name}:${text.split('\n').length - 1}): ${values}\n`);
      return 5;
    }
    for (const value of values) print(context, value, flags);
    last = values.at(-1);
  }
  return flags.has('e') && (last === null || last === false || last === undefined) ? 1 : 0;
};

const STEP = /^(?:\.([A-Za-z_]\w*)(\?)?|\.?\["((?:[^"\\]|\\.)*)"\](\?)?|\."((?:[^"\\]|\\.)*)"(\?)?|\.?\[(-?\d+)\]|\.?\[\])/;

function pathOf(filter: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const part of filter.split('|')) {
    let rest = part.trim();
    if (!rest.startsWith('.')) return undefined;
    if (rest === '.') continue;
    while (rest !== '') {
      const match = STEP.exec(rest);
      if (match === null) return undefined;
      const key = match[1] ?? match[3] ?? match[5];
      if (key !== undefined) steps.push({ kind: 'key', key, optional: (match[2] ?? match[4] ?? match[6]) !== undefined });
      else steps.push(match[7] === undefined ? { kind: 'each' } : { kind: 'index', index: Number(match[7]) });
      rest = rest.slice(match[0].length);
    }
  }
  return steps;
}

/** The values at the end of a path, or what jq says is wrong. */
function follow(start: readonly unknown[], steps: readonly Step[]): readonly unknown[] | string {
  let values = start;
  for (const step of steps) {
    const next: unknown[] = [];
    for (const value of values) {
      const kind = kindOf(value);
      if (step.kind === 'key') {
        if (isObject(value) && kind === 'object') next.push(Object.hasOwn(value, step.key) ? value[step.key] : null);
        else if (value === null) next.push(null);
        else if (!step.optional) return `Cannot index ${kind} with "${step.key}"`;
      } else if (step.kind === 'index') {
        if (Array.isArray(value)) next.push(value.at(step.index) ?? null);
        else if (value === null) next.push(null);
        else return `Cannot index ${kind} with number`;
      } else if (Array.isArray(value)) next.push(...value);
      else if (isObject(value)) next.push(...Object.values(value));
      else return `Cannot iterate over ${kind}${value === null ? '' : ` (${JSON.stringify(value)})`}`;
    }
    values = next;
  }
  return values;
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function print(context: ProgramContext, value: unknown, flags: ReadonlySet<string>): void {
  const isRaw = (flags.has('r') || flags.has('j')) && typeof value === 'string';
  context.out(`${isRaw ? value : JSON.stringify(value, null, flags.has('c') ? 0 : 2)}${flags.has('j') ? '' : '\n'}`);
}
