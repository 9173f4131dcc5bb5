import type { ImageReference } from '../catalog/reference';
import type { ImageLookup } from '../catalog/types';
import type { Diagnostic } from '../diagnostics';
import type { IgnorePatterns } from '../fs/ignore';
import type { Platform } from '../image/types';
import type { Dockerfile } from '../instructions/types';
import type { Finding } from '../linter';
import type { StageState } from './stage-state';

/** One platform of one build. */
export interface ConvertOptions {
  readonly dockerfile: Dockerfile;
  readonly target: string | undefined;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly buildPlatform: Platform;
  /** `undefined`: whatever the build platform is. */
  readonly targetPlatform: Platform | undefined;
  /** More than one platform was asked for: step names then bear theirs. */
  readonly multiPlatform: boolean;
  readonly noCache: boolean;
  readonly noCacheFilter: readonly string[];
  readonly ignoreRules: IgnorePatterns;
  readonly lookupImage: (reference: ImageReference, platform: Platform) => ImageLookup;
  readonly report: (findings: readonly Finding[]) => void;
}

/** What the conversion failed with, and what may have been meant. */
export interface ConvertFailure {
  readonly error: Diagnostic;
  readonly suggestions?: readonly string[];
  readonly beyondCatalog?: boolean;
}

export interface Conversion {
  readonly target: StageState;
  readonly states: readonly StageState[];
  readonly reachable: ReadonlySet<StageState>;
  readonly platform: Platform;
  /** `SOURCE_DATE_EPOCH`, from a build argument or from the Dockerfile. Seconds since 1970. */
  readonly epochSeconds: number | undefined;
  /** Values of ARGs before the first stage, and of the platform's. */
  readonly globalArgs: ReadonlyMap<string, string>;
  /** Absolute paths that steps take from the build context, wildcards included. */
  readonly contextPaths: ReadonlySet<string>;
}

export type ConvertResult =
  | { readonly kind: 'converted'; readonly conversion: Conversion }
  | ({ readonly kind: 'failed' } & ConvertFailure)
  | { readonly kind: 'needs-part'; readonly part: string };
