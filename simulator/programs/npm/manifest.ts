import type { ProgramContext } from '../../shell/types';
import { isObject, objectAt, parseJson, stringAt, textEntries } from '../json';

/** A project's package.json, as far as npm acts on it here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: ReadonlyMap<string, string>;
  readonly devDependencies: ReadonlyMap<string, string>;
  readonly optionalDependencies: ReadonlyMap<string, string>;
  readonly peerDependencies: ReadonlyMap<string, string>;
  readonly scripts: ReadonlyMap<string, string>;
  readonly document: Readonly<Record<string, unknown>>;
}

export type ManifestResult =
  | { readonly kind: 'found'; readonly manifest: Manifest }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly message: string };

const decoder = new TextDecoder();

export function readText(context: ProgramContext, path: string): string | undefined {
  const read = context.fs.read(path);
  return read.ok ? decoder.decode(read.value) : undefined;
}

export function readManifest(context: ProgramContext, folder: string): ManifestResult {
  const text = readText(context, `${folder}/package.json`);
  if (text === undefined) return { kind: 'missing' };
  const parsed = parseJson(text);
  if (!parsed.ok) return { kind: 'broken', message: `${parsed.message}${parsed.message.includes('JSON') ? '' : ' in JSON'}` };
  return { kind: 'found', manifest: manifestOf(parsed.value) };
}

const PACKAGE_NAME = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/;

/** A name that npm would refuse is left out. */
export function manifestOf(document: unknown): Manifest {
  const group = (key: string) => new Map(textEntries(objectAt(document, key)));
  const packages = (key: string) => new Map([...group(key)].filter(([name]) => PACKAGE_NAME.test(name)));
  return {
    name: stringAt(document, 'name') ?? '',
    version: stringAt(document, 'version') ?? '',
    dependencies: packages('dependencies'),
    devDependencies: packages('devDependencies'),
    optionalDependencies: packages('optionalDependencies'),
    peerDependencies: packages('peerDependencies'),
    scripts: group('scripts'),
    document: isObject(document) ? document : {},
  };
}

/** What the project itself asks for: name → range. A name in several groups counts once, as npm has it: optional over normal over dev. */
export function wantedBy(manifest: Manifest, withDev: boolean): ReadonlyMap<string, string> {
  return new Map([...(withDev ? manifest.devDependencies : []), ...manifest.dependencies, ...manifest.optionalDependencies]);
}
