import type { BuildContext } from '../build-types';

/** Files by which package managers know what to install; each works without the program's own source. */
const MANIFESTS: readonly RegExp[] = [
  /^package(?:-lock)?\.json$/,
  /^(?:yarn\.lock|pnpm-lock\.yaml|\.npmrc)$/,
  /^requirements[^/]*\.txt$/,
  /^(?:pyproject\.toml|poetry\.lock|uv\.lock|Pipfile(?:\.lock)?)$/,
  /^go\.(?:mod|sum)$/,
  /^Cargo\.(?:toml|lock)$/,
  /^Gemfile(?:\.lock)?$/,
  /^composer\.(?:json|lock)$/,
  /^(?:pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?)$/,
];

/** Those that lie directly in a folder of the context, as COPY would name them, sorted. */
export function manifestsIn(context: BuildContext, folder: string): readonly string[] {
  const prefix = folder
    .replace(/^(?:\.?\/)+|^\.$/g, '')
    .replace(/\/*$/, '/')
    .replace(/^\/$/, '');
  return [...context.keys()]
    .filter((path) => path.startsWith(prefix) && MANIFESTS.some((pattern) => pattern.test(path.slice(prefix.length))))
    .filter((path) => !/\s/.test(path))
    .sort();
}
