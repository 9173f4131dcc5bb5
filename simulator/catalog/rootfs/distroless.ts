import type { PublishedImage } from '../parts';
import { fewAccounts } from './accounts';
import type { Contents } from './contents';
import { fileOf, folderOf, linkOf, type Share, textOf } from './entries';

/** Images without a shell: certificates, time zones, accounts and the libraries a program needs. */
export function distrolessBase(image: PublishedImage): Contents {
  const libraries = image.packages.map(([name]) => name).filter((name) => name.startsWith('lib'));
  return {
    entries: [
      ...['bin', 'boot', 'dev', 'etc', 'home', 'lib', 'proc', 'root', 'run', 'sbin', 'sys', 'usr/bin', 'usr/sbin', 'var/lib'].map((name) =>
        folderOf(`/${name}`),
      ),
      folderOf('/tmp', 0o1777),
      folderOf('/var/tmp', 0o1777),
      textOf('/usr/lib/os-release', 'PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\nVERSION_ID="12"\n'),
      linkOf('/etc/os-release', '../usr/lib/os-release'),
      textOf('/etc/nsswitch.conf', 'hosts: files dns\n'),
      fileOf('/etc/ssl/certs/ca-certificates.crt', 214_000),
      ...image.packages.map(([name, version]) => textOf(`/var/lib/dpkg/status.d/${name}`, `Package: ${name}\nVersion: ${version}\n`)),
      ...fewAccounts(image.users.map(([name, uid, gid]) => ({ name, uid, gid }))),
    ],
    shares: [
      { path: '/usr/share/zoneinfo', weight: 1, files: 340 },
      ...libraries.map((name): Share => ({ path: `/usr/lib/x86_64-linux-gnu/${name}.so`, weight: 3, mode: 0o755 })),
    ],
  };
}
