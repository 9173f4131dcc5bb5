import type { ProgramContext } from '../../shell/types';
import { readInstalled } from './database';

/** What differs between the words of apk-tools 2.14 and 3 (Alpine 3.23). */
export interface Dialect {
  readonly version: string;
  /** Version 3 tells of fetches only to a terminal. */
  readonly tellsFetches: boolean;
  /** `(1/12)`, or `( 1/12)` since version 3. */
  counter(index: number, total: number): string;
  /** Before what a package's script does while packages change. */
  readonly indent: string;
  /** Installed sizes: whole mebibytes, or one digit behind the point and a unit that fits. */
  size(bytes: number): string;
  readonly unreachable: string;
  /** How a warning names a repository. */
  repository(url: string, indexUrl: string): string;
}

export function dialectOf(context: ProgramContext): Dialect {
  const version =
    readInstalled(context)
      .get('apk-tools')
      ?.version.replace(/-r\d+$/, '') ?? '2.14.6';
  return Number.parseInt(version, 10) >= 3 ? third(version) : second(version);
}

function second(version: string): Dialect {
  return {
    version,
    tellsFetches: true,
    counter: (index, total) => `(${index}/${total})`,
    indent: '',
    size: (bytes) => `${Math.floor(bytes / 2 ** 20)} MiB`,
    unreachable: 'temporary error (try again later)',
    repository: (url) => url,
  };
}

function third(version: string): Dialect {
  return {
    version,
    tellsFetches: false,
    counter: (index, total) => `(${String(index).padStart(String(total).length)}/${total})`,
    indent: '  ',
    size: humanSize,
    unreachable: 'DNS: transient error (try again later)',
    repository: (_url, indexUrl) => indexUrl,
  };
}

/** A larger unit is taken from 10,000 of the smaller one on; bytes and kibibytes have no fraction (apk-tools src/print.c, apk_fmt_human_size). */
function humanSize(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  for (; unit < units.length - 1 && value >= 10_000; unit++) value /= 1024;
  return unit < 2 ? `${Math.floor(value)} ${units[unit]}` : `${value.toFixed(1)} ${units[unit]}`;
}
