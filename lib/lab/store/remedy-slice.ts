import type { StateCreator } from 'zustand/vanilla';
import type { ProvenRemedy } from '@/lib/engine/types';
import { strings } from '@/lib/strings';
import type { BuildResult, Remedy, Step } from '@/simulator';
import { applyPatch, laterThan, type WorkspacePatch } from '../file-edits';
import { stepTitle } from '../format';
import { fillText } from '../message';
import { fileAt, type Workspace } from '../workspace';
import { engineFailureOf } from './build-slice';
import type { LabPorts, LabState, RemedySearch, RemedySlice } from './types';
import { UNDO_LIMIT } from './workspace-slice';

const NOTHING: RemedySearch = { kind: 'none' };

export const createRemedySlice =
  (ports: LabPorts): StateCreator<LabState, [], [], RemedySlice> =>
  (set, get) => {
    /** Puts a patched workspace in place so that one undo brings back `start`, whatever was tried before it. */
    const put = (start: Workspace, patch: WorkspacePatch, undo: LabState['undo']): Workspace => {
      const { workspace, inverse } = applyPatch(start, asEdit(patch, start, ports.nowSeconds()));
      set({ workspace, undo: [...undo, { action: strings.lab.actions.remedy, patch: inverse }].slice(-UNDO_LIMIT) });
      return workspace;
    };

    /** Builds the earlier files with the remedy in place; false when the learner went on typing meanwhile, or nothing was built. */
    const rehearse = async (start: Workspace, patch: WorkspacePatch): Promise<boolean> => {
      const rehearsed = put(start, patch, get().undo);
      await get().runBuild(undefined, { grades: false });
      return get().workspace === rehearsed && get().engineFailure === undefined;
    };

    const tryRemedy = async ({ remedy, patch, rehearsal }: ProvenRemedy, asked: Step | undefined): Promise<void> => {
      const { workspace: start, undo } = get();
      if (rehearsal !== undefined && !(await rehearse(start, rehearsal))) return;
      put(start, patch, undo);
      await get().runBuild(undefined);
      const record = get().builds.at(-1);
      const step = record?.result === undefined ? undefined : remediedStep(record.result, remedy, asked);
      if (record === undefined || step === undefined) return;
      set({ tried: { build: record.number, remedy, stepName: stepTitle(step.name), status: step.status } });
      const said = strings.lab.announcements[step.status === 'cached' ? 'remedyHit' : 'remedyMiss'];
      get().announce(fillText(said, { stepName: stepTitle(step.name) }));
    };

    return {
      remedySearch: NOTHING,
      tried: undefined,
      askRemedies: async (stepId) => {
        const build = get().builds.at(-1)?.number;
        if (build === undefined) return;
        const search: RemedySearch = { kind: 'searching', build, stepId };
        set({ remedySearch: search });
        const isWanted = () => get().remedySearch === search;
        try {
          const remedies = await ports.engine.remedies(get().definition.id, stepId);
          if (isWanted()) set({ remedySearch: { kind: 'found', build, stepId, remedies } });
        } catch (error) {
          if (isWanted()) set({ remedySearch: { kind: 'failed', build, stepId, failure: engineFailureOf(error) } });
        }
      },
      stopRemedies: () => {
        const { remedySearch } = get();
        set({ remedySearch: NOTHING });
        if (remedySearch.kind === 'searching') ports.engine.stopRemedies(get().definition.id).catch(() => undefined);
      },
      tryRemedy: async (index) => {
        const { remedySearch, building, builds } = get();
        if (remedySearch.kind !== 'found' || building !== 'no') return;
        const chosen = remedySearch.remedies[index];
        const asked = builds.find(({ number }) => number === remedySearch.build)?.result?.steps.find(({ id }) => id === remedySearch.stepId);
        if (chosen !== undefined) await tryRemedy(chosen, asked);
      },
    };
  };

/** An edit makes a file newer; one that is brought back has its old time. */
function asEdit(patch: WorkspacePatch, start: Workspace, nowSeconds: number): WorkspacePatch {
  const files = Object.entries(patch.files).map(([path, file]) => {
    const before = fileAt(start, path);
    const isEdit = file !== undefined && before !== undefined && file.text !== before.text && file.mtimeSeconds === before.mtimeSeconds;
    return [path, isEdit ? { ...file, mtimeSeconds: laterThan(before, nowSeconds) } : file] as const;
  });
  return { ...patch, files: Object.fromEntries(files) };
}

function remediedStep({ steps }: BuildResult, { line }: Remedy, asked: Step | undefined): Step | undefined {
  const platform = asked?.id.split('/').slice(0, -2).join('/') ?? '';
  return steps.find(({ id, range, instruction }) =>
    line === undefined ? id === asked?.id : range?.startLine === line && instruction !== 'FROM' && id.startsWith(platform),
  );
}
