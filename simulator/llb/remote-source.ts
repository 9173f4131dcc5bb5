/**
 * Whether a source of ADD is fetched from somewhere (moby/buildkit util/gitutil, dockerfile/dfgitutil). A local path that could
 * also be read as a git address, such as `github.com/a/b`, is local.
 */
export function classifyRemote(source: string): 'http' | 'git' | undefined {
  if (/^(git|ssh):\/\//.test(source) || /^[\w.-]+@[\w.-]+:/.test(source)) return 'git';
  if (!/^https?:\/\//.test(source)) return undefined;
  return /^https?:\/\/[^?#]+\.git(?:[?#].*)?$/.test(source) ? 'git' : 'http';
}
