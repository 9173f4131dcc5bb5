import type { LineRange } from '../diagnostics';
import type { Statement } from '../parser/statements';

/** `# syntax=`, `# escape=` and `# check=` as they stand before everything else in a Dockerfile. */
export interface ParserDirectives {
  readonly syntax?: string;
  readonly escape: '\\' | '`';
  readonly check: CheckOptions;
}

/** The `# check=` directive. `skip` holds rule names, or is `'all'`. */
export interface CheckOptions {
  readonly skip: readonly string[] | 'all';
  readonly error: boolean;
  readonly experimental: readonly string[] | 'all';
}

/** A here-document of RUN, COPY or ADD. */
export interface Heredoc {
  /** The delimiter's name; the file's name in COPY and ADD. */
  readonly name: string;
  /** What the file or script holds: after `<<-` has removed its leading tabs. */
  readonly content: string;
  /** The lines as they stand; what a RUN with more than the mark on its line hands on to the shell, and what ONBUILD stores. */
  readonly raw: string;
  /** False when the delimiter was quoted: then nothing in it is expanded. */
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly fileDescriptor: number;
}

export interface NameValue {
  readonly name: string;
  /** Raw, before word expansion, quotes included. */
  readonly value: string;
  /** Written in the old form `ENV name value`. */
  readonly legacy?: boolean;
}

/** What RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD carry. In shell form `words` has one element, the command line. */
export interface CommandLine {
  readonly form: 'shell' | 'exec';
  readonly words: readonly string[];
  readonly heredocs: readonly Heredoc[];
}

export interface InstructionBase {
  /** The keyword as written, `run` or `Run` too. */
  readonly keyword: string;
  readonly range: LineRange;
  /** The instruction's text, continuation lines joined, blanks at both ends cut, as BuildKit keeps it (the `code` of its commands). */
  readonly original: string;
  /** The comment lines right above, without `#`: the source of descriptions and of `# check=skip=` on one instruction. */
  readonly comments: readonly string[];
}

export interface CopyFields {
  readonly sources: readonly string[];
  readonly inline: readonly Heredoc[];
  readonly dest: string;
  readonly chown?: string;
  readonly chmod?: string;
  readonly link: boolean;
  readonly parents: boolean;
  readonly exclude: readonly string[];
}

/** One `--mount=` of a RUN, raw. */
export interface MountFlag {
  /** Its comma-separated fields, before expansion. */
  readonly raw: string;
  /** The stage or image of `from=`, the one field that must be known before anything is expanded. */
  readonly from?: string;
}

/** A RUN mount, parsed after expansion. */
export interface Mount {
  readonly type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
  readonly from?: string;
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly cacheId?: string;
  readonly sharing?: 'shared' | 'private' | 'locked';
  readonly required: boolean;
  /** `env=NAME` of a secret mount. */
  readonly env?: string;
  readonly sizeBytes?: number;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

export interface HealthcheckOptions {
  /** Nanoseconds, as the image config stores them. Absent when the flag was not given. */
  readonly interval?: number;
  readonly timeout?: number;
  readonly startPeriod?: number;
  readonly startInterval?: number;
  readonly retries?: number;
}

export type Instruction =
  | (InstructionBase & { readonly kind: 'ADD'; readonly checksum?: string; readonly keepGitDir?: boolean; readonly unpack?: boolean } & CopyFields)
  | (InstructionBase & {
      readonly kind: 'ARG';
      readonly args: readonly { readonly name: string; readonly value?: string; readonly comment?: string }[];
    })
  | (InstructionBase & { readonly kind: 'CMD'; readonly command: CommandLine })
  | (InstructionBase & { readonly kind: 'COPY'; readonly from?: string } & CopyFields)
  | (InstructionBase & { readonly kind: 'ENTRYPOINT'; readonly command: CommandLine })
  | (InstructionBase & { readonly kind: 'ENV'; readonly pairs: readonly NameValue[] })
  | (InstructionBase & { readonly kind: 'EXPOSE'; readonly ports: readonly string[] })
  | (InstructionBase & { readonly kind: 'HEALTHCHECK'; readonly none: boolean; readonly command?: CommandLine } & HealthcheckOptions)
  | (InstructionBase & { readonly kind: 'LABEL'; readonly pairs: readonly NameValue[] })
  | (InstructionBase & { readonly kind: 'MAINTAINER'; readonly maintainer: string })
  | (InstructionBase & { readonly kind: 'ONBUILD'; readonly trigger: string })
  | (InstructionBase & {
      readonly kind: 'RUN';
      readonly command: CommandLine;
      readonly mounts: readonly MountFlag[];
      /** Set by `expandInstruction`. */
      readonly parsedMounts?: readonly Mount[];
      /** `--device`, raw: understood, and refused when the stage is built. */
      readonly devices?: readonly string[];
      readonly network?: string;
      readonly security?: string;
    })
  | (InstructionBase & { readonly kind: 'SHELL'; readonly shell: readonly string[] })
  | (InstructionBase & { readonly kind: 'STOPSIGNAL'; readonly signal: string })
  | (InstructionBase & { readonly kind: 'USER'; readonly user: string })
  | (InstructionBase & { readonly kind: 'VOLUME'; readonly volumes: readonly string[] })
  | (InstructionBase & { readonly kind: 'WORKDIR'; readonly path: string });

export type InstructionKind = Instruction['kind'] | 'FROM';
export type ArgInstruction = Extract<Instruction, { kind: 'ARG' }>;
export type CopyInstruction = Extract<Instruction, { kind: 'COPY' | 'ADD' }>;
export type RunInstruction = Extract<Instruction, { kind: 'RUN' }>;

export interface Stage {
  /** 0-based position among the stages. */
  readonly index: number;
  /** Lower case, as BuildKit stores it; absent without AS. */
  readonly name?: string;
  /** The name as written. */
  readonly nameAsWritten?: string;
  /** Raw operand of FROM, before expansion. */
  readonly baseName: string;
  /** Raw value of `--platform`. */
  readonly platform?: string;
  /** `FROM` as written. */
  readonly keyword: string;
  /** Of the FROM line. */
  readonly range: LineRange;
  readonly original: string;
  readonly comments: readonly string[];
  readonly instructions: readonly Instruction[];
}

/**
 * Where BuildKit gives up on a file with errors; what comes later is neither read nor checked by it.
 * `check`: the check directive; `text`: the first pass over the lines; `instruction`: that statement; `stages`: there are none.
 */
export type StoppedAt = { readonly kind: 'check' | 'text' | 'stages' } | { readonly kind: 'instruction'; readonly statement: number };

/** A Dockerfile as far as it was understood. */
export interface Dockerfile {
  readonly directives: ParserDirectives;
  /** ARGs before the first FROM. */
  readonly metaArgs: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  readonly lineCount: number;
  /** All instructions as the first pass cut them, those included that were not understood. */
  readonly statements: readonly Statement[];
  /** Last line of each instruction with empty lines inside. */
  readonly emptyContinuations: readonly number[];
  /** Absent when there are no errors. */
  readonly stoppedAt?: StoppedAt;
}
