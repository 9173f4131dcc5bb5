import type { LineRange } from '../diagnostics';
import type { OwnerSpec } from '../fs/owner';
import type { Platform } from '../image/types';

/** `index` points into the vertex's inputs; `undefined` stands for scratch. */
export type InputIndex = number | undefined;

export interface CopyAction {
  readonly kind: 'copy';
  readonly source: InputIndex;
  readonly src: string;
  /** Absolute; a trailing slash or `/.` counts. */
  readonly dest: string;
  readonly owner?: OwnerSpec;
  /** A number, or a symbolic mode string. */
  readonly mode?: number | string;
  readonly followSymlink: boolean;
  readonly dirCopyContents: boolean;
  readonly attemptUnpack: boolean;
  readonly createDestPath: boolean;
  readonly allowWildcard: boolean;
  readonly allowEmptyWildcard: boolean;
  readonly includePatterns: readonly string[];
  readonly excludePatterns: readonly string[];
  readonly requiredPaths: readonly string[];
}

export type FileAction =
  | CopyAction
  | {
      readonly kind: 'mkdir';
      readonly path: string;
      readonly mode: number;
      readonly makeParents: boolean;
      readonly owner?: OwnerSpec;
      /** mtime, part of the key; absent: the time of the build, not part of it. */
      readonly timestampSeconds?: number;
    }
  | { readonly kind: 'mkfile'; readonly path: string; readonly mode: number; readonly data: string; readonly owner?: OwnerSpec };

export type ExecMount =
  | {
      readonly kind: 'bind';
      readonly input: InputIndex;
      readonly target: string;
      readonly readOnly: boolean;
      /** Path inside the input. */
      readonly selector: string;
    }
  | {
      readonly kind: 'cache';
      readonly target: string;
      readonly cacheId: string;
      readonly sharing: 'shared' | 'private' | 'locked';
      readonly readOnly: boolean;
      readonly input: InputIndex;
      readonly selector: string;
    }
  | { readonly kind: 'tmpfs'; readonly target: string; readonly sizeBytes: number; readonly readOnly: boolean; readonly selector: string }
  | {
      readonly kind: 'secret';
      readonly target: string;
      readonly id: string;
      readonly optional: boolean;
      readonly uid: number;
      readonly gid: number;
      readonly mode: number;
    }
  | {
      readonly kind: 'ssh';
      readonly target: string;
      readonly id: string;
      readonly optional: boolean;
      readonly uid: number;
      readonly gid: number;
      readonly mode: number;
    };

export interface SecretEnv {
  readonly id: string;
  readonly name: string;
  readonly optional: boolean;
}

export interface ImageOp {
  readonly kind: 'image';
  /** Normalised, with tag and digest as far as known. */
  readonly reference: string;
  readonly platform: Platform;
}

/** The build context, as the ignore file leaves it. */
export interface LocalOp {
  readonly kind: 'local';
}

/** The same for every platform (client/llb/fileop.go): what two platforms copy alike is one vertex. */
export interface FileOp {
  readonly kind: 'file';
  /** What the first action works on; every further action works on the result of the one before it. */
  readonly base: InputIndex;
  readonly actions: readonly FileAction[];
}

export interface ExecOp {
  readonly kind: 'exec';
  /** Input 0 is the root file system, or there is none on scratch. */
  readonly base: InputIndex;
  readonly args: readonly string[];
  /** `NAME=value` in the order of last assignment. */
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: string;
  readonly network: 'default' | 'none' | 'host';
  readonly security: 'sandbox' | 'insecure';
  /** Root mount left out; sorted by target, secrets and ssh last. */
  readonly mounts: readonly ExecMount[];
  readonly secretEnv: readonly SecretEnv[];
  /** Reaches the process but never the key. */
  readonly proxyEnv: readonly string[];
  readonly platform: Platform;
}

/** `--link`: the inputs' own layers stacked without looking below. */
export interface MergeOp {
  readonly kind: 'merge';
  readonly inputs: readonly InputIndex[];
}

/** Not simulated: the op that ADD of a URL or git reference needs. */
export interface RemoteOp {
  readonly kind: 'remote';
  readonly source: 'http' | 'git';
  readonly url: string;
  readonly checksum?: string;
}

export type Op = ImageOp | LocalOp | FileOp | ExecOp | MergeOp | RemoteOp;

/** Which instruction a vertex came from. */
export interface Origin {
  readonly platform: string;
  readonly stageIndex: number;
  readonly stageName: string;
  /** Position among the stage's instructions; -1 for FROM; triggers of the base count from -1000. */
  readonly instructionIndex: number;
  readonly instruction: 'FROM' | 'RUN' | 'COPY' | 'ADD' | 'WORKDIR';
  readonly range?: LineRange;
  /** Where BuildKit places the step's errors: the instruction, or for a trigger the FROM line that fired it. */
  readonly errorRange?: LineRange;
  /** As written, continuation lines joined. */
  readonly text: string;
  /** The second step of a `--link` copy. */
  readonly link: boolean;
  /** Variables of the stage at this place, for explanations; part of no key. */
  readonly env: ReadonlyMap<string, string>;
  /** Those of them that ARG declared. */
  readonly argNames: readonly string[];
}

/** A node of the build graph. Equal operations on equal inputs have one digest, whichever stage they come from. */
export interface Vertex {
  readonly digest: string;
  readonly op: Op;
  readonly inputs: readonly Vertex[];
  /** As the progress display prints it. Internal vertices are not shown. */
  readonly name: string;
  readonly internal: boolean;
  readonly ignoreCache: boolean;
  readonly noCacheFilter?: string;
  readonly origin?: Origin;
}
