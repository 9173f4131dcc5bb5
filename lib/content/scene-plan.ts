import type { Build } from '@/lib/grading/build-session';
import { evaluateScene } from '@/lib/grading/evaluate-scene';
import { predictableSteps } from '@/lib/grading/predictable-steps';
import type { Scene } from './scene';

/** A step that is to be guessed: what it is called, and not what becomes of it. */
export interface GuessableStep {
  readonly id: string;
  readonly name: string;
}

/** The steps that a scene asks about. They are named when the page is made; what they do is computed in the browser, after the guess. */
export async function planScene(scene: Scene, build: Build): Promise<readonly GuessableStep[]> {
  const rebuild = (await evaluateScene(scene, build)).at(-1);
  if (rebuild === undefined || !rebuild.ok) throw new Error(`a scene does not build: ${rebuild?.error?.message ?? 'no build'}`);
  return predictableSteps(rebuild).map(({ id, name }) => ({ id, name }));
}
