import type { StepId } from '../build-types';
import type { ImageConfig } from '../image/types';
import type { SecretForm } from '../scan/secret-forms';

/** Where in an image a secret stands, readable by everybody who can pull it. */
export type LeakPlace =
  /** The value of a build argument, or its default: the history keeps it for its ARG and for each RUN in whose scope it is. */
  | { readonly kind: 'build-argument'; readonly historyIndex: number; readonly argument: string }
  /** The text of an instruction. */
  | { readonly kind: 'history'; readonly historyIndex: number; readonly instruction: string }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'config'; readonly field: Exclude<keyof ImageConfig, 'Env' | 'Labels'> | 'author' }
  /** `hiddenIn` is the layer that removes or replaces the file: no container sees it, and yet it is in the image. */
  | { readonly kind: 'file'; readonly path: string; readonly hiddenIn?: number }
  | { readonly kind: 'file-name'; readonly path: string; readonly hiddenIn?: number }
  | { readonly kind: 'link-target'; readonly path: string; readonly hiddenIn?: number }
  /** `pointer` is a JSON pointer into the statement. */
  | { readonly kind: 'attestation'; readonly predicateType: string; readonly pointer: string };

/**
 * - `secret-mount`: give it to the one RUN that needs it with `--mount=type=secret`.
 * - `git-auth-secret`: hand BuildKit the secret `GIT_AUTH_TOKEN` in place of a token in the URL.
 * - `ignore-file`: keep the file out of the build context.
 * - `set-at-run-time`: give it to the container when it starts.
 * - `remove-in-same-step`: what the same RUN removes never gets into a layer.
 * - `copy-less`: take only the finished files out of the other stage.
 * - `provenance-min`: attest without values of build arguments.
 */
export type LeakRemedy =
  | 'secret-mount'
  | 'git-auth-secret'
  | 'ignore-file'
  | 'set-at-run-time'
  | 'remove-in-same-step'
  | 'copy-less'
  | 'provenance-min';

export interface Leak {
  readonly place: LeakPlace;
  readonly form: SecretForm;
  /** Index into the result's `images`. */
  readonly image: number;
  /** Index into the image's `layers`; absent for what is no layer's. */
  readonly layerIndex?: number;
  readonly stepId?: StepId;
  /** Best first. Besides, a secret that got out has to be replaced. */
  readonly remedies: readonly LeakRemedy[];
}

export interface LeakLimits {
  /** Of file content, over all images. */
  readonly bytes: number;
  readonly leaks: number;
}

export interface LeakReport {
  /** Config, history, layers bottom first, attestations, image by image. */
  readonly leaks: readonly Leak[];
  /** What was looked into; a file that is in several images counts once. */
  readonly searched: { readonly files: number; readonly bytes: number };
  /** Files of which only a hash is known. */
  readonly unreadFiles: number;
  /** Set when the search ended early, and by which limit. */
  readonly stoppedBy?: keyof LeakLimits;
}
