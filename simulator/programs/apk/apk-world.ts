import { type AlpinePackage, type ApkPart, partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { ProgramContext } from '../../shell/types';
import { textAt } from './text-file';

/** The packages of the catalogue as the release in an image has them. */
export interface AlpineWorld {
  readonly part: ApkPart;
  /** As `3.21`, or `edge`. */
  readonly release: string;
  /** The package of this name, or the one that provides it. */
  find(name: string): NamedPackage | undefined;
}

export interface NamedPackage {
  readonly name: string;
  readonly version: string;
  /** False when the version was not seen on this release: then it is that of another. */
  readonly versionKnown: boolean;
  readonly installedBytes: number;
  readonly apkBytes: number;
  readonly depends: readonly string[];
  readonly licence: string;
  readonly summary: string;
  readonly origin: string;
  /** As apk names it: `x86_64`, `aarch64`. */
  readonly architecture: string;
}

/** `undefined` until the part is loaded. */
export function alpineWorld(catalog: Catalog, context: ProgramContext): AlpineWorld | undefined {
  const part = partOf(catalog, 'apk');
  if (part === undefined) return undefined;
  const release = releaseOf(context);
  const versions = part.releases[release] ?? {};
  const architecture = architectureOf(context);
  return {
    part,
    release,
    find: (name) => {
      const real = part.packages[name] === undefined ? (providerOf(part, name) ?? name) : name;
      const known = part.packages[real];
      return known === undefined ? undefined : named(real, known, release === part.release ? known[0] : versions[real], architecture);
    },
  };
}

/** `cmd:curl` names whatever has that command; for most commands that is the package of the same name. */
function providerOf(part: ApkPart, name: string): string | undefined {
  const plain = name.replace(/^cmd:/, '');
  return part.aliases[plain] ?? (part.packages[plain] === undefined ? undefined : plain);
}

function named(name: string, known: AlpinePackage, version: string | undefined, architecture: string): NamedPackage {
  const [current, installedBytes, apkBytes, depends, licence, summary, origin] = known;
  return {
    name,
    version: version ?? current,
    versionKnown: version !== undefined,
    installedBytes,
    apkBytes,
    depends,
    licence,
    summary,
    origin: origin === '' ? name : origin,
    architecture,
  };
}

export function architectureOf(context: ProgramContext): string {
  return textAt(context, '/etc/apk/arch').trim() || 'x86_64';
}

/** The repositories decide what can be installed; an image without them says it in its release file. */
function releaseOf(context: ProgramContext): string {
  const repositories = textAt(context, '/etc/apk/repositories');
  const branch = /^[^#\n@]*\/(?:v(\d+\.\d+)|(edge|latest-stable))\/main/m.exec(repositories);
  return branch?.[1] ?? branch?.[2] ?? /^\d+\.\d+/.exec(textAt(context, '/etc/alpine-release'))?.[0] ?? 'edge';
}
