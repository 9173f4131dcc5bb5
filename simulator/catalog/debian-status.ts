import type { DebianPackage, DpkgRecords } from './parts';

/** Bytes of an average stanza, for packages whose own was not observed. */
const USUAL_STANZA_BYTES = 890;
/** Fills a stanza up to the size it has in reality, where the real text lists relations and conffiles that are left out here. */
const FILLER = 'The full record of this package is longer; only its size is kept here. ';

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Without what was pulled in by others; from `extended_states`. */
  readonly architecture: string;
}

export function architectureOf(row: DebianPackage | undefined, native: string): string {
  return row?.[6].includes('a') === true ? 'all' : native;
}

/** One paragraph of `/var/lib/dpkg/status`, with its closing blank line. */
export function statusStanza(
  name: string,
  version: string,
  source: string,
  row: DebianPackage | undefined,
  records: DpkgRecords | undefined,
  native: string,
): string {
  const flags = row?.[6] ?? '';
  const lines = [
    `Package: ${name}`,
    ...(flags.includes('e') ? ['Essential: yes'] : []),
    'Status: install ok installed',
    `Priority: ${flags.includes('r') ? 'required' : flags.includes('i') ? 'important' : flags.includes('s') ? 'standard' : 'optional'}`,
    `Section: ${row?.[5] ?? 'misc'}`,
    `Installed-Size: ${row?.[2] ?? 100}`,
    `Architecture: ${architectureOf(row, native)}`,
    ...(flags.includes('m') ? ['Multi-Arch: same'] : []),
    ...(source === '' || source === name ? [] : [`Source: ${source}`]),
    `Version: ${version}`,
    ...(row === undefined || row[3].length === 0 ? [] : [`Depends: ${row[3].join(', ')}`]),
    ...(row === undefined || row[4].length === 0 ? [] : [`Recommends: ${row[4].join(', ')}`]),
    `Description: ${name}`,
  ];
  return padded(`${lines.join('\n')}\n`, (records?.status ?? USUAL_STANZA_BYTES) - 1);
}

function padded(text: string, bytes: number): string {
  const missing = bytes - text.length - 2;
  if (missing < 2) return `${text}\n`;
  const filler = FILLER.repeat(Math.ceil(missing / FILLER.length))
    .slice(0, missing)
    .trimEnd();
  return `${text} ${filler}\n\n`;
}

/** Packages that a status file calls installed, in its order. */
export function parseStatus(text: string): readonly InstalledPackage[] {
  const installed: InstalledPackage[] = [];
  for (const stanza of text.split('\n\n')) {
    const name = /^Package: (.+)$/m.exec(stanza)?.[1];
    const version = /^Version: (.+)$/m.exec(stanza)?.[1];
    if (name === undefined || version === undefined || !/^Status: \S+ \S+ installed$/m.test(stanza)) continue;
    installed.push({ name, version, architecture: /^Architecture: (.+)$/m.exec(stanza)?.[1] ?? '' });
  }
  return installed;
}
