/** As much of npm's semver as ranges in package files use: comparators, carets, tildes, x-ranges, hyphens and `||`. */
export interface Version {
  readonly numbers: readonly [number, number, number];
  readonly prerelease: readonly string[];
}

export function parseVersion(text: string): Version | undefined {
  const match = /^[v=\s]*(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text.trim());
  if (match === null) return undefined;
  return { numbers: [Number(match[1]), Number(match[2]), Number(match[3])], prerelease: match[4]?.split('.') ?? [] };
}

export function compareVersions(left: Version, right: Version): number {
  for (const index of [0, 1, 2] as const) {
    const difference = left.numbers[index] - right.numbers[index];
    if (difference !== 0) return difference;
  }
  return comparePrerelease(left.prerelease, right.prerelease);
}

/** A prerelease comes before its release; identifiers compare numerically where both are numbers. */
function comparePrerelease(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return right.length - left.length;
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [a, b] = [left[index], right[index]];
    if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
    if (a === b) continue;
    const [numberA, numberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
    if (numberA && numberB) return Number(a) - Number(b);
    if (numberA !== numberB) return numberA ? -1 : 1;
    return a < b ? -1 : 1;
  }
  return 0;
}

interface Comparator {
  readonly operator: '<' | '<=' | '>' | '>=' | '=';
  readonly version: Version;
}

/** A tag such as `latest`, a URL or a path is not a version range: everything satisfies it. */
export function satisfies(versionText: string, range: string): boolean {
  const version = parseVersion(versionText);
  if (version === undefined) return false;
  return range.split('||').some((part) => {
    const comparators = comparatorsOf(part.trim());
    return comparators === undefined || (comparators.every((comparator) => holds(comparator, version)) && allowsPrerelease(comparators, version));
  });
}

/** A prerelease only satisfies a range that names a prerelease of the same release. */
function allowsPrerelease(comparators: readonly Comparator[], version: Version): boolean {
  if (version.prerelease.length === 0) return true;
  return comparators.some(
    (comparator) =>
      comparator.version.prerelease.length > 0 && comparator.version.numbers.every((number, index) => number === version.numbers[index]),
  );
}

function holds({ operator, version: bound }: Comparator, version: Version): boolean {
  const order = compareVersions(version, bound);
  if (operator === '=') return order === 0;
  if (operator.startsWith('<')) return order < 0 || (operator === '<=' && order === 0);
  return order > 0 || (operator === '>=' && order === 0);
}

function comparatorsOf(range: string): readonly Comparator[] | undefined {
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(range);
  const words = hyphen === null ? range.replace(/(>=|<=|[<>=~^])\s+/g, '$1').split(/\s+/) : [`>=${hyphen[1]}`, `<=${hyphen[2]}`];
  const comparators: Comparator[] = [];
  for (const word of words) {
    const parsed = comparatorsOfWord(word);
    if (parsed === undefined) return undefined;
    comparators.push(...parsed);
  }
  return comparators;
}

function comparatorsOfWord(word: string): readonly Comparator[] | undefined {
  if (word === '' || /^[*xX]$/.test(word)) return [];
  const match = /^(\^|~>?|>=|<=|>|<|=|)v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:-([0-9A-Za-z.-]+))?(?:\+\S*)?$/.exec(word);
  if (match === null) return undefined;
  const parts = [match[2], match[3], match[4]].map((part) => (part === undefined || /[xX*]/.test(part) ? undefined : Number(part)));
  const [major, minor, patch] = parts;
  if (major === undefined) return [];
  const from: Version = { numbers: [major, minor ?? 0, patch ?? 0], prerelease: match[5]?.split('.') ?? [] };
  switch (match[1]) {
    case '^':
      return [
        { operator: '>=', version: from },
        { operator: '<', version: caretEnd(major, minor, patch) },
      ];
    case '~':
    case '~>':
      return [
        { operator: '>=', version: from },
        { operator: '<', version: release(minor === undefined ? [major + 1, 0, 0] : [major, minor + 1, 0]) },
      ];
    case '>=':
    case '<':
      return [{ operator: match[1], version: from }];
    case '>':
      return [patch === undefined ? { operator: '>=', version: afterPartial(major, minor) } : { operator: '>', version: from }];
    case '<=':
      return [patch === undefined ? { operator: '<', version: afterPartial(major, minor) } : { operator: '<=', version: from }];
    default:
      return patch === undefined
        ? [
            { operator: '>=', version: from },
            { operator: '<', version: afterPartial(major, minor) },
          ]
        : [{ operator: '=', version: from }];
  }
}

function release(numbers: readonly [number, number, number]): Version {
  return { numbers, prerelease: [] };
}

function afterPartial(major: number, minor: number | undefined): Version {
  return release(minor === undefined ? [major + 1, 0, 0] : [major, minor + 1, 0]);
}

/** A caret keeps the leftmost number that is not zero. */
function caretEnd(major: number, minor: number | undefined, patch: number | undefined): Version {
  if (major > 0 || minor === undefined) return release([major + 1, 0, 0]);
  if (minor > 0 || patch === undefined) return release([0, minor + 1, 0]);
  return release([0, 0, patch + 1]);
}

/** The highest version that satisfies a range. */
export function highestSatisfying(versions: readonly string[], range: string): string | undefined {
  let best: { readonly text: string; readonly version: Version } | undefined;
  for (const text of versions) {
    const version = parseVersion(text);
    if (version === undefined || !satisfies(text, range)) continue;
    if (best === undefined || compareVersions(version, best.version) > 0) best = { text, version };
  }
  return best?.text;
}
