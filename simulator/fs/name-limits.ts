/** Linux: bytes of a name, and of a path without the NUL at its end. */
export const NAME_MAX = 255;
export const PATH_MAX = 4095;

const encoder = new TextEncoder();

/** Whether the kernel would refuse a path as an argument, whatever is there. */
export function isPathTooLong(path: string): boolean {
  return isLongerThan(path, PATH_MAX) || (path.length > NAME_MAX / 3 && path.split('/').some((name) => isLongerThan(name, NAME_MAX)));
}

/**
 * A path up to the name at which the kernel says that it is too long; undefined when it does not. Differs: BuildKit's paths begin with
 * where it has mounted the file system, so that of a long path it names fewer directories.
 */
export function tooLongPart(path: string): string | undefined {
  if (!isPathTooLong(path)) return undefined;
  let end = 0;
  let before = 0;
  do {
    before = end + 1;
    end = path.indexOf('/', before);
    if (end < 0) return path;
  } while (!isLongerThan(path.slice(before, end), NAME_MAX) && !isLongerThan(path.slice(0, end), PATH_MAX));
  return path.slice(0, end);
}

function isLongerThan(text: string, bytes: number): boolean {
  return text.length > bytes / 3 && (text.length > bytes || encoder.encode(text).length > bytes);
}
