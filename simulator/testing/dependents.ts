import { dockerfileOf, type Scenario } from './scenario';

/** A line that makes a step, as the text has it. */
export interface TextStep {
  readonly stage: number;
  /** Of the instruction, from 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * The steps that may notice a change, told from the text alone and by nothing of the engine: those that it strikes, everything below them
 * in their stage, and in every stage that stands on theirs or takes from it.
 */
export function dependentsOf(scenario: Scenario, isStruck: (step: TextStep) => boolean): ReadonlySet<number> {
  const lines = new Set<number>();
  const touched = new Set<number>();
  for (const { stage, steps, from } of stagesOf(scenario)) {
    let isBelow = from !== undefined && touched.has(from);
    for (const step of steps) {
      isBelow ||= isStruck(step) || [...step.text.matchAll(/--from=s(\d)|from=s(\d)/g)].some(([, a, b]) => touched.has(Number(a ?? b)));
      if (isBelow) lines.add(step.line);
    }
    if (isBelow) touched.add(stage);
  }
  return lines;
}

interface TextStage {
  readonly stage: number;
  readonly from: number | undefined;
  readonly steps: readonly TextStep[];
}

function stagesOf(scenario: Scenario): readonly TextStage[] {
  const stages: { stage: number; from: number | undefined; steps: TextStep[] }[] = [];
  for (const [index, text] of dockerfileOf(scenario).split('\n').entries()) {
    const head = /^FROM (?:s(\d)|\S+) AS s(\d)/.exec(text);
    if (head) stages.push({ stage: Number(head[2]), from: head[1] === undefined ? undefined : Number(head[1]), steps: [] });
    else stages.at(-1)?.steps.push({ stage: stages.length - 1, line: index + 1, text });
  }
  return stages;
}

/** Whether a line takes a file of the context, by its name or a folder's above it, or by a pattern. */
export function takesFile(text: string, path: string): boolean {
  if (/--from=/.test(text)) return false;
  if (/^RUN --mount=target=\/m,source=dir /.test(text)) return path.startsWith('dir/');
  const sources = /^COPY (?:--\S+ )*(\S+) /.exec(text)?.[1];
  if (sources === undefined || sources.startsWith('<<')) return false;
  if (sources === '*.txt') return /^[^/]*\.txt$/.test(path);
  return sources === '.' || sources === path || (sources === 'dir' && path.startsWith('dir/'));
}
