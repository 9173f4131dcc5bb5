/** Folder that the site is served from, without a trailing slash; empty at a host's root. Next adds it to links, not to files. */
export const BASE_PATH = process.env.NEXT_PUBLIC_BASE_PATH ?? '';

/** Address of a file in `public/`; `path` begins with a slash. */
export function assetUrl(path: `/${string}`): string {
  return `${BASE_PATH}${path}`;
}

/** Workers keep their names from release to release, so the hash of their code goes into the address (scripts/build-workers.mjs). */
export function workerUrl(name: 'engine' | 'explore' | 'editor'): string {
  return assetUrl(`/workers/${name}.js?v=${process.env.NEXT_PUBLIC_WORKERS_VERSION ?? 'dev'}`);
}
