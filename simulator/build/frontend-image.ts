import type { BuildError, BuildRequest } from '../build-types';
import { recordedReferences } from '../catalog/from-bases';
import { resolveReference } from '../catalog/reference';
import type { Catalog } from '../catalog/types';
import { locateSyntax } from '../parser/directives';

/** Repositories of the front end that is simulated; any tag of them will do. */
const DOCKERFILE_FRONTENDS: ReadonlySet<string> = new Set(['docker.io/docker/dockerfile', 'docker.io/docker/dockerfile-upstream']);

/**
 * Whether the image that the file, or BUILDKIT_SYNTAX, wants to be read by can be had: it is fetched before anything else is looked at
 * (moby/buildkit frontend/dockerfile/builder/build.go). Differs: whichever version is asked for, the simulated one reads the file.
 */
export function frontendError({ buildArgs, catalog }: Pick<BuildRequest, 'buildArgs' | 'catalog'>, dockerfile: string): BuildError | undefined {
  const forced = buildArgs?.BUILDKIT_SYNTAX;
  if (forced !== undefined) {
    const message = missingFrontend(catalog, forced.trim().split(' ', 1)[0] ?? '');
    return message === undefined ? undefined : { message: `failed with build-arg:BUILDKIT_SYNTAX = ${forced}: ${message}`, beyondCatalog: true };
  }
  const syntax = locateSyntax(dockerfile);
  const message = syntax === undefined ? undefined : missingFrontend(catalog, syntax.value);
  if (syntax === undefined || message === undefined) return undefined;
  const { line } = syntax;
  return { message, line, range: { startLine: line, endLine: line }, beyondCatalog: true };
}

function missingFrontend(catalog: Catalog, text: string): string | undefined {
  const resolved = resolveReference(text);
  // The name of a frontend may be that of a build context given from outside, which is looked for first.
  if (!resolved.ok) return `invalid context name ${text}: ${resolved.message}`;
  const { repository, text: reference } = resolved.reference;
  // The registry of the recordings has base images and nothing else.
  const isServed = DOCKERFILE_FRONTENDS.has(repository) && recordedReferences(catalog).length === 0;
  return isServed ? undefined : `failed to resolve source metadata for ${reference}: ${reference}: not found`;
}
