import type { BuildContext } from '../build-types';
import { cleanPath, joinPath } from '../llb/go-path';

/** As many links as the kernel follows before it takes them for a loop. */
const MOST_LINKS = 40;

/** Text of a file of the context, symlinks followed as the builder does within what it received; undefined for what is no file. */
export function contextText(context: BuildContext, path: string): string | undefined {
  const entry = entryAt(context, path);
  if (entry?.kind !== 'file') return undefined;
  return typeof entry.content === 'string' ? entry.content : new TextDecoder('utf-8', { ignoreBOM: true }).decode(entry.content);
}

export function isContextDirectory(context: BuildContext, path: string): boolean {
  return context.get(path)?.kind === 'directory' || [...context.keys()].some((other) => other.startsWith(`${path}/`));
}

/** The path that is read when `Dockerfile` is asked for: one in lower case stands in for it (moby/buildkit frontend/dockerui/config.go, ReadEntrypoint). */
export function standInPath(context: BuildContext, path: string): string {
  if (!/(?:^|\/)Dockerfile$/.test(path) || contextText(context, path) !== undefined) return path;
  const lower = path.replace(/Dockerfile$/, 'dockerfile');
  return contextText(context, lower) === undefined ? path : lower;
}

function entryAt(context: BuildContext, path: string): ReturnType<BuildContext['get']> {
  let current = cleanPath(path);
  for (let links = 0; links < MOST_LINKS; links++) {
    const entry = context.get(current);
    if (entry?.kind !== 'symlink') return entry;
    const directory = entry.target.startsWith('/') ? '' : current.slice(0, Math.max(current.lastIndexOf('/'), 0));
    current = joinPath('/', directory, entry.target).slice(1);
  }
  return undefined;
}
