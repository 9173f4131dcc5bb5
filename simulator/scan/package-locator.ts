import { assertNever } from '../assert-never';
import type { Distribution } from './distribution';
import type { InstalledPackage } from './installed-package';

/** A package URL as scanners write it (package-url/purl-spec): advisories are looked up by it. */
export function packageLocator(found: InstalledPackage, distribution: Distribution | undefined): string {
  const { ecosystem, name, version } = found;
  switch (ecosystem) {
    case 'deb':
    case 'apk':
      return `pkg:${ecosystem}/${distribution?.id ?? FALLBACKS[ecosystem]}/${escaped(name)}@${escaped(version)}${qualifiers(found, distribution)}`;
    case 'npm':
      return `pkg:npm/${name.split('/').map(escaped).join('/')}@${escaped(version)}`;
    case 'pypi':
      return `pkg:pypi/${escaped(name.toLowerCase().replaceAll('_', '-'))}@${escaped(version)}`;
    default:
      return assertNever(ecosystem);
  }
}

const FALLBACKS = { deb: 'debian', apk: 'alpine' } as const;

/** In the order of their names. */
function qualifiers({ architecture, source }: InstalledPackage, distribution: Distribution | undefined): string {
  const parts = [
    ...(architecture === undefined ? [] : [`arch=${architecture}`]),
    ...(distribution === undefined ? [] : [`distro=${[distribution.id, distribution.versionId].filter((part) => part !== '').join('-')}`]),
    ...(source === undefined ? [] : [`upstream=${escaped(source)}`]),
  ];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** Colons stay, everything else that is not plain is escaped. */
function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':');
}
