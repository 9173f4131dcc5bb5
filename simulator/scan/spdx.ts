import { sha256Hex } from '../digest/sha256';
import { contentSha256 } from '../fs/content';
import { walkTree } from '../fs/tree';
import type { FileNode, Tree } from '../fs/types';
import { distributionOf } from './distribution';
import { type InstalledPackage, installedPackages } from './installed-package';
import { packageLocator } from './package-locator';

export interface SpdxOptions {
  /** What was looked at: `sbom` for the image, `sbom-NAME` for a stage or the build context. */
  readonly name: string;
  /** When the image was looked at. Seconds since 1970. */
  readonly createdSeconds: number;
  /** Sets the document apart from that of another image: a digest. */
  readonly subject: string;
  /** Digest of the layer that a file (absolute path) came with; undefined where that is not known. */
  readonly layerOf: (path: string) => string | undefined;
}

/** Files listed of an image in which no package was found. */
const MOST_FILES = 2_000;
const NOT_SAID = 'NOASSERTION';

/**
 * An SBOM as SPDX 2.3, with the keys in the order in which BuildKit prints them: it reads what its scanner found and writes it anew, to add
 * the layers (moby/buildkit exporter/containerimage/attestations.go, supplementSBOM; spdx/tools-golang v2_3). Modelled: BuildKit runs the
 * image `docker/buildkit-syft-scanner`; here the package managers' own records are read, and only the files that hold them are listed.
 */
export function spdxDocument(tree: Tree, { name, createdSeconds, subject, layerOf }: SpdxOptions): object {
  const distribution = distributionOf(tree);
  const packages = installedPackages(tree).map((found) => ({ found, id: packageId(found), locator: packageLocator(found, distribution) }));
  const files = filesFor(tree, packages);
  const fileIds = new Map(files.map(({ path, id }) => [path, id]));
  const root = rootPackage(name);
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name,
    documentNamespace: `https://layerlab.invalid/${name}/${sha256Hex(subject).slice(0, 32)}`,
    creationInfo: {
      creators: ['Tool: layerlab', 'Tool: buildkit'],
      created: new Date(createdSeconds * 1000).toISOString().replace('.000Z', 'Z'),
      comment: 'Modelled: read from package records, where BuildKit would run docker/buildkit-syft-scanner.',
    },
    packages: [...packages.map(packageJson), root],
    files: files.map(({ path, id, node }) => fileJson(path, id, node, layerOf(path))),
    relationships: [
      ...packages.map(({ found, id }) => relation(id, 'OTHER', fileIds.get(found.foundIn) ?? NOT_SAID)),
      ...packages.map(({ id }) => relation(root.SPDXID, 'CONTAINS', id)),
      relation('SPDXRef-DOCUMENT', 'DESCRIBES', root.SPDXID),
    ],
  };
}

interface Listed {
  readonly found: InstalledPackage;
  readonly id: string;
  readonly locator: string;
}

function packageId({ ecosystem, name, version, foundIn }: InstalledPackage): string {
  return `SPDXRef-Package-${ecosystem}-${idText(name)}-${sha256Hex(`${name}\n${version}\n${foundIn}`).slice(0, 16)}`;
}

/** SPDX identifiers have letters, digits, dots and dashes. */
function idText(text: string): string {
  return text.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^-+/, '');
}

function packageJson({ found, id, locator }: Listed): object {
  return {
    name: found.name,
    SPDXID: id,
    versionInfo: found.version,
    supplier: NOT_SAID,
    downloadLocation: NOT_SAID,
    filesAnalyzed: false,
    sourceInfo: `${RECORD_NAMES[found.ecosystem]}: ${found.foundIn}`,
    licenseConcluded: NOT_SAID,
    licenseDeclared: found.licence ?? NOT_SAID,
    copyrightText: NOT_SAID,
    externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: locator }],
  };
}

const RECORD_NAMES: Readonly<Record<InstalledPackage['ecosystem'], string>> = {
  deb: "dpkg's database",
  apk: "apk's database",
  npm: "the module's manifest",
  pypi: "the distribution's metadata",
};

/** The root of what was looked at: every SPDX document describes something. */
function rootPackage(name: string) {
  return {
    name,
    SPDXID: `SPDXRef-DocumentRoot-Directory-${idText(name)}`,
    supplier: NOT_SAID,
    downloadLocation: NOT_SAID,
    filesAnalyzed: false,
    licenseConcluded: NOT_SAID,
    licenseDeclared: NOT_SAID,
    copyrightText: NOT_SAID,
    primaryPackagePurpose: 'FILE',
  };
}

interface ListedFile {
  readonly path: string;
  readonly id: string;
  readonly node: FileNode;
}

/** The records that packages were found in; of an image without any, its files. */
function filesFor(tree: Tree, packages: readonly Listed[]): readonly ListedFile[] {
  const records = new Set(packages.map(({ found }) => found.foundIn));
  const listed: ListedFile[] = [];
  for (const [relative, node] of walkTree(tree)) {
    const path = `/${relative}`;
    if (node.kind !== 'file' || (records.size > 0 && !records.has(path))) continue;
    listed.push({ path, node, id: `SPDXRef-File-${idText(path.slice(path.lastIndexOf('/') + 1))}-${sha256Hex(path).slice(0, 16)}` });
    if (listed.length === MOST_FILES) break;
  }
  return listed;
}

function fileJson(path: string, id: string, node: FileNode, layer: string | undefined): object {
  return {
    fileName: path,
    SPDXID: id,
    checksums: node.content.kind === 'generated' ? [] : [{ algorithm: 'SHA256', checksumValue: contentSha256(node.content) }],
    licenseConcluded: NOT_SAID,
    copyrightText: '',
    ...(layer === undefined ? {} : { comment: `layerID: ${layer}` }),
  };
}

function relation(from: string, type: string, to: string): object {
  return { spdxElementId: from, relatedSpdxElement: to, relationshipType: type };
}
