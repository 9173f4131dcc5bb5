import { sha256Hex } from '../digest/sha256';
import type { Op, Vertex } from '../llb/types';
import { type LocalAttributes, opJson } from './llb-json';

/** The build graph as provenance lists it. */
export interface BuildSteps {
  /** Inputs before what stands on them; the last one only names the result. */
  readonly steps: readonly BuildStep[];
  /** Number of a vertex's step. */
  readonly indexOf: (vertex: Vertex) => number;
}

export interface BuildStep {
  readonly id: string;
  /** Stands for the digest of BuildKit's own message. */
  readonly digest: string;
  /** Vertices that are this step: equal operations on equal inputs are one. In the order in which they were met. */
  readonly vertices: readonly Vertex[];
  readonly op: object;
  /** `step0:0`. */
  readonly inputs: readonly string[];
}

/** Depth first from the result back (moby/buildkit solver/llbsolver/provenance/buildconfig.go, toBuildSteps). */
export function buildSteps(result: Vertex, local: LocalAttributes): BuildSteps {
  const steps: (BuildStep & { readonly vertices: Vertex[] })[] = [];
  const numbers = new Map<Vertex, number>();
  const byKey = new Map<string, number>();
  const visit = (vertex: Vertex): number => {
    const known = numbers.get(vertex);
    if (known !== undefined) return known;
    const { op, inputs } = inOrder(vertex);
    const made = makeStep(steps.length, opJson(op, local), inputs.map(visit), steps);
    const number = byKey.get(made.digest) ?? steps.push({ ...made, id: `step${steps.length}`, vertices: [] }) - 1;
    byKey.set(made.digest, number);
    numbers.set(vertex, number);
    steps[number]?.vertices.push(vertex);
    return number;
  };
  const last = visit(result);
  const end = makeStep(steps.length, { Op: {} }, [last], steps);
  return { steps: [...steps, { ...end, vertices: [] }], indexOf: (vertex) => numbers.get(vertex) ?? -1 };
}

function makeStep(number: number, op: object, inputs: readonly number[], steps: readonly BuildStep[]): Omit<BuildStep, 'vertices'> {
  const digest = `sha256:${sha256Hex(JSON.stringify([op, inputs.map((input) => steps[input]?.digest)]))}`;
  return { id: `step${number}`, digest, op, inputs: inputs.map((input) => `step${input}:0`) };
}

/** BuildKit numbers a process' inputs as its mounts come, sorted by target; here they are numbered as they were written. */
function inOrder({ op, inputs }: Vertex): { readonly op: Op; readonly inputs: readonly Vertex[] } {
  if (op.kind !== 'exec') return { op, inputs };
  const used = [op.base, ...op.mounts.map((mount) => ('input' in mount ? mount.input : undefined))];
  const order = [...new Set(used.filter((input) => input !== undefined))];
  const renumber = (input: number | undefined) => (input === undefined ? undefined : order.indexOf(input));
  const mounts = op.mounts.map((mount) => ('input' in mount ? { ...mount, input: renumber(mount.input) } : mount));
  return { op: { ...op, base: renumber(op.base), mounts }, inputs: order.flatMap((input) => inputs[input] ?? []) };
}
