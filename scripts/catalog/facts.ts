/** The facts files as they are read: only the fields that the catalogue takes. */

export interface ImageFacts {
  readonly reference: string;
  readonly repository: string;
  readonly tag: string;
  readonly snapshot: string | null;
  readonly indexDigest: string | null;
  readonly knownIndexDigests?: readonly { readonly digest: string }[];
  readonly platforms: readonly PlatformFacts[];
  readonly os: string;
  readonly shell: string | null;
  readonly packageManager: string | null;
  readonly users: readonly { readonly name: string; readonly uid: number; readonly gid: number }[];
  readonly packagesComplete: boolean;
  readonly packages: readonly {
    readonly name: string;
    readonly version: string | null;
    readonly source: string | null;
    readonly licenses: readonly string[] | null;
  }[];
  readonly provenance: string;
}

export interface PlatformFacts {
  readonly platform: string;
  readonly manifestDigest: string | null;
  readonly configDigest: string | null;
  readonly config: ConfigFacts | null;
  readonly layers: readonly { readonly digest: string | null; readonly compressedBytes: number | null; readonly createdBy: string }[] | null;
  readonly totalCompressedBytes: number | null;
  readonly uncompressedBytes: number | null;
}

export interface ConfigFacts {
  readonly Env: readonly string[] | null;
  readonly Entrypoint: readonly string[] | null;
  readonly Cmd: readonly string[] | null;
  readonly WorkingDir: string | null;
  readonly User: string | null;
  readonly ExposedPorts: readonly string[] | null;
  readonly Volumes: readonly string[] | null;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly StopSignal: string | null;
}

export interface AptFacts {
  readonly _meta: {
    readonly asOf: string;
    readonly lists: { readonly networkBytes: number; readonly files: Readonly<Record<string, number>> };
  };
  readonly base: Readonly<Record<string, { readonly version: string; readonly installedKB: number }>>;
  readonly packages: Readonly<Record<string, AptPackageFacts>>;
  readonly installs: Readonly<Record<string, { readonly noRecommends: { readonly order: readonly string[] } }>>;
  readonly layout: Readonly<
    Record<string, { readonly slimFiles: number; readonly slimBytes: number; readonly topDirs: readonly (readonly [string, number, number])[] }>
  >;
  readonly fileLists: Readonly<Record<string, readonly (readonly [path: string, bytes: number, ...rest: string[]])[]>>;
}

export interface AptPackageFacts {
  readonly version: string;
  readonly debBytes: number;
  readonly installedKB: number;
  readonly arch: string;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  readonly section: string;
  readonly source: string;
  readonly priority: string;
  readonly essential?: boolean;
  readonly base?: boolean;
  readonly files?: number;
  readonly slimKB?: number;
}

export interface Observed {
  readonly packages: Readonly<
    Record<
      string,
      { readonly multiArch: boolean; readonly info: Readonly<Record<string, number>>; readonly statusBytes: number; readonly listing: string }
    >
  >;
}

export interface NpmFacts {
  readonly _meta: { readonly asOf: string };
  readonly packages: Readonly<
    Record<string, { readonly version: string; readonly tarballBytes: number; readonly dependencies?: Readonly<Record<string, string>> }>
  >;
  readonly modules: Readonly<Record<string, readonly [number, number, string]>>;
  readonly closures: Readonly<Record<string, { readonly names: readonly string[] }>>;
}

export interface ApkFacts {
  readonly _meta: { readonly branch: string; readonly index: { readonly mainBytes: number; readonly communityBytes: number } };
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version: string;
        readonly installedBytes: number;
        readonly apkBytes: number;
        readonly depends: readonly string[];
        readonly licence: string;
        readonly summary: string;
        readonly base?: boolean;
      }
    >
  >;
  readonly adds: Readonly<Record<string, { readonly order: readonly string[] }>>;
  readonly alias: Readonly<Record<string, string>>;
  /** Versions that were seen on a release, by its number (some keys have a note behind it). */
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface PipPackageFacts {
  readonly version: string;
  readonly wheelBytes: number;
  readonly size: 'exact' | 'rounded' | 'estimated';
  readonly kind: 'pure' | 'mixed' | 'native' | 'small native' | 'native+python' | 'data';
  readonly installedBytes: number;
  readonly licence: string;
  readonly depends: readonly string[];
}

export interface PipFacts {
  readonly _meta: { readonly pipItself: { readonly version: string; readonly wheelBytes: number } };
  readonly packages: Readonly<Record<string, PipPackageFacts>>;
}

/** One entry of `pip-observed.json.gz`; see `observe-wheels.py`. */
export interface ObservedWheel {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly summary: string;
  readonly tag: string;
  readonly wheelBytes: number;
  readonly metadataBytes: number;
  readonly top: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
  readonly programs: Readonly<Record<string, number>>;
  readonly requires: readonly string[];
  readonly extras: Readonly<Record<string, readonly string[]>>;
  readonly bytecodeBytes: number;
  readonly listing: string;
}
