import type { AptPart } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { Program, ProgramContext } from '../../shell/types';
import { aptWorld } from './apt-world';
import { install, upgrade } from './install';
import { type AptOptions, parseAptOptions } from './options';
import { remove } from './remove';
import { LISTS, update } from './update';

type Command = (context: ProgramContext, apt: AptPart, options: AptOptions) => number;

const COMMANDS: Readonly<Record<string, Command>> = {
  update,
  install,
  remove: (context, apt, options) => remove(context, apt, options, options.purge, 'named'),
  purge: (context, apt, options) => remove(context, apt, options, true, 'named'),
  autoremove: (context, apt, options) => remove(context, apt, options, options.purge, 'autoremove'),
  autopurge: (context, apt, options) => remove(context, apt, options, true, 'autoremove'),
  upgrade,
  'dist-upgrade': upgrade,
  'full-upgrade': upgrade,
  clean,
  autoclean: clean,
  'dist-clean': (context) => {
    for (const name of listed(context, LISTS)) if (name !== 'lock' && name !== 'partial') context.fs.removeAll(`${LISTS}/${name}`);
    return clean(context);
  },
  check: () => 0,
};

/** `apt-get` and `apt`, on the packages of the catalogue's apt part. */
export function aptGetProgram(catalog: Catalog): Program {
  return (context) => {
    const options = parseAptOptions(context);
    const [name, ...words] = options.words;
    if (context.name === 'apt' && name !== undefined)
      context.err('\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n');
    if (name === undefined) return print(context, 'apt 2.6.1 (amd64)');
    const command = COMMANDS[name];
    if (command === undefined) return invalid(context, name);
    const apt = aptWorld(catalog);
    if (apt === undefined) return missingPart(context);
    if (context.identity.uid !== 0 && !options.simulate) return denied(context, name);
    return command(context, apt, { ...options, words });
  };
}

function print(context: ProgramContext, text: string): number {
  context.out(`${text}\n`);
  return 0;
}

function invalid(context: ProgramContext, name: string): number {
  context.err(`E: Invalid operation ${name}\n`);
  return 100;
}

export function missingPart(context: ProgramContext): number {
  context.notice({ fidelity: 'unknown', code: 'catalog-part-missing', details: { part: 'apt-bookworm' } });
  return 0;
}

function denied(context: ProgramContext, name: string): number {
  if (name === 'update')
    context.err(
      `Reading package lists...\nE: Could not open lock file ${LISTS}/lock - open (13: Permission denied)\nE: Unable to lock directory ${LISTS}/\n`,
    );
  else {
    context.err('E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\n');
    context.err('E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?\n');
  }
  return 100;
}

function clean(context: ProgramContext): number {
  for (const folder of ['/var/cache/apt/archives', '/var/cache/apt/archives/partial']) {
    for (const name of listed(context, folder)) if (name.endsWith('.deb')) context.fs.remove(`${folder}/${name}`);
  }
  for (const name of listed(context, '/var/cache/apt')) if (name.endsWith('.bin')) context.fs.remove(`/var/cache/apt/${name}`);
  return 0;
}

function listed(context: ProgramContext, folder: string): readonly string[] {
  const names = context.fs.list(folder);
  return names.ok ? names.value : [];
}
