/** Paths are slash-separated; inside the simulator there is one root and no drive. */

/** An absolute path without `.`, `..` and doubled slashes. Nothing lies above the root: `/../x` is `/x`. */
export function cleanPath(path: string): string {
  return `/${splitPath(path).join('/')}`;
}

/** The names on the way from the root; `..` at the root stays at the root. */
export function splitPath(path: string): string[] {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names;
}

/** Whether a relative path is its names and slashes between them, so that nothing has to be cleaned. */
export function isPlainPath(path: string): boolean {
  return path !== '' && !/(?:^|\/)\.{0,2}(?:\/|$)/.test(path);
}

/** Joins with slashes and cleans; the result is absolute. */
export function joinPath(...parts: readonly string[]): string {
  return cleanPath(parts.join('/'));
}

/** Of a cleaned path: `/a` for `/a/b`, `/` for `/a` and `/`. */
export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** Of a cleaned path: its last name, `` for the root. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Orders strings by the bytes of their UTF-8 form, which UTF-16 order misses for characters outside the basic plane. */
export function compareBytewise(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return rankOfUnit(a) - rankOfUnit(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for the highest code points, so they sort behind U+E000 to U+FFFF. */
function rankOfUnit(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
