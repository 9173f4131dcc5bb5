import type { TreeEntry } from '../../fs/tree';
import { statusStanza } from '../debian-status';
import { type PublishedImage, type PublishedPlatform, partOf, type RootfsPart } from '../parts';
import type { Catalog } from '../types';
import { debianAccounts } from './accounts';
import type { Contents } from './contents';
import { fileOf, folderOf, linkOf, type Share, textOf } from './entries';
import { parseListing } from './listing';

const MULTIARCH: Readonly<Record<string, string>> = { amd64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

interface Distribution {
  readonly id: 'debian' | 'ubuntu';
  readonly version: string;
  readonly codename: string;
  readonly pretty: string;
}

function distributionOf(os: string): Distribution {
  if (os.startsWith('ubuntu')) return { id: 'ubuntu', version: '24.04', codename: 'noble', pretty: 'Ubuntu 24.04.3 LTS' };
  if (os.includes('13')) return { id: 'debian', version: '13', codename: 'trixie', pretty: 'Debian GNU/Linux 13 (trixie)' };
  return { id: 'debian', version: '12', codename: 'bookworm', pretty: 'Debian GNU/Linux 12 (bookworm)' };
}

/** Debian's and Ubuntu's base system. What is on Debian 12 by name is listed file by file; other packages get their share of the rest. */
export function debianBase(catalog: Catalog, image: PublishedImage, platform: PublishedPlatform): Contents {
  const part = partOf(catalog, 'rootfs-debian-12');
  if (part === undefined) return { entries: [], shares: [] };
  const architecture = platform.platform.split('/')[1] ?? 'amd64';
  const multiarch = MULTIARCH[architecture] ?? 'x86_64-linux-gnu';
  const distribution = distributionOf(image.os);
  const known = image.packages.filter(([name]) => part.listings[name] !== undefined);
  const others = image.packages.filter(([name]) => part.listings[name] === undefined);
  const entries: TreeEntry[] = [
    ...skeleton(multiarch),
    ...known.flatMap(([name]) => packageFiles(part, name, multiarch)),
    ...others.map(([name]) => fileOf(`/usr/share/doc/${name}/copyright`, 1800)),
    ...dpkgDatabase(part, image, architecture),
    ...configuration(distribution, isSlim(image)),
    ...debianAccounts(image.users.map(([name, uid, gid]) => ({ name, uid, gid }))),
  ];
  return {
    entries,
    shares: sharesOf(
      others.map(([name]) => name),
      multiarch,
      isSlim(image),
    ),
  };
}

function packageFiles(part: RootfsPart, name: string, multiarch: string): readonly TreeEntry[] {
  const place = (path: string) => (multiarch === 'x86_64-linux-gnu' ? path : path.replaceAll('x86_64-linux-gnu', multiarch));
  return parseListing(part.listings[name] ?? '').map((file) =>
    file.kind === 'symlink' ? linkOf(place(file.path), place(file.target)) : fileOf(place(file.path), file.sizeBytes, file.mode),
  );
}

/** Directories of the base-files package, and the merged `/usr`. */
function skeleton(multiarch: string): readonly TreeEntry[] {
  return [
    ...['bin', 'lib', 'sbin', 'lib64'].map((name) => linkOf(`/${name}`, `usr/${name}`)),
    ...['boot', 'dev', 'etc', 'home', 'media', 'mnt', 'opt', 'proc', 'srv', 'sys', 'run', 'run/lock', 'usr/games', 'usr/include', 'usr/src'].map(
      (name) => folderOf(`/${name}`),
    ),
    ...['bin', 'etc', 'games', 'include', 'lib', 'sbin', 'share', 'src'].map((name) => folderOf(`/usr/local/${name}`)),
    linkOf('/usr/local/man', 'share/man'),
    linkOf(`/usr/lib64/ld-linux-x86-64.so.2`, `/lib/${multiarch}/ld-linux-x86-64.so.2`),
    folderOf('/root', 0o700),
    folderOf('/tmp', 0o1777),
    folderOf('/var/tmp', 0o1777),
    folderOf('/var/mail', 0o2775, { gid: 8 }),
    folderOf('/var/local', 0o2775, { gid: 50 }),
    ...['backups', 'cache', 'cache/apt/archives/partial', 'lib/misc', 'log/apt', 'opt', 'spool'].map((name) => folderOf(`/var/${name}`)),
    linkOf('/var/run', '/run'),
    linkOf('/var/lock', '/run/lock'),
  ];
}

/** The database's own files, and its records of each package. */
function dpkgDatabase(part: RootfsPart, image: PublishedImage, architecture: string): readonly TreeEntry[] {
  const status = image.packages
    .map(([name, version, source]) => statusStanza(name, version, source, part.packages[name], part.records[name], architecture))
    .join('');
  const records = image.packages.flatMap(([name]) => packageRecords(part, name, architecture));
  return [
    textOf('/var/lib/dpkg/status', status),
    textOf('/var/lib/dpkg/status-old', status),
    textOf('/var/lib/dpkg/available', ''),
    textOf('/var/lib/dpkg/cmethopt', 'apt apt\n'),
    textOf('/var/lib/dpkg/diversions', ''),
    textOf('/var/lib/dpkg/statoverride', ''),
    textOf('/var/lib/dpkg/lock', '', 0o640),
    textOf('/var/lib/dpkg/lock-frontend', '', 0o640),
    textOf('/var/lib/dpkg/info/format', '1\n'),
    textOf('/var/lib/dpkg/triggers/File', '/usr/share/ca-certificates update-ca-certificates/noawait\n'),
    textOf('/var/lib/dpkg/triggers/Lock', '', 0o600),
    textOf('/var/lib/dpkg/triggers/Unincorp', ''),
    textOf('/var/lib/dpkg/triggers/ldconfig', 'libc-bin\n'),
    folderOf('/var/lib/dpkg/alternatives'),
    folderOf('/var/lib/dpkg/parts'),
    folderOf('/var/lib/dpkg/updates'),
    ...records,
  ];
}

function packageRecords(part: RootfsPart, name: string, architecture: string): readonly TreeEntry[] {
  const words = (part.records[name]?.info ?? 'list 400 md5sums 500').split(' ');
  const stem = `/var/lib/dpkg/info/${name}${part.packages[name]?.[6].includes('m') === true ? `:${architecture}` : ''}`;
  const paths = parseListing(part.listings[name] ?? '').map((file) => file.path);
  const entries: TreeEntry[] = [textOf(`${stem}.list`, ['/.', ...paths, ''].join('\n'))];
  for (let index = 0; index + 1 < words.length; index += 2) {
    const suffix = words[index] ?? '';
    if (suffix === 'list') continue;
    entries.push(fileOf(`${stem}.${suffix}`, Number(words[index + 1]), /^(?:pre|post)(?:inst|rm)$|^config$/.test(suffix) ? 0o755 : 0o644));
  }
  return entries;
}

function configuration(distribution: Distribution, slim: boolean): readonly TreeEntry[] {
  const debian = distribution.id === 'debian';
  const archive = debian ? 'http://deb.debian.org/debian' : 'http://archive.ubuntu.com/ubuntu/';
  const suites = [distribution.codename, `${distribution.codename}-updates`].join(' ');
  const sources = `Types: deb\nURIs: ${archive}\nSuites: ${suites}\nComponents: main\nSigned-By: /usr/share/keyrings/${distribution.id}-archive-keyring.gpg\n`;
  const security = debian
    ? `\nTypes: deb\nURIs: http://deb.debian.org/debian-security\nSuites: ${distribution.codename}-security\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`
    : '';
  const osRelease = [
    `PRETTY_NAME="${distribution.pretty}"`,
    `NAME="${debian ? 'Debian GNU/Linux' : 'Ubuntu'}"`,
    `VERSION_ID="${distribution.version}"`,
    `VERSION="${distribution.version} (${distribution.codename})"`,
    `VERSION_CODENAME=${distribution.codename}`,
    `ID=${distribution.id}`,
    ...(debian ? [] : ['ID_LIKE=debian']),
    '',
  ].join('\n');
  return [
    textOf('/usr/lib/os-release', osRelease),
    linkOf('/etc/os-release', '../usr/lib/os-release'),
    textOf('/etc/debian_version', `${debian ? `${distribution.version}.13` : 'trixie/sid'}\n`),
    textOf(`/etc/apt/sources.list.d/${distribution.id}.sources`, sources + security),
    ...APT_CONFIGURATION.map(([name, text]) => textOf(`/etc/apt/apt.conf.d/${name}`, text)),
    ...(slim ? [textOf('/etc/dpkg/dpkg.cfg.d/docker', DPKG_EXCLUSIONS)] : []),
    textOf('/etc/dpkg/dpkg.cfg.d/docker-apt-speedup', 'force-unsafe-io\n'),
    ...['/etc/hostname', '/etc/resolv.conf', '/etc/motd', '/etc/environment', '/etc/subuid', '/etc/subgid', '/etc/fstab', '/etc/machine-id'].map(
      (path) => textOf(path, ''),
    ),
    textOf('/etc/hosts', '127.0.0.1\tlocalhost\n'),
    textOf('/etc/shells', '# Login shells.\n/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/rbash\n/usr/bin/rbash\n/bin/dash\n/usr/bin/dash\n'),
    textOf('/etc/timezone', 'Etc/UTC\n'),
    linkOf('/etc/localtime', '/usr/share/zoneinfo/Etc/UTC'),
    linkOf('/usr/bin/sh', 'dash'),
    ...ALTERNATIVES.flatMap(([name, target]) => [
      linkOf(`/usr/bin/${name}`, `/etc/alternatives/${name}`),
      linkOf(`/etc/alternatives/${name}`, target),
    ]),
    fileOf('/etc/ld.so.cache', 5_100),
    fileOf('/var/cache/ldconfig/aux-cache', 3_100, 0o600),
    fileOf('/var/cache/debconf/config.dat', 4_100),
    fileOf('/var/cache/debconf/config.dat-old', 4_100),
    fileOf('/var/cache/debconf/templates.dat', 757_000),
    textOf('/var/cache/debconf/passwords.dat', '', 0o600),
    ...['/var/log/dpkg.log', '/var/log/alternatives.log', '/var/log/faillog', '/var/log/lastlog'].map((path) => textOf(path, '')),
    textOf('/var/log/btmp', '', 0o660, { gid: 43 }),
    textOf('/var/log/wtmp', '', 0o664, { gid: 43 }),
  ];
}

/** Commands of the base system that several packages could provide. */
const ALTERNATIVES: readonly (readonly [name: string, target: string])[] = [
  ['awk', '/usr/bin/mawk'],
  ['nawk', '/usr/bin/mawk'],
  ['pager', '/usr/bin/more'],
  ['which', '/usr/bin/which.debianutils'],
];

/** What the image maintainers add so that apt leaves less behind; the keys are apt's, the comments are ours. */
const APT_CONFIGURATION: readonly (readonly [name: string, text: string])[] = [
  [
    'docker-clean',
    '# Downloaded archives are of no use in a layer: remove them after every install, and keep no binary caches.\n' +
      'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };\n' +
      'APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };\n' +
      'Dir::Cache::pkgcache "";\nDir::Cache::srcpkgcache "";\n',
  ],
  ['docker-gzip-indexes', '# Package lists stay packed on disk.\nAcquire::GzipIndexes "true";\n'],
  ['docker-no-languages', '# No translations of package descriptions.\nAcquire::Languages "none";\n'],
  ['docker-autoremove-suggests', '# A suggestion does not keep a package from being autoremoved.\nApt::AutoRemove::SuggestsImportant "false";\n'],
];

const DPKG_EXCLUSIONS = `# Documentation stays out of slim images; licences stay in.\n${['doc', 'groff', 'info', 'linda', 'lintian', 'locale', 'man']
  .map((name) => `path-exclude /usr/share/${name}/*\n`)
  .join('')}path-include /usr/share/doc/*/copyright\n`;

/** Images whose packages leave their documentation out: the slim ones, all that are built on them, and Ubuntu's. */
function isSlim(image: PublishedImage): boolean {
  return (
    image.os.startsWith('ubuntu') ||
    image.tag.includes('slim') ||
    (!image.packages.some(([name]) => name === 'gcc' || name === 'g++') && image.tag !== 'bookworm')
  );
}

/** Places for what is not known file by file, in megabytes: other packages' libraries and programs; on images that are not slim, documentation. */
function sharesOf(others: readonly string[], multiarch: string, slim: boolean): readonly Share[] {
  const named = others.map((name): Share => {
    if (name.startsWith('lib') && !name.endsWith('-dev')) return { path: `/usr/lib/${multiarch}/${name.replace(/t64$/, '')}.so`, weight: 0.5 };
    return { path: `/usr/share/${name}`, weight: 0.7, files: 4 };
  });
  const documents: readonly Share[] = [
    { path: '/usr/share/doc/base', weight: 12, files: 300, ending: '.gz' },
    { path: '/usr/share/locale/base', weight: 20, files: 400, ending: '.mo' },
    { path: '/usr/share/man/base', weight: 8, files: 500, ending: '.gz' },
  ];
  return [...named, { path: `/usr/lib/${multiarch}/gconv/extra`, weight: 0.5, files: 12, ending: '.so' }, ...(slim ? [] : documents)];
}
