import type { StateCreator, StoreApi } from 'zustand/vanilla';
import { failureKindOf, failureMessageOf } from '@/lib/engine/failure';
import { strings } from '@/lib/strings';
import type { BuildResult } from '@/simulator';
import { fillText } from '../message';
import { type Guesses, predictable, scorePrediction } from '../predict';
import type { BuildRecord, BuildSlice, EngineFailure, LabPorts, LabState } from './types';

/** As many builds as are kept in a lab's history, and built again after a reload. */
export const HISTORY_LIMIT = 20;

export const createBuildSlice =
  (ports: LabPorts): StateCreator<LabState, [], [], BuildSlice> =>
  (set, get, api) => ({
    builds: [],
    building: 'no',
    engineFailure: undefined,
    pressBuild: async () => {
      // What was built on earlier visits comes first, or this build would find an emptier cache than the learner expects.
      await until(api, (state) => state.storage.kind !== 'loading' && state.building !== 'replaying');
      if (get().building !== 'no') return;
      if (get().definition.prediction === 'off') return get().runBuild(undefined);
      set({ building: 'preparing', engineFailure: undefined });
      await get().analyse();
      set({ building: 'no' });
      const steps = predictable(get().analysis?.steps ?? []);
      // A Dockerfile that does not parse has no steps to guess about: its error is the next thing to see.
      if (steps.length === 0) return get().runBuild(undefined);
      set({ prediction: { kind: 'asking', steps, guesses: {}, missing: [] } });
      get().announce(strings.lab.announcements.asking);
    },
    runBuild: async (guesses, { grades } = { grades: true }) => {
      if (get().building !== 'no') return;
      get().stopRemedies();
      const { definition, workspace } = get();
      const atSeconds = ports.nowSeconds();
      set({ building: 'building', engineFailure: undefined });
      try {
        const result = await ports.engine.build(definition.id, workspace, { nowSeconds: atSeconds });
        const record = recordOf({ number: result.build, atSeconds, workspace }, guesses, result);
        set({ builds: [...get().builds, record].slice(-HISTORY_LIMIT), building: 'no', prediction: { kind: 'none' } });
        if (record.score !== undefined) ports.progress.recordPrediction(definition.id, `${atSeconds}`, record.score);
        get().announce(announcementOf(result, record));
        if (grades && definition.goals.length > 0) await get().grade();
      } catch (error) {
        const failure = engineFailureOf(error);
        set({ building: 'no', engineFailure: failure });
        get().announce(fillText(strings.lab.announcements.engine, { what: strings.lab.engine[failure.kind] }));
      }
    },
    emptyCache: async () => {
      set({ builds: [], goalResults: undefined, gradedBuild: undefined, prediction: { kind: 'none' } });
      get().announce(strings.lab.announcements.cacheEmptied);
      try {
        await ports.engine.reset(get().definition.id);
      } catch (error) {
        set({ engineFailure: engineFailureOf(error) });
      }
    },
    exportImage: async () => {
      try {
        return await ports.engine.exportImage(get().definition.id);
      } catch (error) {
        return { ok: false, message: strings.lab.engine[failureKindOf(error)] };
      }
    },
  });

/** Resolves as soon as the state is so. */
function until(store: Pick<StoreApi<LabState>, 'getState' | 'subscribe'>, holds: (state: LabState) => boolean): Promise<void> {
  if (holds(store.getState())) return Promise.resolve();
  return new Promise((resolve) => {
    const unsubscribe = store.subscribe((state) => {
      if (!holds(state)) return;
      unsubscribe();
      resolve();
    });
  });
}

export function engineFailureOf(error: unknown): EngineFailure {
  return { kind: failureKindOf(error), message: failureMessageOf(error) };
}

/** Adds the result to what was known before, and the score where guesses were made. */
export function recordOf(
  base: Pick<BuildRecord, 'number' | 'atSeconds' | 'workspace'>,
  guesses: Guesses | undefined,
  result: BuildResult,
): BuildRecord {
  if (guesses === undefined) return { ...base, result };
  return { ...base, guesses, score: scorePrediction(result.steps, guesses), result };
}

export interface StepCounts {
  readonly cached: number;
  readonly ran: number;
}

/** Base images are looked up, not executed: they count as neither. */
export function countSteps(result: BuildResult): StepCounts {
  const steps = result.steps.filter((step) => step.instruction !== 'FROM');
  return {
    cached: steps.filter((step) => step.status === 'cached').length,
    ran: steps.filter((step) => step.status === 'ran' || step.status === 'failed').length,
  };
}

function announcementOf(result: BuildResult, record: BuildRecord): string {
  const words = strings.lab.announcements;
  if (!result.ok) return fillText(words.failed, { message: result.error?.message ?? '' });
  const counts = countSteps(result);
  return record.score === undefined ? fillText(words.built, { ...counts }) : fillText(words.builtScore, { ...counts, ...record.score });
}
