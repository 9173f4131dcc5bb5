/** Suffixes in ascending order; nothing at all stands between `_rc` and `_cvs` (apk-tools src/version.c). */
const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p'];
const VERSION = /^(\d+(?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~[0-9a-f]+)?(?:-r(\d+))?$/;

interface ApkVersion {
  readonly numbers: readonly string[];
  readonly letter: string;
  readonly suffixes: readonly (readonly [rank: number, number: number])[];
  readonly revision: number;
}

export function isApkVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Negative, zero or positive; a text that is no version is below all that are. */
export function compareApkVersions(left: string, right: string): number {
  const [a, b] = [parseVersion(left), parseVersion(right)];
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return (
    compareNumbers(a.numbers, b.numbers) || order(a.letter, b.letter) || compareSuffixes(a.suffixes, b.suffixes) || Math.sign(a.revision - b.revision)
  );
}

function parseVersion(text: string): ApkVersion | undefined {
  const match = VERSION.exec(text);
  if (match === null) return undefined;
  const [, numbers = '', letter = '', suffixes = '', revision] = match;
  return {
    numbers: numbers.split('.'),
    letter,
    suffixes: [...suffixes.matchAll(/_([a-z]+)(\d*)/g)].map(([, name = '', number = '']) => [SUFFIXES.indexOf(name), Number(number)] as const),
    revision: revision === undefined ? -1 : Number(revision),
  };
}

/** Parts behind the first that begin with a zero count as decimals: 1.05 is less than 1.1 and 1.5. */
function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const decimal = index > 0 && (left.startsWith('0') || right.startsWith('0'));
    const sign = decimal ? order(left, right) : Math.sign(Number(left) - Number(right));
    if (sign !== 0) return sign;
  }
  return 0;
}

function compareSuffixes(a: ApkVersion['suffixes'], b: ApkVersion['suffixes']): number {
  const none = [SUFFIXES.indexOf(''), 0] as const;
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [[leftRank, leftNumber], [rightRank, rightNumber]] = [a[index] ?? none, b[index] ?? none];
    const sign = Math.sign(leftRank - rightRank) || Math.sign(leftNumber - rightNumber);
    if (sign !== 0) return sign;
  }
  return 0;
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
