import type { StateCreator } from 'zustand/vanilla';
import { engineFailureOf } from './build-slice';
import type { ChecksSlice, LabPorts, LabState } from './types';

export const createChecksSlice =
  (ports: LabPorts): StateCreator<LabState, [], [], ChecksSlice> =>
  (set, get) => ({
    goalResults: undefined,
    gradedBuild: undefined,
    grading: false,
    gradingFailure: undefined,
    grade: async () => {
      const { definition, builds } = get();
      const judged = builds.at(-1);
      if (judged === undefined) return;
      set({ grading: true, gradingFailure: undefined });
      try {
        const goalResults = await ports.engine.grade(definition, judged.workspace);
        // A newer build has its own grading under way.
        if (get().builds.at(-1) !== judged) return;
        set({ goalResults, gradedBuild: judged.number, grading: false });
        const passed = goalResults.filter((goal) => goal.passed).map((goal) => goal.goal);
        if (passed.length > 0) ports.progress.recordGoalsPassed(definition.id, passed);
      } catch (error) {
        set({ grading: false, gradingFailure: engineFailureOf(error) });
      }
    },
  });
