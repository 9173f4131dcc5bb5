import { ERRNO_TEXTS } from '../fs/errno-text';
import type { Errno } from '../fs/types';

/** What `strerror` says, which is how every tool ends its message. */
export function errorText(errno: Errno): string {
  const text = ERRNO_TEXTS[errno];
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
