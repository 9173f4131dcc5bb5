import { parseOptions } from '../../shell/coreutils/options';
import type { Program, ProgramContext } from '../../shell/types';

const ALTERNATIVES = '/etc/alternatives';
const RECORDS = '/var/lib/dpkg/alternatives';

/** `update-alternatives`: a link in /etc/alternatives behind each name; of the records only the best choice is kept. */
export const updateAlternatives: Program = (context) => {
  const at = (option: string) => context.args.indexOf(option);
  if (at('--install') >= 0) return install(context, context.args.slice(at('--install') + 1));
  if (at('--set') >= 0) return choose(context, context.args.slice(at('--set') + 1));
  const { operands } = parseOptions(context.args, {
    short: 'f',
    long: { display: 'd', query: 'q', list: 'l', remove: 'r', auto: 'a', config: 'c', quiet: 'x' },
  });
  context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: `update-alternatives ${operands[0] ?? ''}` } });
  return 0;
};

function install(context: ProgramContext, [link, name, path, priority]: readonly string[]): number {
  if (link === undefined || name === undefined || path === undefined || priority === undefined) {
    context.err('update-alternatives: error: --install needs <link> <name> <path> <priority>\n');
    return 2;
  }
  if (!context.fs.exists(path)) {
    context.err(`update-alternatives: error: alternative path ${path} doesn't exist\n`);
    return 2;
  }
  const before = bestOf(context, name);
  if (before !== undefined && before >= Number(priority)) return 0;
  context.fs.mkdirAll(RECORDS);
  context.fs.write(`${RECORDS}/${name}`, `auto\n${link}\n\n${path}\n${priority}\n\n`);
  point(context, link, name, path);
  context.out(`update-alternatives: using ${path} to provide ${link} (${name}) in auto mode\n`);
  return 0;
}

/** Priority of what is chosen, as its record ends in it. */
function bestOf(context: ProgramContext, name: string): number | undefined {
  const record = context.fs.read(`${RECORDS}/${name}`);
  const last = record.ok ? new TextDecoder().decode(record.value).trimEnd().split('\n').at(-1) : undefined;
  return last === undefined || !/^-?\d+$/.test(last) ? undefined : Number(last);
}

function choose(context: ProgramContext, [name = '', path = '']: readonly string[]): number {
  const record = context.fs.read(`${RECORDS}/${name}`);
  if (!record.ok && !context.fs.lstat(`${ALTERNATIVES}/${name}`).ok) {
    context.err(`update-alternatives: error: no alternatives for ${name}\n`);
    return 2;
  }
  if (!context.fs.exists(path)) {
    context.err(`update-alternatives: error: alternative ${path} for ${name} not registered; not setting\n`);
    return 2;
  }
  const link = record.ok ? (new TextDecoder().decode(record.value).split('\n')[1] ?? '') : `/usr/bin/${name}`;
  point(context, link, name, path);
  context.out(`update-alternatives: using ${path} to provide ${link} (${name}) in manual mode\n`);
  return 0;
}

function point(context: ProgramContext, link: string, name: string, path: string): void {
  context.fs.mkdirAll(ALTERNATIVES);
  for (const [from, to] of [
    [`${ALTERNATIVES}/${name}`, path],
    [link, `${ALTERNATIVES}/${name}`],
  ] as const) {
    if (context.fs.lstat(from).ok) context.fs.remove(from);
    context.fs.symlink(to, from);
  }
}
