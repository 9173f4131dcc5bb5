import { describe, expect, test } from 'vitest';
import { bytesContent } from '../fs/content';
import { buildTree } from '../fs/tree';
import type { FileContent, Tree } from '../fs/types';
import { loadCatalog, openImage } from '../testing/image-sandbox';
import { distributionOf } from './distribution';
import { installedPackages } from './installed-package';
import { packageLocator } from './package-locator';

function treeOf(files: Readonly<Record<string, string | FileContent>>): Tree {
  return buildTree(
    Object.entries(files).map(([path, content]) => ({
      kind: 'file',
      path,
      content: typeof content === 'string' ? bytesContent(content) : content,
    })),
  );
}

/** Package URL and the file that tells, a line each. */
function found(files: Readonly<Record<string, string | FileContent>>): readonly string[] {
  const tree = treeOf(files);
  return installedPackages(tree).map((item) => `${packageLocator(item, distributionOf(tree))} ${item.licence ?? '-'} ${item.foundIn}`);
}

const DEBIAN = 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n';
const STATUS = `Package: libc6
Status: install ok installed
Architecture: amd64
Source: glibc (2.36)
Version: 2.36-9+deb12u10
Description: library
 Version: of another kind

Package: bsdutils
Status: install ok installed
Architecture: amd64
Source: util-linux
Version: 1:2.38.1-5

Package: gone
Status: deinstall ok config-files
Architecture: all
Version: 1
`;

test.each<[string, Readonly<Record<string, string | FileContent>>, readonly string[]]>([
  ['nothing', {}, []],
  [
    'dpkg, without what is removed',
    { 'usr/lib/os-release': DEBIAN, 'var/lib/dpkg/status': STATUS },
    [
      'pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?arch=amd64&distro=debian-12&upstream=glibc - /var/lib/dpkg/status',
      'pkg:deb/debian/bsdutils@1:2.38.1-5?arch=amd64&distro=debian-12&upstream=util-linux - /var/lib/dpkg/status',
    ],
  ],
  [
    'dpkg, a file a package',
    { 'var/lib/dpkg/status.d/base': 'Package: base\nVersion: 12.4\n', 'var/lib/dpkg/status.d/base.md5sums': 'x' },
    ['pkg:deb/debian/base@12.4 - /var/lib/dpkg/status.d/base'],
  ],
  [
    'apk, whose files have fields too',
    {
      'etc/os-release': 'ID=alpine\nVERSION_ID=3.20.3\n',
      'lib/apk/db/installed': 'P:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\nF:lib\nR:ld\nL:other\n\nP:ssl_client\nV:1.36.1-r29\nA:x86_64\no:busybox\n\n',
    },
    [
      'pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=alpine-3.20.3 MIT /lib/apk/db/installed',
      'pkg:apk/alpine/ssl_client@1.36.1-r29?arch=x86_64&distro=alpine-3.20.3&upstream=busybox - /lib/apk/db/installed',
    ],
  ],
  [
    'node_modules, nested and scoped',
    {
      'app/package.json': '{"name":"app","version":"1.0.0"}',
      'app/node_modules/a/package.json': '{"name":"a","version":"1.2.3","license":"ISC"}',
      'app/node_modules/a/lib/package.json': '{"name":"inner","version":"9.9.9"}',
      'app/node_modules/a/node_modules/b/package.json': '{"name":"b","version":"2.0.0"}',
      'app/node_modules/@x/y/package.json': '{"name":"@x/y","version":"3.0.0-rc.1"}',
      'app/node_modules/.bin/package.json': '{"name":"bin","version":"1.0.0"}',
      'app/node_modules/broken/package.json': '{"name":',
      'app/node_modules/odd/package.json': '[7]',
      'app/node_modules/made/package.json': { kind: 'generated', seed: 's', sizeBytes: 100 },
    },
    [
      'pkg:npm/%40x/y@3.0.0-rc.1 - /app/node_modules/@x/y/package.json',
      'pkg:npm/a@1.2.3 ISC /app/node_modules/a/package.json',
      'pkg:npm/b@2.0.0 - /app/node_modules/a/node_modules/b/package.json',
    ],
  ],
  [
    'site-packages',
    {
      'usr/lib/python3/site-packages/Flask_Cors-4.0.0.dist-info/METADATA':
        'Metadata-Version: 2.1\nName: Flask-Cors\nVersion: 4.0.0\nLicense: MIT\n\nName: not this\n',
      'usr/lib/python3/dist-packages/six-1.16.0-py3.11.egg-info/top_level.txt': 'six\n',
      'srv/pip-1.0.dist-info/METADATA': 'Name: elsewhere\nVersion: 1\n',
    },
    [
      'pkg:pypi/six@1.16.0 - /usr/lib/python3/dist-packages/six-1.16.0-py3.11.egg-info',
      'pkg:pypi/flask-cors@4.0.0 MIT /usr/lib/python3/site-packages/Flask_Cors-4.0.0.dist-info/METADATA',
    ],
  ],
])('%s', (_, files, expected) => {
  expect(found(files)).toEqual(expected);
});

describe('published images', () => {
  test.each([
    ['debian:bookworm-slim', 'deb'],
    ['node:20-slim', 'deb'],
    ['alpine:3.23', 'apk'],
    ['gcr.io/distroless/static-debian12', 'deb'],
  ] as const)('%s', (reference, ecosystem) => {
    const { tree } = openImage(loadCatalog([reference]), reference);
    const packages = installedPackages(tree);
    expect(packages.filter((item) => item.ecosystem === ecosystem).length).toBeGreaterThan(2);
    expect(distributionOf(tree)?.id).toBe(ecosystem === 'apk' ? 'alpine' : 'debian');
  });
});
