/**
 * Shapes of the generated catalogue parts (`public/catalog/*.json`, written by `scripts/catalog/build.ts`).
 * A part is loaded whole or not at all; `partOf` is the only place that looks into the opaque map.
 */
import type { ImageConfig } from '../image/types';
import type { Catalog, Provenance } from './types';

export interface ImageIndexEntry {
  /** With registry: `docker.io/library/node`. */
  readonly repository: string;
  readonly tag: string;
  /** Further tags that pointed at the same digest. */
  readonly aliases: readonly string[];
  /** What the tag points at; the first is current, the others were seen pinned in public files. */
  readonly digests: readonly string[];
  readonly platforms: readonly string[];
  readonly part: string;
}

export interface ImageIndexPart {
  readonly provenance: Provenance;
  readonly images: readonly ImageIndexEntry[];
}

export interface PublishedLayer {
  readonly digest: string;
  readonly diffId: string;
  readonly blobBytes: number;
  readonly sizeBytes: number;
  readonly createdBy: string;
}

export interface PublishedPlatform {
  readonly platform: string;
  readonly manifestDigest: string;
  readonly config: ImageConfig;
  /** Bottom first. */
  readonly layers: readonly PublishedLayer[];
}

/** name, version (empty when not read), source package (empty when equal to the name), licences. */
export type PublishedPackage = readonly [name: string, version: string, source: string, ...licences: string[]];

export interface PublishedImage {
  readonly tag: string;
  readonly snapshot: string;
  /** As `debian 12`, `alpine 3.23`, `scratch`. */
  readonly os: string;
  readonly shell: string;
  readonly packageManager: 'apt' | 'apk' | '';
  readonly users: readonly (readonly [name: string, uid: number, gid: number])[];
  readonly packages: readonly PublishedPackage[];
  readonly packagesComplete: boolean;
  readonly source: string;
  /** False when config and layers were not found: then nothing about the image is more than a name. */
  readonly known: boolean;
  readonly platforms: readonly PublishedPlatform[];
}

export interface ImagePart {
  readonly provenance: Provenance;
  readonly images: readonly PublishedImage[];
}

/**
 * One Debian package: version, bytes of the .deb, Installed-Size in KiB, Pre-Depends and Depends, Recommends, section,
 * architecture is `all`, flags (`e` essential, `b` in the base set, `m` Multi-Arch: same, `r`/`i`/`s` priority required, important, standard).
 */
export type DebianPackage = readonly [
  version: string,
  debBytes: number,
  installedKiB: number,
  depends: readonly string[],
  recommends: readonly string[],
  section: string,
  flags: string,
];

/** Files and bytes below a directory, for a package whose files are not listed one by one. */
export type FolderTotal = readonly [folder: string, files: number, bytes: number];

/** dpkg's records of one package: `suffix bytes` pairs, and the bytes of its stanza in `status`. */
export interface DpkgRecords {
  readonly info: string;
  readonly status: number;
}

export interface AptPart {
  readonly provenance: Provenance;
  /** `/var/lib/apt/lists` after an update: file name → bytes. */
  readonly lists: Readonly<Record<string, number>>;
  /** Bytes on the wire of an update. */
  readonly updateBytes: number;
  readonly packages: Readonly<Record<string, DebianPackage>>;
  readonly records: Readonly<Record<string, DpkgRecords>>;
  /** See `listing.ts`; regular files and symlinks that a slim image keeps. */
  readonly listings: Readonly<Record<string, string>>;
  readonly totals: Readonly<Record<string, readonly FolderTotal[]>>;
  /** Package → base packages that must have its very version. */
  readonly exact: Readonly<Record<string, readonly string[]>>;
}

/** Which versions Debian 12 has had. Loaded only for a world of another day than the catalogue's. */
export interface DebianVersionsPart {
  readonly provenance: Provenance;
  /** Source package → versions, oldest first, with the day each came out (`2026-06-01`). */
  readonly versions: Readonly<Record<string, readonly (readonly [version: string, day: string])[]>>;
  /** Package → its source, of those that have versions here. */
  readonly packages: Readonly<Record<string, string>>;
}

/** What the base set of a distribution leaves on disk. */
export interface RootfsPart {
  readonly provenance: Provenance;
  readonly packages: Readonly<Record<string, DebianPackage>>;
  readonly listings: Readonly<Record<string, string>>;
  readonly records: Readonly<Record<string, DpkgRecords>>;
}

export interface NpmPart {
  readonly provenance: Provenance;
  /** `name@version` → bytes, files, licence. */
  readonly modules: Readonly<Record<string, readonly [bytes: number, files: number, licence: string]>>;
  /** Packages whose tarball was looked at: version, tarball bytes, declared dependency ranges. */
  readonly packages: Readonly<Record<string, readonly [version: string, tarballBytes: number, dependencies: Readonly<Record<string, string>>]>>;
  /** What `npm install X` brought into an empty project: `name@version` list. */
  readonly closures: Readonly<Record<string, readonly string[]>>;
}

/** version, installed bytes, .apk bytes, dependencies, licence, what it is for, source package (empty when equal to the name). */
export type AlpinePackage = readonly [
  version: string,
  installedBytes: number,
  apkBytes: number,
  depends: readonly string[],
  licence: string,
  summary: string,
  origin: string,
];

