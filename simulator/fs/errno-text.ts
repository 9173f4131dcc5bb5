import type { Errno } from './types';

/** What the C library, and Go's syscall package, say of an error. */
export const ERRNO_TEXTS: Readonly<Record<Errno, string>> = {
  ENOENT: 'no such file or directory',
  EEXIST: 'file exists',
  ENOTDIR: 'not a directory',
  EISDIR: 'is a directory',
  ENOTEMPTY: 'directory not empty',
  ELOOP: 'too many levels of symbolic links',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
  EINVAL: 'invalid argument',
  ENAMETOOLONG: 'file name too long',
  EXDEV: 'invalid cross-device link',
  EFBIG: 'file too large',
  EBUSY: 'device or resource busy',
};

/** As Go prints a path error: `mkdir /a/b: not a directory`. */
export function errorText(operation: string, failure: { readonly errno: Errno; readonly path: string }): string {
  return `${operation} ${failure.path}: ${ERRNO_TEXTS[failure.errno]}`;
}
