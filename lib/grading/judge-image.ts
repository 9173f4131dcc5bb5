import type { BuildResult } from '@/simulator';
import { matchesGlob } from './glob';
import { builtFilesOf } from './image-files';
import { type Reason, reason } from './reason';

/** Several platforms: each image must have the files. */
export function judgeImageHas(result: BuildResult, globs: readonly string[]): Reason | undefined {
  for (const image of result.images) {
    const files = [...builtFilesOf(image)];
    const missing = globs.find((glob) => !files.some((file) => matchesGlob(file, glob)));
    if (missing !== undefined) return reason('path-missing', { path: missing });
  }
  return undefined;
}

export function judgeImageLacks(result: BuildResult, globs: readonly string[]): Reason | undefined {
  for (const image of result.images) {
    for (const file of builtFilesOf(image)) {
      if (globs.some((glob) => matchesGlob(file, glob))) return reason('path-present', { path: file });
    }
  }
  return undefined;
}

/** Labels and environment are where an image can say which revision it was built from. */
export function judgeImageRecords(result: BuildResult, value: string): Reason | undefined {
  const recorded = result.images.every(({ config }) => {
    const values = [...Object.values(config.Labels ?? {}), ...(config.Env ?? [])];
    return values.some((text) => text.includes(value));
  });
  return recorded ? undefined : reason('not-recorded', { value });
}
