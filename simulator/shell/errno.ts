import type { Errno } from '../fs/types';

const MESSAGES: Readonly<Record<Errno, string>> = {
  ENOENT: 'No such file or directory',
  EEXIST: 'File exists',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  EINVAL: 'Invalid argument',
  ENAMETOOLONG: 'File name too long',
  EXDEV: 'Invalid cross-device link',
  EFBIG: 'File too large',
  EBUSY: 'Device or resource busy',
};

/** What `strerror` says, which is how every tool ends its message. */
export function errorText(errno: Errno): string {
  return MESSAGES[errno];
}
