/**
 * A stand-in engine for unit tests of stores and panels: every line of the Dockerfile but FROM is a step, cached when it and all
 * above it were built before, a COPY also looking at the text of every file. Never part of the site.
 */
import type { GoalResult } from '@/lib/lab/types';
import type { Workspace } from '@/lib/lab/workspace';
import type { BuildResult, Step } from '@/simulator';
import type { Analysis, Engine, PlannedStep } from './types';

export function createFakeEngine(overrides: Partial<Engine> = {}): Engine & { readonly calls: string[] } {
  const seen = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  const calls: string[] = [];
  const build = (labId: string, workspace: Workspace): BuildResult => {
    const keys = seen.get(labId) ?? new Set<string>();
    seen.set(labId, keys);
    const number = (counts.get(labId) ?? 0) + 1;
    counts.set(labId, number);
    let prefix = '';
    const steps = planned(workspace).map((plan): Step => {
      prefix += `|${plan.name}${plan.instruction === 'COPY' ? JSON.stringify(workspace.files) : ''}`;
      const status = keys.has(prefix) ? 'cached' : 'ran';
      keys.add(prefix);
      return fakeStep({ id: plan.id, name: plan.name, instruction: plan.instruction, status });
    });
    return fakeResult({ steps, build: number });
  };
  return {
    calls,
    analyse: async (workspace): Promise<Analysis> => ({ diagnostics: [], steps: planned(workspace) }),
    build: async (labId, workspace) => {
      calls.push('build');
      return build(labId, workspace);
    },
    replay: async (labId, workspaces) => {
      calls.push(`replay ${workspaces.length}`);
      seen.delete(labId);
      counts.delete(labId);
      return workspaces.map((workspace) => build(labId, workspace));
    },
    reset: async (labId) => {
      calls.push('reset');
      seen.delete(labId);
      counts.delete(labId);
    },
    grade: async (lab, workspace): Promise<readonly GoalResult[]> => {
      calls.push('grade');
      return lab.goals.map((goal) => ({ goal: goal.id, passed: (workspace.files.Dockerfile?.text ?? '').includes('npm ci') }));
    },
    remedies: async () => [],
    stopRemedies: async () => undefined,
    exportImage: async () => ({ ok: false, message: 'there is no image' }),
    ...overrides,
  };
}

function planned(workspace: Workspace): readonly PlannedStep[] {
  const lines = (workspace.files[workspace.dockerfilePath]?.text ?? '').split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => ({
    id: `linux/amd64/0/${index}`,
    name: `[${index + 1}/${lines.length}] ${line}`,
    instruction: line.split(' ')[0] ?? '',
    startLine: index + 1,
  }));
}

export function fakeStep(parts: Partial<Step> & Pick<Step, 'id' | 'name' | 'status'>): Step {
  return {
    stage: '0',
    stageIndex: 0,
    instruction: 'RUN',
    why: { causes: [parts.status === 'cached' ? { kind: 'same-key', build: 1 } : { kind: 'never-built' }], chain: [] },
    durationMs: parts.status === 'ran' ? 1000 : 0,
    fidelity: 'exact',
    notices: [],
    output: [],
    commands: [],
    inputs: [],
    ...parts,
  };
}

export function fakeResult(parts: Partial<BuildResult> = {}): BuildResult {
  const { steps = [] } = parts;
  return {
    ok: true,
    steps,
    warnings: [],
    images: [],
    contextSent: { files: 1, bytes: 10 },
    durationMs: steps.reduce((sum, step) => sum + step.durationMs, 0),
    build: 1,
    ...parts,
  };
}
