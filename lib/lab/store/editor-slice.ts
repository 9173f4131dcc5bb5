import type { StateCreator } from 'zustand/vanilla';
import type { LabDefinition } from '../types';
import { fileAt } from '../workspace';
import type { EditorSlice, LabState } from './types';
import { openAtStart } from './workspace-slice';

export const createEditorSlice =
  (definition: LabDefinition): StateCreator<LabState, [], [], EditorSlice> =>
  (set, get) => ({
    ...openAtStart(definition.start.dockerfilePath),
    reveal: undefined,
    openFile: (path, line) => {
      if (fileAt(get().workspace, path) === undefined) return;
      const { openPaths, reveal } = get();
      set({
        openPaths: openPaths.includes(path) ? openPaths : [...openPaths, path],
        activePath: path,
        ...(line === undefined ? {} : { reveal: { path, line, sequence: (reveal?.sequence ?? 0) + 1 } }),
      });
    },
    closeFile: (path) => {
      const { openPaths, activePath } = get();
      const at = openPaths.indexOf(path);
      const left = openPaths.filter((open) => open !== path);
      const neighbour = left[Math.min(Math.max(at, 0), left.length - 1)] ?? '';
      set({ openPaths: left, activePath: activePath === path ? neighbour : activePath });
    },
  });
