import { compareApkVersions } from './version';

/** `curl`, `curl=8.12.1-r1`, `nodejs~=22`, `git@edge`, as world and virtual packages list them. */
export interface ApkDependency {
  readonly name: string;
  readonly operator: '' | '=' | '~' | '<' | '<=' | '>' | '>=';
  readonly version: string;
  readonly tag?: string;
  /** As apk writes it: `~=` becomes `~`. */
  readonly text: string;
}

const DEPENDENCY = /^([A-Za-z0-9_.][^=<>~@!\s]*)(?:@([\w-]+))?(?:(=~|~=|~|=|<=|>=|<|>)(\S+))?$/;

/** `undefined` when it is not a dependency at all. */
export function parseDependency(word: string): ApkDependency | undefined {
  const match = DEPENDENCY.exec(word);
  if (match === null) return undefined;
  const [, name = '', tag, written = '', version = ''] = match;
  const operator = operatorOf(written);
  return {
    name,
    operator,
    version,
    ...(tag === undefined ? {} : { tag }),
    text: `${name}${tag === undefined ? '' : `@${tag}`}${operator}${version}`,
  };
}

function operatorOf(written: string): ApkDependency['operator'] {
  switch (written) {
    case '=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return written;
    case '':
      return '';
    default:
      return '~';
  }
}

export function satisfies(dependency: ApkDependency, version: string): boolean {
  if (dependency.operator === '') return true;
  if (dependency.operator === '~') return isFuzzyMatch(dependency.version, version);
  const sign = compareApkVersions(version, dependency.version);
  switch (dependency.operator) {
    case '=':
      return sign === 0;
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}

/** `~22` is met by 22.15.1-r0, not by 221: what follows the given part begins a new one. */
function isFuzzyMatch(wanted: string, version: string): boolean {
  return version.startsWith(wanted) && /^(?:$|\D)/.test(version.slice(wanted.length));
}
