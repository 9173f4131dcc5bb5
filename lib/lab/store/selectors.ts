import type { BuiltImage } from '@/simulator';
import type { BuildRecord, LabState } from './types';

/** The image of the newest build; absent when it made none. */
export function shownImage(state: LabState): BuiltImage | undefined {
  return state.builds.at(-1)?.result?.images[0];
}

/** What the newest image is compared with: the newest build before it that made an image. */
export function previousImage(state: LabState): BuiltImage | undefined {
  return state.builds.slice(0, -1).findLast(hasImage)?.result?.images[0];
}

function hasImage(build: BuildRecord): boolean {
  return build.result?.images[0] !== undefined;
}
