import { parseOptions } from '../../shell/coreutils/options';
import type { Program, ProgramContext } from '../../shell/types';
import { textAt } from '../apt/database';

/** `lsb_release`, which reads /etc/os-release. */
export const lsbRelease: Program = (context) => {
  const { flags } = parseOptions(context.args, {
    short: 'idrcasv',
    long: { id: 'i', description: 'd', release: 'r', codename: 'c', all: 'a', short: 's' },
  });
  const release = textAt(context, '/etc/os-release');
  const fieldOf = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(release)?.[1] ?? 'n/a';
  const id = fieldOf('ID');
  const rows = [
    ['i', 'Distributor ID', `${id.slice(0, 1).toUpperCase()}${id.slice(1)}`],
    ['d', 'Description', fieldOf('PRETTY_NAME')],
    ['r', 'Release', fieldOf('VERSION_ID')],
    ['c', 'Codename', fieldOf('VERSION_CODENAME')],
  ] as const;
  if (flags.has('a') || flags.has('v') || flags.size === 0) context.err('No LSB modules are available.\n');
  const wanted = rows.filter(([letter]) => flags.has('a') || flags.has(letter));
  for (const [, title, value] of wanted) context.out(flags.has('s') ? `${value}\n` : `${title}:\t${value}\n`);
  return 0;
};

const DATABASES: Readonly<Record<string, { readonly path: string; readonly fields: readonly number[] }>> = {
  passwd: { path: '/etc/passwd', fields: [0, 2] },
  group: { path: '/etc/group', fields: [0, 2] },
  shadow: { path: '/etc/shadow', fields: [0] },
  gshadow: { path: '/etc/gshadow', fields: [0] },
};

/** `getent`: what the files below /etc say; names of hosts beyond them are not known. */
export const getent: Program = (context) => {
  const [database = '', ...keys] = context.args.filter((word) => !word.startsWith('-'));
  if (/^(?:a?hosts|ahostsv[46])$/.test(database)) return hosts(context, keys);
  const source = DATABASES[database];
  if (source === undefined) {
    context.err(`Unknown database: ${database}\nTry \`getent --help' or \`getent --usage' for more information.\n`);
    return 1;
  }
  const lines = textAt(context, source.path)
    .split('\n')
    .filter((line) => line !== '');
  const found = keys.map((key) => lines.find((line) => source.fields.some((field) => line.split(':')[field] === key)));
  for (const line of keys.length === 0 ? lines : found) if (line !== undefined) context.out(`${line}\n`);
  return found.includes(undefined) ? 2 : 0;
};

function hosts(context: ProgramContext, keys: readonly string[]): number {
  let status = 0;
  for (const key of keys) {
    const line = textAt(context, '/etc/hosts')
      .split('\n')
      .map((text) => text.trim().split(/\s+/))
      .find((words) => words.includes(key));
    if (line !== undefined) context.out(`${(line[0] ?? '').padEnd(15)} ${line.slice(1).join(' ')}\n`);
    else if (context.network) context.notice({ fidelity: 'unknown', code: 'remote-source', details: { url: key } });
    else status = 2;
  }
  return status;
}

/** gettext's `envsubst`: `$NAME` and `${NAME}`, all or those that its argument mentions. */
export const envsubst: Program = (context) => {
  const [format] = context.args.filter((word) => !word.startsWith('-'));
  const chosen = format === undefined ? undefined : new Set([...format.matchAll(REFERENCE)].map((match) => match[1] ?? match[2]));
  const text = new TextDecoder().decode(context.stdin);
  context.out(
    text.replace(REFERENCE, (whole, braced: string | undefined, plain: string | undefined) => {
      const name = braced ?? plain ?? '';
      return chosen === undefined || chosen.has(name) ? (context.env.get(name) ?? '') : whole;
    }),
  );
  return 0;
};

const REFERENCE = /\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)/g;
