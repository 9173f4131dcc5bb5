import type { AptPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { stamp } from './configure';
import { textAt } from './database';
import { recordName } from './package-files';

/** Bytes of apt's packed record of the problem it solved, per package; it lists what is installed too. */
const EIPP_BYTES_PER_PACKAGE = 70;
const EIPP_START_BYTES = 3_800;

/** What apt and dpkg write down about a run that installed or removed packages. */
export function writeLogs(
  context: ProgramContext,
  apt: AptPart,
  names: readonly string[],
  action: 'install' | 'remove' | 'purge',
  options: { readonly requested: readonly string[]; readonly architecture: string; readonly output: string },
): void {
  const time = stamp(context.nowSeconds).replace(' ', '  ');
  const verb = action === 'install' ? 'Install' : action === 'purge' ? 'Purge' : 'Remove';
  const list = names
    .map(
      (name) =>
        `${name}:${options.architecture} (${apt.packages[name]?.[0] ?? ''}${options.requested.includes(name) || action !== 'install' ? '' : ', automatic'})`,
    )
    .join(', ');
  const history = `\nStart-Date: ${time}\nCommandline: ${context.name} ${context.args.join(' ')}\n${verb}: ${list}\nEnd-Date: ${time}\n`;
  context.fs.mkdirAll('/var/log/apt');
  append(context, '/var/log/apt/history.log', history);
  append(context, '/var/log/apt/term.log', `\nLog started: ${time}\n${options.output}Log ended: ${time}\n`, { mode: 0o640, gid: 4 });
  context.fs.write(
    '/var/log/apt/eipp.log.xz',
    { kind: 'generated', seed: `eipp ${list}`, sizeBytes: EIPP_START_BYTES + names.length * EIPP_BYTES_PER_PACKAGE },
    { mode: 0o644 },
  );
  append(context, '/var/log/dpkg.log', dpkgLog(context, apt, names, action, options.architecture));
}

function append(context: ProgramContext, path: string, text: string, attributes: { readonly mode?: number; readonly gid?: number } = {}): void {
  context.fs.write(path, textAt(context, path) + text, context.fs.exists(path) ? {} : attributes);
}

function dpkgLog(
  context: ProgramContext,
  apt: AptPart,
  names: readonly string[],
  action: 'install' | 'remove' | 'purge',
  architecture: string,
): string {
  const time = stamp(context.nowSeconds);
  const lines = [action === 'install' ? 'startup archives unpack' : 'startup packages remove'];
  for (const name of names)
    lines.push(...(action === 'install' ? unpackEvents : removeEvents)(recordedAs(apt, name, architecture), apt.packages[name]?.[0] ?? ''));
  if (action === 'install') {
    lines.push('startup packages configure');
    for (const name of names) lines.push(...configureEvents(recordedAs(apt, name, architecture), apt.packages[name]?.[0] ?? ''));
  }
  return lines.map((line) => `${time} ${line}\n`).join('');
}

function recordedAs(apt: AptPart, name: string, architecture: string): string {
  const named = recordName(apt, name, architecture);
  if (named.includes(':')) return named;
  return `${name}:${apt.packages[name]?.[6].includes('a') === true ? 'all' : architecture}`;
}

function unpackEvents(name: string, version: string): readonly string[] {
  return [`install ${name} <none> ${version}`, `status half-installed ${name} ${version}`, `status unpacked ${name} ${version}`];
}

function configureEvents(name: string, version: string): readonly string[] {
  return [
    `configure ${name} ${version} <none>`,
    `status unpacked ${name} ${version}`,
    `status half-configured ${name} ${version}`,
    `status installed ${name} ${version}`,
  ];
}

function removeEvents(name: string, version: string): readonly string[] {
  return [
    `status installed ${name} ${version}`,
    `remove ${name} ${version} <none>`,
    `status half-configured ${name} ${version}`,
    `status half-installed ${name} ${version}`,
    `status config-files ${name} ${version}`,
    `status not-installed ${name} <none>`,
  ];
}
