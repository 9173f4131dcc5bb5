/** Paths as BuildKit's converter treats them: Go's `path` package, which, unlike `fs/path.ts`, keeps relative paths relative. */

/** Go's `path.Clean`: shortest equal path, `.` for an empty one. */
export function cleanPath(path: string): string {
  if (path === '') return '.';
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  const joined = kept.join('/');
  if (rooted) return `/${joined}`;
  return joined === '' ? '.' : joined;
}

/** Go's `path.Join`: empty parts are left out, the result is clean. */
export function joinPath(...parts: readonly string[]): string {
  const joined = parts.filter((part) => part !== '').join('/');
  return joined === '' ? '' : cleanPath(joined);
}

/**
 * An absolute path, relative ones put below `parent`. An absolute path is kept as written: `/srv/../srv` stays so
 * (moby/buildkit util/system/path.go, NormalizePath: cleaning happens on Windows only, joining cleans).
 */
export function normalizePath(parent: string, path: string, keepSlash: boolean): string {
  const base = parent.startsWith('/') ? parent : joinPath('/', parent);
  let result = path === '' ? base : path;
  if (!result.startsWith('/')) result = joinPath(base, result);
  if (!keepSlash) return result;
  if (path.endsWith('/') && !result.endsWith('/')) return `${result}/`;
  if (path.endsWith('/.') && !result.endsWith('/.')) return result === '/' ? '/.' : `${result}/.`;
  return result;
}

/**
 * The second normalisation that a copy's destination gets when the graph is written, which does clean absolute paths
 * (moby/buildkit client/llb/fileop.go, normalizePath).
 */
export function normalizeActionPath(path: string, keepSlash: boolean): string {
  let result = cleanPath(path);
  if (!result.startsWith('/')) result = joinPath('/', result);
  if (!keepSlash) return result;
  if (path.endsWith('/') && !result.endsWith('/')) return `${result}/`;
  if (path.endsWith('/.')) return result === '/' ? '/.' : `${result}/.`;
  return result;
}

/** Go's `path.Base`. */
export function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return '/';
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** `\` takes the next character as it is. */
export function hasWildcard(path: string): boolean {
  for (let at = 0; at < path.length; at++) {
    const char = path[at];
    if (char === '\\') at++;
    else if (char === '*' || char === '?' || char === '[') return true;
  }
  return false;
}
