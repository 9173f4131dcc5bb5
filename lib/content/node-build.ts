import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Build } from '@/lib/grading/build-session';
import { WITHOUT_DIGESTS } from '@/lib/grading/without-digests';
import { contextOf, WORKSPACE_MTIME_SECONDS, type Workspace } from '@/lib/lab/workspace';
import { type BuildRequest, type BuildResult, buildImage, type Catalog, EMPTY_CACHE, missingCatalogParts } from '@/simulator';

/** Time between two builds on one cache; a fixed step, so that what is computed for a page is the same whenever it is made. */
const SECONDS_BETWEEN_BUILDS = 60;

/**
 * The simulator for pages that are being exported and for content checks: reads the catalogue from `public/`, as the site will. Its
 * images have no true digests.
 */
export function createNodeBuild(catalogFolder?: string): Build {
  const catalogFor = createNodeCatalog(catalogFolder);
  return (workspace, cache = EMPTY_CACHE) => {
    const request = { ...requestOf(workspace), cache, nowSeconds: WORKSPACE_MTIME_SECONDS + (cache.builds + 1) * SECONDS_BETWEEN_BUILDS };
    return buildImage({ ...request, catalog: catalogFor(request) }, WITHOUT_DIGESTS);
  };
}

export interface SingleBuildOptions {
  /** As `linux/arm64`; the builder's own when left out. */
  readonly platform?: string;
  /** True ones take as long as the layers are large. */
  readonly digests?: boolean;
}

/** First builds on fresh builders, for pages that show one result and look at its platform or digests. */
export function createSingleBuild(catalogFolder?: string): (workspace: Workspace, options?: SingleBuildOptions) => Promise<BuildResult> {
  const catalogFor = createNodeCatalog(catalogFolder);
  return async (workspace, { platform, digests = false } = {}) => {
    const request = {
      ...requestOf(workspace),
      ...(platform === undefined ? {} : { platforms: [platform] }),
      cache: EMPTY_CACHE,
      nowSeconds: WORKSPACE_MTIME_SECONDS + SECONDS_BETWEEN_BUILDS,
    };
    const outcome = await buildImage({ ...request, catalog: catalogFor(request) }, digests ? {} : WITHOUT_DIGESTS);
    return outcome.result;
  };
}

/** The catalogue in a folder, read part by part as requests need them. */
function createNodeCatalog(folder: string = join(process.cwd(), 'public', 'catalog')): (request: Omit<BuildRequest, 'catalog'>) => Catalog {
  const parts = new Map<string, unknown>();
  return (request) => {
    loadParts(parts, request, folder);
    return parts;
  };
}

function requestOf(workspace: Workspace): Omit<BuildRequest, 'catalog' | 'cache' | 'nowSeconds'> {
  const { dockerfilePath, buildArgs, target } = workspace;
  return { context: contextOf(workspace), dockerfilePath, buildArgs, ...(target === undefined ? {} : { target }) };
}

/** One part may lead to another: an image names the world of packages that its programs need. */
function loadParts(parts: Map<string, unknown>, request: Omit<BuildRequest, 'catalog'>, folder: string): void {
  for (;;) {
    const missing = missingCatalogParts({ ...request, catalog: parts });
    if (missing.length === 0) return;
    for (const name of missing) parts.set(name, JSON.parse(readFileSync(join(folder, `${name.replaceAll('/', '-')}.json`), 'utf8')));
  }
}
