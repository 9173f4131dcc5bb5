/**
 * The compact form in which the catalogue lists a package's files. A line that begins with `/` names the directory of the lines
 * below it; `name 123` is a file of that many bytes with mode 0644, `name 123 x` one with 0755, `name 123 4755` one with that
 * mode, `name >target` a symlink.
 */
export type ListedFile =
  | { readonly kind: 'file'; readonly path: string; readonly sizeBytes: number; readonly mode: number }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string };

/** Debian merged these into `/usr`; packages still list the old places. */
const MERGED = /^\/(bin|sbin|lib|lib64)(?=\/|$)/;

export function mergedPath(path: string): string {
  return path.replace(MERGED, '/usr/$1');
}

export function parseListing(listing: string): readonly ListedFile[] {
  const files: ListedFile[] = [];
  let folder = '/';
  for (const line of listing === '' ? [] : listing.split('\n')) {
    if (line.startsWith('/')) folder = line;
    else if (folder !== '/') files.push(parseLine(mergedPath(folder), line));
  }
  return files;
}

function parseLine(folder: string, line: string): ListedFile {
  const link = line.indexOf(' >');
  if (link > 0) return { kind: 'symlink', path: `${folder}/${line.slice(0, link)}`, target: line.slice(link + 2) };
  const [, name = line, size = '0', mode] = /^(.+?) (\d+)(?: (x|[0-7]+))?$/.exec(line) ?? [];
  return {
    kind: 'file',
    path: `${folder}/${name}`,
    sizeBytes: Number(size),
    mode: mode === undefined ? 0o644 : mode === 'x' ? 0o755 : Number.parseInt(mode, 8),
  };
}
