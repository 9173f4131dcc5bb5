import { compareReleases, compareVersions, isPrerelease, parseVersion, type Version } from './version';

/** One clause of a version specifier, such as `>=2.0`. */
export interface Clause {
  readonly operator: '==' | '!=' | '<=' | '>=' | '<' | '>' | '~=' | '===';
  readonly version: string;
}

/** Clauses in the order they were written; `undefined` when one cannot be read. */
export function parseSpecifier(text: string): readonly Clause[] | undefined {
  const clauses: Clause[] = [];
  for (const part of text.split(',').map((word) => word.trim())) {
    if (part === '') continue;
    const [, operator, version] = /^(===|==|!=|<=|>=|~=|<|>)\s*([^\s,]+)$/.exec(part) ?? [];
    if (!isOperator(operator) || version === undefined) return undefined;
    if (operator !== '===' && parseVersion(version.replace(/\.\*$/, '')) === undefined) return undefined;
    clauses.push({ operator, version });
  }
  return clauses;
}

function isOperator(text: string | undefined): text is Clause['operator'] {
  return text !== undefined && ['==', '!=', '<=', '>=', '<', '>', '~=', '==='].includes(text);
}

/** As pip prints them: sorted, without blanks. */
export function specifierText(clauses: readonly Clause[]): string {
  return clauses
    .map(({ operator, version }) => `${operator}${version}`)
    .sort()
    .join(',');
}

export function satisfies(version: string, clauses: readonly Clause[]): boolean {
  const parsed = parseVersion(version);
  return clauses.every((clause) => (parsed === undefined ? clause.version === version : satisfiesClause(parsed, version, clause)));
}

function satisfiesClause(version: Version, text: string, { operator, version: wanted }: Clause): boolean {
  if (operator === '===') return text.toLowerCase() === wanted.toLowerCase();
  const bound = parseVersion(wanted.replace(/\.\*$/, ''));
  if (bound === undefined) return false;
  const prefix = wanted.endsWith('.*');
  switch (operator) {
    case '==':
      return prefix ? hasPrefix(version, bound) : equals(version, bound);
    case '!=':
      return prefix ? !hasPrefix(version, bound) : !equals(version, bound);
    case '~=':
      return compareVersions(withoutLocal(version), bound) >= 0 && hasPrefix(version, { ...bound, release: bound.release.slice(0, -1) });
    case '>=':
      return compareVersions(withoutLocal(version), bound) >= 0;
    case '<=':
      return compareVersions(withoutLocal(version), bound) <= 0;
    case '>':
      // 1.7.post1 is no answer to >1.7 (PEP 440, exclusive ordered comparison).
      return (
        compareVersions(withoutLocal(version), bound) > 0 && !(version.post !== undefined && bound.post === undefined && sameRelease(version, bound))
      );
    case '<':
      return compareVersions(withoutLocal(version), bound) < 0 && !(isPrerelease(version) && !isPrerelease(bound) && sameRelease(version, bound));
    default:
      return false;
  }
}

function sameRelease(left: Version, right: Version): boolean {
  return left.epoch === right.epoch && compareReleases(left.release, right.release) === 0;
}

function withoutLocal(version: Version): Version {
  return { ...version, local: undefined };
}

/** A local part is only looked at when the specifier has one. */
function equals(version: Version, bound: Version): boolean {
  return compareVersions(bound.local === undefined ? withoutLocal(version) : version, bound) === 0;
}

function hasPrefix(version: Version, bound: Version): boolean {
  return version.epoch === bound.epoch && bound.release.every((part, index) => (version.release[index] ?? 0) === part);
}

/** The exact version that a specifier pins, if it pins one. */
export function pinnedVersion(clauses: readonly Clause[]): string | undefined {
  return clauses.find(({ operator, version }) => (operator === '==' && !version.endsWith('.*')) || operator === '===')?.version;
}
