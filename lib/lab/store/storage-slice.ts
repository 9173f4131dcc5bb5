import type { StateCreator } from 'zustand/vanilla';
import { strings } from '@/lib/strings';
import { patchBetween } from '../file-edits';
import type { SavedLab } from '../saved-lab';
import { fileAt } from '../workspace';
import { recordOf } from './build-slice';
import type { BuildRecord, LabPorts, LabState, StorageSlice } from './types';

export const createStorageSlice =
  (ports: LabPorts): StateCreator<LabState, [], [], StorageSlice> =>
  (set, get) => {
    /** The newest revision that this tab knows of. */
    let lastSeen = 0;
    let written: SavedLab | undefined;

    const snapshot = (): SavedLab => {
      const { workspace, openPaths, activePath, builds } = get();
      return {
        version: 1,
        workspace,
        openPaths: [...openPaths],
        activePath,
        builds: builds.map((build) => savedBuild(build)),
        writer: ports.writer,
        revision: lastSeen + 1,
      };
    };

    return {
      storage: { kind: 'loading' },
      storageNotice: undefined,
      dismissStorageNotice: () => set({ storageNotice: undefined }),
      restore: async () => {
        const outcome = await ports.storage.load(get().definition.id);
        if (outcome.kind === 'failed') return set({ storage: { kind: 'failed', problem: outcome.problem } });
        if (outcome.kind === 'unreadable') return set({ storage: { kind: 'idle' }, storageNotice: 'unreadable' });
        if (outcome.kind === 'nothing') return set({ storage: { kind: 'idle' } });
        const { saved } = outcome;
        lastSeen = saved.revision;
        written = saved;
        const typedAlready = get().workspace !== get().definition.start;
        set({
          storage: { kind: 'saved' },
          builds: saved.builds.map((build, index): BuildRecord => ({ number: index + 1, ...build })),
          ...(typedAlready ? {} : { workspace: saved.workspace, openPaths: saved.openPaths, activePath: saved.activePath }),
        });
        if (typedAlready) offerFiles(saved, strings.lab.actions.lastVisit, set, get);
        await replayHistory(ports, set, get);
      },
      save: async (leaving = false) => {
        const { storage, definition } = get();
        if (storage.kind === 'loading' || !hasChanges(get(), written)) return;
        const lab = snapshot();
        if (leaving) ports.storage.stash(definition.id, lab);
        set({ storage: { kind: 'saving' } });
        const outcome = await ports.storage.save(definition.id, lab, lastSeen);
        if (outcome.kind === 'failed') return set({ storage: { kind: 'failed', problem: outcome.problem } });
        lastSeen = Math.max(lab.revision, outcome.kind === 'saved-over' ? outcome.other.revision : 0);
        written = lab;
        set({ storage: { kind: 'saved' } });
        if (outcome.kind === 'saved-over' && offerFiles(outcome.other, strings.lab.actions.otherTab, set, get)) set({ storageNotice: 'other-tab' });
      },
    };
  };

type Set = (state: Partial<LabState>) => void;

async function replayHistory(ports: LabPorts, set: Set, get: () => LabState): Promise<void> {
  const { builds, definition } = get();
  if (builds.length === 0) return;
  set({ building: 'replaying' });
  try {
    const results = await ports.engine.replay(
      definition.id,
      builds.map((build) => build.workspace),
      builds.map((build) => ({ nowSeconds: build.atSeconds })),
    );
    const replayed = builds.map((build, index) => {
      const result = results[index];
      return result === undefined ? build : recordOf({ ...build, number: result.build }, build.guesses, result);
    });
    set({ builds: replayed, building: 'no' });
    if (definition.goals.length > 0) await get().grade();
  } catch {
    // The files are there, which is what counts; the next build meets the same engine and says what is wrong with it.
    set({ building: 'no' });
  }
}

/** Files from elsewhere become an undo entry: one press swaps them in, and nothing of either side is lost. Answers whether there was any need. */
function offerFiles(other: SavedLab, action: string, set: Set, get: () => LabState): boolean {
  const patch = patchBetween(get().workspace, other.workspace);
  const differing = Object.entries(patch.files).filter(([path, file]) => JSON.stringify(file) !== JSON.stringify(fileAt(get().workspace, path)));
  if (differing.length > 0) set({ undo: [...get().undo, { action, patch: { files: Object.fromEntries(differing) } }] });
  return differing.length > 0;
}

function savedBuild({ atSeconds, workspace, guesses }: BuildRecord): SavedLab['builds'][number] {
  return { atSeconds, workspace, ...(guesses === undefined ? {} : { guesses }) };
}

function hasChanges(state: LabState, written: SavedLab | undefined): boolean {
  if (written === undefined) return state.workspace !== state.definition.start || state.builds.length > 0;
  return (
    JSON.stringify([written.workspace, written.openPaths, written.activePath, written.builds.map((build) => build.atSeconds)]) !==
    JSON.stringify([state.workspace, state.openPaths, state.activePath, state.builds.map((build) => build.atSeconds)])
  );
}
