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

const parsed = new Map<string, readonly ListedFile[]>();

/** Parsed once: listings are part of the catalogue's text, which lives as long as the catalogue's users do. */
export function parseListing(listing: string): readonly ListedFile[] {
  const known = parsed.get(listing);
  if (known !== undefined) return known;
  const files: ListedFile[] = [];
  let folder = '/';
  for (const line of listing === '' ? [] : listing.split('\n')) {
    if (line.startsWith('/')) folder = mergedPath(line);
    else if (folder !== '/') files.push(parseLine(folder, line));
  }
  parsed.set(listing, files);
  return files;
}

/** Names may hold blanks, so the fields are taken from the end. */
function parseLine(folder: string, line: string): ListedFile {
  const link = line.indexOf(' >');
  if (link > 0) return { kind: 'symlink', path: `${folder}/${line.slice(0, link)}`, target: line.slice(link + 2) };
  const last = line.lastIndexOf(' ');
  const before = line.lastIndexOf(' ', last - 1);
  const hasMode = before > 0 && isNumber(line, before + 1, last);
  const mode = hasMode ? line.slice(last + 1) : '644';
  const end = hasMode ? before : last;
  return {
    kind: 'file',
    path: `${folder}/${line.slice(0, end)}`,
    sizeBytes: Number(line.slice(end + 1, hasMode ? last : undefined)),
    mode: mode === 'x' ? 0o755 : Number.parseInt(mode, 8),
  };
}

function isNumber(line: string, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const code = line.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return to > from;
}
