import type { ApkPart } from '../../simulator/catalog/parts';
import type { ApkFacts } from './facts';

export function apkPart(raw: unknown): ApkPart {
  const facts = raw as ApkFacts; // The facts folder is trusted input of a build script.
  const packages = Object.entries(facts.packages);
  return {
    provenance: { source: `Alpine package pages and public build logs, ${facts._meta.branch}`, asOf: '2026-11' },
    indexBytes: facts._meta.index.mainBytes + facts._meta.index.communityBytes,
    packages: Object.fromEntries(packages.map(([name, p]) => [name, [p.version, p.installedBytes, p.apkBytes, p.depends] as const])),
    base: packages.filter(([, p]) => p.base === true).map(([name]) => name),
    adds: Object.fromEntries(Object.entries(facts.adds).map(([name, { order }]) => [name, order])),
    aliases: facts.alias,
  };
}
