import { expect, test } from 'vitest';
import { partOf } from '../../catalog/parts';
import { loadCatalog } from '../../testing/image-sandbox';
import type { NamedPackage } from './apk-world';
import { packageEntries } from './package-files';

const part = partOf(loadCatalog(['alpine:3.23']), 'apk');
const packages = Object.entries(part?.packages ?? {}).map(
  ([name, [version, installedBytes, apkBytes, depends, licence, summary]]): NamedPackage => ({
    name,
    version,
    versionKnown: true,
    installedBytes,
    apkBytes,
    depends,
    licence,
    summary,
    origin: name,
    architecture: 'x86_64',
  }),
);

test('the files of every package add up to its installed size', () => {
  expect(packages.length).toBeGreaterThan(400);
  const wrong = packages.flatMap((packaged) => {
    const files = packageEntries(packaged).filter((entry) => entry.kind === 'file');
    const sum = files.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
    const isWhole = files.every(({ sizeBytes }) => Number.isInteger(sizeBytes) && sizeBytes >= 0);
    const isMeta = files.length === 0 && packaged.installedBytes <= 25_000;
    return isWhole && (isMeta || sum === packaged.installedBytes) ? [] : [`${packaged.name}: ${sum} of ${packaged.installedBytes}`];
  });
  expect(wrong).toEqual([]);
});

/** Of runtimes in several versions and servers in two makes, one is installed at a time, or the last one has the name. */
const ALTERNATIVES = /^\/usr\/bin\/(?:java|javac|keytool|node|redis-(?:server|cli))$|\/default-jvm$/;

test('no two packages that can be installed together have the same file', () => {
  const owners = new Map<string, string>();
  const clashes: string[] = [];
  for (const packaged of packages) {
    for (const entry of packageEntries(packaged)) {
      if (entry.kind === 'folder') continue;
      const owner = owners.get(entry.path);
      if (owner !== undefined && !ALTERNATIVES.test(entry.path)) clashes.push(`${entry.path}: ${owner} ${packaged.name}`);
      owners.set(entry.path, packaged.name);
    }
  }
  expect(clashes).toEqual([]);
});
