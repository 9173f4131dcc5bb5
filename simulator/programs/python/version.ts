/** A version as PEP 440 orders them; parts that are absent are undefined. */
export interface Version {
  readonly epoch: number;
  readonly release: readonly number[];
  readonly pre: readonly [kind: 'a' | 'b' | 'rc', number: number] | undefined;
  readonly post: number | undefined;
  readonly dev: number | undefined;
  readonly local: string | undefined;
}

const PATTERN =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(?:post|rev|r)[-_.]?(\d*))?(?:([-_.]?dev[-_.]?)(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;

const PRE_KINDS: Readonly<Record<string, 'a' | 'b' | 'rc'>> = { a: 'a', alpha: 'a', b: 'b', beta: 'b' };

/** `undefined` for what is no version at all. */
export function parseVersion(text: string): Version | undefined {
  const match = PATTERN.exec(text.trim());
  if (match === null) return undefined;
  const [, epoch, release = '0', preKind, preNumber, dashPost, post, dev, devNumber, local] = match;
  const hasPost = dashPost !== undefined || post !== undefined;
  return {
    epoch: Number(epoch ?? 0),
    release: release.split('.').map(Number),
    pre: preKind === undefined ? undefined : [PRE_KINDS[preKind.toLowerCase()] ?? 'rc', Number(preNumber ?? 0)],
    post: hasPost ? Number(dashPost ?? post ?? 0) : undefined,
    dev: dev === undefined ? undefined : Number(devNumber ?? 0),
    local: local?.toLowerCase(),
  };
}

export function isPrerelease(version: Version): boolean {
  return version.pre !== undefined || version.dev !== undefined;
}

/** Negative, zero or positive; the local part (`+cpu`) decides last. */
export function compareVersions(left: Version, right: Version): number {
  return (
    left.epoch - right.epoch ||
    compareReleases(left.release, right.release) ||
    preRank(left) - preRank(right) ||
    (left.pre?.[1] ?? 0) - (right.pre?.[1] ?? 0) ||
    (left.post ?? -1) - (right.post ?? -1) ||
    (left.dev ?? Number.POSITIVE_INFINITY) - (right.dev ?? Number.POSITIVE_INFINITY) ||
    compareText(left.local ?? '', right.local ?? '') ||
    0
  );
}

/** Trailing zeros do not count: 1.0 is 1. */
export function compareReleases(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A development release of a version comes before its pre-releases, those before the version itself. */
function preRank(version: Version): number {
  if (version.pre !== undefined) return ['a', 'b', 'rc'].indexOf(version.pre[0]);
  return version.dev !== undefined && version.post === undefined ? -1 : 3;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function compareVersionTexts(left: string, right: string): number {
  const [a, b] = [parseVersion(left), parseVersion(right)];
  if (a === undefined || b === undefined) return compareText(left, right);
  return compareVersions(a, b);
}
