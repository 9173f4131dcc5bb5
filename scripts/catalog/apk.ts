import type { AlpinePackage, ApkPart } from '../../simulator/catalog/parts';
import { compareApkVersions } from '../../simulator/programs/apk/version';
import { MORE_ALIASES, MORE_DEPENDS, MORE_PACKAGES, ORIGINS } from './apk-more';
import type { ApkFacts, ImageFacts } from './facts';

/** The release that the figures are of, and others of which versions are known. */
const RELEASE = '3.21';
const OTHER_RELEASES = ['3.20', '3.23'];
/** As the facts: .apk files are about this much smaller than what they unpack to. */
const PACKED_RATIO = 0.45;

export function apkPart(raw: unknown, rawImages: unknown): ApkPart {
  const facts = raw as ApkFacts; // The facts folder is trusted input of a build script.
  const images = rawImages as readonly ImageFacts[];
  const packages = Object.entries(facts.packages);
  const current: Readonly<Record<string, AlpinePackage>> = Object.fromEntries(
    packages.map(([name, p]) => [
      name,
      [p.version, p.installedBytes, p.apkBytes, [...p.depends, ...(MORE_DEPENDS[name] ?? [])], p.licence, p.summary, originOf(name)] as const,
    ]),
  );
  const more = morePackages();
  return {
    provenance: { source: `Alpine package pages and public build logs, ${facts._meta.branch}`, asOf: '2026-11' },
    release: RELEASE,
    indexBytes: [facts._meta.index.mainBytes, facts._meta.index.communityBytes],
    packages: { ...current, ...more },
    estimated: Object.keys(more),
    base: packages.filter(([, p]) => p.base === true).map(([name]) => name),
    adds: Object.fromEntries(Object.entries(facts.adds).map(([name, { order }]) => [name, order])),
    aliases: { ...MORE_ALIASES, ...facts.alias },
    releases: Object.fromEntries(
      OTHER_RELEASES.map((release) => [release, withSiblings(versionsOf(release, facts, images), { ...current, ...more })]),
    ),
  };
}

function originOf(name: string): string {
  const source = sourceOf(name);
  return source === name ? '' : source;
}

/** The source package: libraries and headers are, as a rule, built with what they are called after. */
function sourceOf(name: string): string {
  return ORIGINS[name] ?? name.replace(/-(?:dev|libs)$/, '');
}

function morePackages(): Readonly<Record<string, AlpinePackage>> {
  const lines = MORE_PACKAGES.trim().split('\n');
  return Object.fromEntries(
    lines.map((line): readonly [string, AlpinePackage] => {
      const [name = '', version = '', kib = '0', depends = '-', licence = '', ...summary] = line.split(' ');
      const installed = Number(kib) * 1024;
      const needs = depends === '-' ? [] : depends.split(',');
      return [name, [version, installed, Math.round(installed * PACKED_RATIO), needs, licence, summary.join(' '), originOf(name)]];
    }),
  );
}

/** The newest version of each package that was seen on a release: in the facts about packages, or in a published image. */
function versionsOf(release: string, facts: ApkFacts, images: readonly ImageFacts[]): Readonly<Record<string, string>> {
  const seen = new Map(Object.entries(facts.versions[release] ?? {}));
  const published = images.filter((image) => image.os === `alpine ${release}`).flatMap((image) => image.packages);
  for (const { name, version } of published) {
    const before = seen.get(name);
    if (version !== null && (before === undefined || compareApkVersions(before, version) < 0)) seen.set(name, version);
  }
  return Object.fromEntries([...seen].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Packages of one source have one version: where one of them was seen on a release, the others are known too. */
function withSiblings(seen: Readonly<Record<string, string>>, packages: Readonly<Record<string, AlpinePackage>>): Readonly<Record<string, string>> {
  const bySource = new Map<string, string>();
  for (const [name, version] of Object.entries(seen)) {
    const known = packages[name];
    if (known !== undefined) bySource.set(`${sourceOf(name)} ${known[0]}`, version);
  }
  const siblings = Object.entries(packages).flatMap(([name, [version]]): [string, string][] => {
    const theirs = bySource.get(`${sourceOf(name)} ${version}`);
    return seen[name] !== undefined || theirs === undefined ? [] : [[name, theirs]];
  });
  return Object.fromEntries([...Object.entries(seen), ...siblings].sort(([a], [b]) => (a < b ? -1 : 1)));
}
