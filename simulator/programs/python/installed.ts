import type { ProgramContext } from '../../shell/types';
import { normalizedName } from './requirement';

/** A distribution that lies in a site-packages folder. */
export interface InstalledDistribution {
  /** Normalised, and as its metadata or folder spells it. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly site: string;
  /** Name of the `.dist-info` or `.egg-info` entry. */
  readonly record: string;
}

/** In the order of their names. */
export function installedIn(context: ProgramContext, site: string): readonly InstalledDistribution[] {
  const names = context.fs.list(site);
  if (!names.ok) return [];
  return names.value
    .flatMap((record): InstalledDistribution[] => {
      const [, title, version] = /^(.+?)-([^-]+)(?:-py\d\.\d+)?\.(?:dist-info|egg-info)$/.exec(record) ?? [];
      if (title === undefined || version === undefined) return [];
      const written = headerOf(context, `${site}/${record}/METADATA`, 'Name');
      return [{ name: normalizedName(title), title: written ?? title, version, site, record }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What is visible in several folders: the first folder that has a distribution wins. */
export function installedAcross(context: ProgramContext, sites: readonly string[]): ReadonlyMap<string, InstalledDistribution> {
  const found = new Map<string, InstalledDistribution>();
  for (const site of sites)
    for (const distribution of installedIn(context, site)) if (!found.has(distribution.name)) found.set(distribution.name, distribution);
  return found;
}

export function textAt(context: ProgramContext, path: string): string | undefined {
  const content = context.fs.content(path);
  if (!content.ok || content.value.kind !== 'bytes') return undefined;
  return new TextDecoder().decode(content.value.bytes);
}

function headerOf(context: ProgramContext, path: string, name: string): string | undefined {
  return headersOf(textAt(context, path) ?? '', name)[0];
}

/** Values of a header in METADATA, in order. */
export function headersOf(metadata: string, name: string): readonly string[] {
  const head = metadata.split('\n\n', 1)[0] ?? '';
  return head.split('\n').flatMap((line) => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []));
}

export function metadataOf(context: ProgramContext, distribution: InstalledDistribution): string {
  return textAt(context, `${distribution.site}/${distribution.record}/METADATA`) ?? '';
}

/** Normalised names of what it needs, extras left out. */
export function requiredNames(metadata: string): readonly string[] {
  return headersOf(metadata, 'Requires-Dist').flatMap((line) => {
    if (line.includes('extra ==')) return [];
    const name = /^[A-Za-z0-9._-]+/.exec(line)?.[0];
    return name === undefined ? [] : [normalizedName(name)];
  });
}

/** Paths of its files as RECORD lists them, absolute; `undefined` when there is no readable RECORD. */
export function recordedFiles(context: ProgramContext, distribution: InstalledDistribution): readonly string[] | undefined {
  const text = textAt(context, `${distribution.site}/${distribution.record}/RECORD`);
  if (text === undefined) return undefined;
  return text.split('\n').flatMap((line) => {
    const path = line.replace(/,[^,]*,[^,]*$/, '').replace(/^"|"$/g, '');
    return path === '' ? [] : [absolute(distribution.site, path)];
  });
}

function absolute(site: string, path: string): string {
  if (path.startsWith('/')) return path;
  const parts = site.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
