import type { Platform } from '@/lib/explore/types';
import { printable } from '@/lib/explore/words';

/** `linux/arm/v7`, as flags and `FROM --platform` write it. */
export function platformName({ os, architecture, variant, osVersion }: Platform): string {
  const name = [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
  return printable(osVersion === undefined ? name : `${name} (${osVersion})`);
}