export interface ApkPart {
  readonly provenance: Provenance;
  /** The Alpine release that versions and sizes in `packages` are of, as `3.21`. */
  readonly release: string;
  /** APKINDEX.tar.gz of the repositories main and community. */
  readonly indexBytes: readonly [main: number, community: number];
  readonly packages: Readonly<Record<string, AlpinePackage>>;
  /** Packages whose figures come from no published source. */
  readonly estimated: readonly string[];
  readonly base: readonly string[];
  /** New packages for `apk add X` on a base image, in install order. */
  readonly adds: Readonly<Record<string, readonly string[]>>;
  /** Virtual names and the package that provides them. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Other releases: versions of the packages that were seen there. */
  readonly releases: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A distribution of PyPI at its current version. Bytes are those of that version. */
export interface PipDistribution {
  /** As its own metadata spells it. */
  readonly name: string;
  readonly version: string;
  /** Known earlier releases, ascending; their figures are the current one's. */
  readonly earlier?: readonly string[];
  /** The wheel's tags, with `cpXY` for the interpreter that asks; `sdist` where only source is published. */
  readonly tag: string;
  /** Bytes that are downloaded: of the wheel, or of the source archive. */
  readonly wheelBytes: number;
  /** Of all byte code that an installer compiles. */
  readonly bytecodeBytes: number;
  /** Factor for the sizes in `listing`, which are another release's; 1 when absent. */
  readonly scale?: number;
  readonly metadataBytes: number;
  readonly licence: string;
  readonly summary: string;
  /** Names that can be imported. */
  readonly top: readonly string[];
  /**
   * Files relative to site-packages: a line that begins with `/` names a directory (`@` is the `.dist-info` one), `name bytes` a file in it,
   * `*.py count bytes` and `* count bytes` many files below it. `cpython-XY` stands for the interpreter's tag.
   */
  readonly listing: string;
  /** Distributions, some with extras in brackets. */
  readonly requires: readonly string[];
  readonly extras?: Readonly<Record<string, readonly string[]>>;
  /** Commands that call a function: name → `module:function`. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Commands that come as files: name → bytes. */
  readonly programs?: Readonly<Record<string, number>>;
  /** What an sdist's build calls, in order, and how long it takes on the reference runner. */
  readonly build?: { readonly needs: readonly string[]; readonly milliseconds: number };
  /** Set where no wheel for musl is published: whether there is source to build instead. */
  readonly musl?: 'sdist' | 'none';
  /** The files were not looked at: number and sizes are what its kind usually has. */
  readonly averaged?: boolean;
}

export interface PipPart {
  readonly provenance: Provenance;
  /** By normalised name. */
  readonly distributions: Readonly<Record<string, PipDistribution>>;
}

/** Bytes are those of the module's source tree; `linkedBytes` is what an unstripped program grows by that imports it, all that it needs included. */
export interface GoModule {
  readonly version: string;
  readonly sourceBytes: number;
  readonly zipBytes: number;
  readonly files: number;
  readonly linkedBytes: number;
  /** Packages of the standard library that come with it. */
  readonly standard: readonly string[];
  /** Modules that an importer's go.mod lists as well. */
  readonly needs: readonly string[];
  /** It has C code, so it needs a C compiler unless cgo is off. */
  readonly cgo?: boolean;
}

export interface GoPart {
  readonly provenance: Provenance;
  readonly modules: Readonly<Record<string, GoModule>>;
}

/** Jars of one dependency with all that it brings, and what Maven and Gradle keep beside them. */
export interface MavenPart {
  readonly provenance: Provenance;
  /** Jar name → bytes, version. */
  readonly jars: Readonly<Record<string, readonly [bytes: number, version: string]>>;
  /** `group:artifact` → names of jars. */
  readonly closures: Readonly<Record<string, readonly string[]>>;
  /** `group` of a jar, where it is not the one of the artifact that brings it. */
  readonly groups: Readonly<Record<string, string>>;
}

interface PartShapes {
  readonly go: GoPart;
  readonly maven: MavenPart;
  readonly images: ImageIndexPart;
  readonly 'apt-bookworm': AptPart;
  readonly 'rootfs-debian-12': RootfsPart;
  readonly 'debian-versions': DebianVersionsPart;
  readonly npm: NpmPart;
  readonly pip: PipPart;
  readonly apk: ApkPart;
}

export type PartName = keyof PartShapes;

// Parts are our own generated files, checked when they are written; inside the catalogue they are taken at their word.
function isPart<T>(value: unknown): value is T {
  return typeof value === 'object' && value !== null;
}

export function partOf<N extends PartName>(catalog: Catalog, name: N): PartShapes[N] | undefined {
  const part = catalog.get(name);
  return isPart<PartShapes[N]>(part) ? part : undefined;
}

export function imagePartOf(catalog: Catalog, name: string): ImagePart | undefined {
  const part = catalog.get(name);
  return isPart<ImagePart>(part) ? part : undefined;
}

/** File of a part below `public/catalog/`. */
export function partFileName(part: string): string {
  return `${part.replaceAll('/', '-')}.json`;
}
