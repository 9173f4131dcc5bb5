import type { AptPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { recordName } from './package-files';

/** apt's decimal sizes: `880 B`, `275 kB`, `12.0 MB`. */
export function aptSize(bytes: number): string {
  if (bytes < 10_000) return `${Math.round(bytes)} B`;
  if (bytes < 10_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 100_000_000 ? 1 : 0)} MB`;
}

/** apt breaks its lists of names at the width of a terminal of 80 columns. */
export function nameList(names: readonly string[]): string {
  const lines: string[] = [];
  let line = ' ';
  for (const name of names) {
    if (line.length + name.length + 1 > 79) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${name}`;
  }
  return [...lines, line].map((text) => `${text}\n`).join('');
}

export function announceLists(context: ProgramContext, quiet: number): void {
  if (quiet < 2) context.out('Reading package lists...\nBuilding dependency tree...\nReading state information...\n');
}

/** A .deb's line while it is fetched. */
export function fetchLine(apt: AptPart, number: number, name: string, architecture: string): string {
  const known = apt.packages[name];
  if (known === undefined) return '';
  const built = known[6].includes('a') ? 'all' : architecture;
  return `Get:${number} http://deb.debian.org/debian bookworm/main ${architecture} ${name} ${built} ${known[0]} [${aptSize(known[1])}]\n`;
}

export function unpackLines(
  apt: AptPart,
  order: readonly string[],
  architecture: string,
  before: { readonly versions: ReadonlyMap<string, string>; readonly files: number },
): string {
  const width = String(order.length - 1).length;
  return order
    .map((name, index) => {
      const version = apt.packages[name]?.[0] ?? '';
      const built = apt.packages[name]?.[6].includes('a') === true ? 'all' : architecture;
      const named = recordName(apt, name, architecture);
      const reading = index === 0 ? `(Reading database ... ${before.files} files and directories currently installed.)\n` : '';
      const number = order.length > 1 ? `${String(index).padStart(width, '0')}-` : '';
      const place = order.length > 1 ? '...' : '.../archives';
      const file = `${place}/${number}${name}_${version.replaceAll(':', '%3a')}_${built}.deb`;
      const old = before.versions.get(name);
      if (old !== undefined) return `${reading}Preparing to unpack ${file} ...\nUnpacking ${named} (${version}) over (${old}) ...\n`;
      return `Selecting previously unselected package ${named}.\n${reading}Preparing to unpack ${file} ...\nUnpacking ${named} (${version}) ...\n`;
    })
    .join('');
}

export function setUpLines(apt: AptPart, order: readonly string[], architecture: string): string {
  return order.map((name) => `Setting up ${recordName(apt, name, architecture)} (${apt.packages[name]?.[0] ?? ''}) ...\n`).join('');
}
