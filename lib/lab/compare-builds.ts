import type { BuildResult, ImageLayer, Step, StepStatus } from '@/simulator';
import { stepTitle } from './format';

export interface StepComparison {
  readonly title: string;
  /** Absent when the step was not in that build. */
  readonly before?: StepStatus;
  readonly after?: StepStatus;
}

export interface BuildComparison {
  readonly durationChangeMs: number;
  /** Absent when one of the two made no image. */
  readonly sizeChangeBytes?: number;
  readonly sameDigest?: boolean;
  readonly steps: readonly StepComparison[];
  readonly layersReused: number;
  readonly layersNew: number;
}

export function compareBuilds(before: BuildResult, after: BuildResult): BuildComparison {
  const [oldImage, newImage] = [before.images[0], after.images[0]];
  const newLayers = newImage?.layers.filter((layer) => isNewLayer(layer, oldImage?.layers)).length ?? 0;
  return {
    durationChangeMs: after.durationMs - before.durationMs,
    ...(oldImage === undefined || newImage === undefined
      ? {}
      : { sizeChangeBytes: newImage.sizeBytes - oldImage.sizeBytes, sameDigest: oldImage.manifestDigest === newImage.manifestDigest }),
    steps: compareSteps(before.steps, after.steps),
    layersReused: (newImage?.layers.length ?? 0) - newLayers,
    layersNew: newLayers,
  };
}

export function isNewLayer(layer: ImageLayer, before: readonly ImageLayer[] | undefined): boolean {
  return !(before ?? []).some((old) => old.digest === layer.digest);
}

/** Steps are the same when their text is, whatever their number; of several alike the first goes with the first. */
function compareSteps(before: readonly Step[], after: readonly Step[]): readonly StepComparison[] {
  const left = [...before];
  const compared = after.map((step): StepComparison => {
    const title = stepTitle(step.name);
    const at = left.findIndex((old) => stepTitle(old.name) === title);
    const [old] = at < 0 ? [] : left.splice(at, 1);
    return { title, after: step.status, ...(old === undefined ? {} : { before: old.status }) };
  });
  return [...compared, ...left.map((step): StepComparison => ({ title: stepTitle(step.name), before: step.status }))];
}
