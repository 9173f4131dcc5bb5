import type { CacheMode } from '@/simulator';
import { fieldsOf } from './fields';

/** `--cache-to` on this command line: a folder, or inside the image. */
export type CacheTarget = { readonly type: 'local'; readonly dest: string; readonly mode: CacheMode } | { readonly type: 'inline' };

export const CACHE_TARGET = 'type=local,dest=FOLDER[,mode=min|max] or type=inline';
export const CACHE_ORIGIN = 'type=local,src=FOLDER';

/** Undefined when it is not `CACHE_TARGET`. */
export function parseCacheTarget(text: string): CacheTarget | undefined {
  const { type, dest, mode = 'min', ...others } = fieldsOf(text);
  if (Object.keys(others).length > 0 || (mode !== 'min' && mode !== 'max')) return undefined;
  if (type === 'inline') return dest === undefined && mode === 'min' ? { type } : undefined;
  return type === 'local' && dest ? { type, dest, mode } : undefined;
}

/** `--cache-from` on this command line: a folder. Undefined when it is not `CACHE_ORIGIN`. */
export function parseCacheOrigin(text: string): { readonly src: string } | undefined {
  const { type, src, ...others } = fieldsOf(text);
  return type === 'local' && src && Object.keys(others).length === 0 ? { src } : undefined;
}
