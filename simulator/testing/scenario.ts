import { createHash } from 'node:crypto';
import { type BuildCache, type BuildOutcome, type BuildResult, buildImage, type ContextEntry, type Host } from '../index';
import { recordedCatalog } from './build-file';

/** Everything that a person may change between two builds. */
export interface Scenario {
  readonly stages: readonly (readonly string[])[];
  readonly files: ReadonlyMap<string, { readonly content: string; readonly mode: number; readonly mtimeSeconds: number }>;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Index of a stage. */
  readonly target: number;
  readonly ignored: readonly string[];
}

export type ScenarioEdit =
  | { readonly kind: 'put-line'; readonly stage: number; readonly at: number; readonly line: string; readonly replaces: boolean }
  | { readonly kind: 'drop-line'; readonly stage: number; readonly at: number }
  | { readonly kind: 'write'; readonly path: string; readonly content: string }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'chmod'; readonly path: string; readonly mode: number }
  | { readonly kind: 'touch'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'argument'; readonly name: string; readonly value: string | undefined }
  | { readonly kind: 'target'; readonly stage: number }
  | { readonly kind: 'ignore'; readonly patterns: readonly string[] };

const CONTEXT_SECONDS = 1_690_000_000;
/** Before every file: then all times are set to it, and what is left of an image does not depend on when it was built. */
const EPOCH_SECONDS = 1_600_000_000;

/** Stage `sN`; the first stands on BusyBox, each further one says itself on what. */
export function dockerfileOf({ stages }: Scenario): string {
  return `ARG BASE=busybox:1.36\n${stages.map((lines, index) => `${index === 0 ? 'FROM $BASE AS s0\n' : ''}${writable(lines).join('\n')}`).join('\n')}\n`;
}

/**
 * A step that mounts the very thing that it stands on is found by what that holds, and then stands on the layers of an earlier build
 * (moby/buildkit solver/llbsolver/ops/exec.go, getMountDeps; recorded): there a cache does change the image.
 */
function writable(lines: readonly string[]): readonly string[] {
  return lines[0]?.startsWith('FROM s') === true && !lines[0].startsWith('FROM scratch')
    ? lines.filter((line) => !line.includes('--mount=from=s'))
    : lines;
}

export function applyEdit(scenario: Scenario, edit: ScenarioEdit): Scenario {
  switch (edit.kind) {
    case 'put-line':
      return withLines(scenario, edit.stage, (lines) => lines.toSpliced(placeOf(lines, edit.at), edit.replaces ? 1 : 0, edit.line));
    case 'drop-line':
      return withLines(scenario, edit.stage, (lines) => lines.toSpliced(placeOf(lines, edit.at), 1));
    case 'argument': {
      const { [edit.name]: _before, ...others } = scenario.buildArgs;
      return { ...scenario, buildArgs: edit.value === undefined ? others : { ...others, [edit.name]: edit.value } };
    }
    case 'target':
      return { ...scenario, target: edit.stage % scenario.stages.length };
    case 'ignore':
      return { ...scenario, ignored: edit.patterns };
    default:
      return { ...scenario, files: withFile(scenario.files, edit) };
  }
}

/** The FROM of a further stage is its first line and stays. */
function placeOf(lines: readonly string[], at: number): number {
  const first = lines[0]?.startsWith('FROM ') === true ? 1 : 0;
  return first + (at % Math.max(1, lines.length - first + 1));
}

function withLines(scenario: Scenario, stage: number, change: (lines: readonly string[]) => readonly string[]): Scenario {
  const index = stage % scenario.stages.length;
  return { ...scenario, stages: scenario.stages.with(index, change(scenario.stages[index] ?? [])) };
}

type FileEdit = Extract<ScenarioEdit, { readonly path: string }>;

function withFile(files: Scenario['files'], edit: FileEdit): Scenario['files'] {
  const next = new Map(files);
  const file = files.get(edit.path);
  if (edit.kind === 'write') next.set(edit.path, { mode: 0o644, mtimeSeconds: CONTEXT_SECONDS, ...file, content: edit.content });
  else if (file !== undefined) {
    if (edit.kind === 'delete' || edit.kind === 'rename') next.delete(edit.path);
    if (edit.kind === 'rename') next.set(edit.to, file);
    if (edit.kind === 'chmod') next.set(edit.path, { ...file, mode: edit.mode });
    if (edit.kind === 'touch') next.set(edit.path, { ...file, mtimeSeconds: file.mtimeSeconds + 60 });
  }
  return next;
}

const host: Host = {
  sha256: (chunks) => {
    const hash = createHash('sha256');
    for (const chunk of chunks) hash.update(chunk);
    return hash.digest('hex');
  },
};

export function buildScenario(scenario: Scenario, cache: BuildCache): Promise<BuildOutcome> {
  const context = new Map<string, ContextEntry>([['.dockerignore', { kind: 'file', content: scenario.ignored.join('\n') }]]);
  for (const [path, file] of scenario.files) context.set(path, { kind: 'file', ...file });
  return buildImage(
    {
      context,
      dockerfileText: dockerfileOf(scenario),
      target: `s${scenario.target}`,
      buildArgs: scenario.buildArgs,
      cache,
      catalog: recordedCatalog(),
      nowSeconds: 1_787_000_000,
      sourceDateEpoch: EPOCH_SECONDS,
    },
    host,
  );
}

/**
 * All of an answer that a cache must not change. Why a build fails is not part of it: of several sources that are missing, or beside a
 * command that fails, BuildKit reports what it comes to first, and what is in the cache is come to sooner (`KNOWN_DIFFERENCES.md`, races).
 */
export function answerOf({ ok, warnings, indexDigest, images }: BuildResult): object {
  const digests = images.map(({ manifestDigest, configDigest }) => [manifestDigest, configDigest]);
  return { ok, warnings, indexDigest: indexDigest ?? null, digests };
}
