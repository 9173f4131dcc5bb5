import { cleanPath } from '../fs/path';
import type { ProgramContext } from '../shell/types';

/** Absolute form of a path argument, without `.` and `..`. */
export function absolutePath(context: ProgramContext, path: string): string {
  return cleanPath(context.resolve(path));
}
