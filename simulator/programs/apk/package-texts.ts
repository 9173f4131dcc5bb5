import type { NamedPackage } from './apk-world';

/** Files whose words other programs read: metadata of Python packages, release files, manifests. Ours, to the same effect as the originals. */
export function knownText(path: string, packaged: NamedPackage): string {
  const upstream = packaged.version.replace(/-r\d+$/, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  switch (name) {
    case 'METADATA':
      return metadata(path, packaged, upstream);
    case 'INSTALLER':
      return 'alpine\n';
    case 'EXTERNALLY-MANAGED':
      return '[externally-managed]\nError=Python packages of this system come from apk: try `apk add py3-NAME`, or make a virtual environment.\n';
    case 'package.json':
      return `${JSON.stringify({ name: packaged.name, version: upstream, license: packaged.licence }, null, 2)}\n`;
    case 'release':
      return `JAVA_VERSION="${upstream.replace(/_p.*/, '')}"\n`;
    case 'VERSION':
      return `go${upstream}\n`;
    case 'alpine-release':
      return `${upstream}\n`;
    case 'os-release':
      return `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${upstream}\nPRETTY_NAME="Alpine Linux v${upstream.split('.').slice(0, 2).join('.')}"\nHOME_URL="https://alpinelinux.org/"\n`;
    default:
      return '';
  }
}

function metadata(path: string, packaged: NamedPackage, upstream: string): string {
  const title = /\/([^/]+)-[^/-]+\.dist-info\//.exec(path)?.[1] ?? packaged.name;
  const release = /-([^/-]+)\.dist-info\//.exec(path)?.[1] ?? upstream;
  return `Metadata-Version: 2.1\nName: ${title}\nVersion: ${release}\nSummary: ${packaged.summary}\nLicense: ${packaged.licence}\n`;
}
