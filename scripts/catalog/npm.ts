import type { NpmPart } from '../../simulator/catalog/parts';
import type { NpmFacts } from './facts';

export function npmPart(raw: unknown): NpmPart {
  const facts = raw as NpmFacts; // The facts folder is trusted input of a build script.
  return {
    provenance: { source: 'registry.npmjs.org, read with npm 11 on Node 20, linux x64', asOf: facts._meta.asOf },
    modules: facts.modules,
    packages: Object.fromEntries(
      Object.entries(facts.packages).map(([name, { version, tarballBytes, dependencies }]) => [
        name,
        [version, tarballBytes, dependencies ?? {}] as const,
      ]),
    ),
    closures: Object.fromEntries(Object.entries(facts.closures).map(([name, { names }]) => [name, names])),
  };
}
