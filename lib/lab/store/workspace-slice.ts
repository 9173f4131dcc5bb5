import type { StateCreator } from 'zustand/vanilla';
import { strings } from '@/lib/strings';
import {
  addFile,
  applyPatch,
  chmodExecutable,
  deleteFile,
  type FileOutcome,
  patchBetween,
  renameFile,
  touchFile,
  type WorkspacePatch,
  withText,
} from '../file-edits';
import { fillText } from '../message';
import type { LabDefinition } from '../types';
import type { EditProblem, LabPorts, LabState, WorkspaceSlice } from './types';

/** As many edits as can be taken back. */
export const UNDO_LIMIT = 20;

export const createWorkspaceSlice =
  (definition: LabDefinition, ports: LabPorts): StateCreator<LabState, [], [], WorkspaceSlice> =>
  (set, get) => {
    const words = strings.lab;
    const announce = (text: string) => set({ announcement: { sequence: get().announcement.sequence + 1, text } });

    /** Applies a patch; with an action it can be undone. */
    const apply = (patch: WorkspacePatch, action?: string) => {
      const { workspace, inverse } = applyPatch(get().workspace, patch);
      set({ workspace, ...(action === undefined ? {} : { undo: [...get().undo, { action, patch: inverse }].slice(-UNDO_LIMIT) }) });
    };

    /** What the newest entry of one stack replaces goes onto the other, so that going back loses nothing typed since. */
    const swap = (from: 'undo' | 'redo', to: 'undo' | 'redo', said: string) => {
      const entry = get()[from].at(-1);
      if (entry === undefined) return;
      const { workspace, inverse } = applyPatch(get().workspace, entry.patch);
      const [rest, other] = [get()[from].slice(0, -1), [...get()[to], { action: entry.action, patch: inverse }].slice(-UNDO_LIMIT)];
      set(from === 'undo' ? { workspace, undo: rest, redo: other } : { workspace, undo: other, redo: rest });
      announce(said);
    };

    const tryOut = (outcome: FileOutcome, said: string, action?: string): EditProblem | undefined => {
      if (!outcome.ok) return { problem: outcome.problem, path: outcome.path };
      apply(outcome.patch, action);
      announce(said);
      return undefined;
    };

    return {
      workspace: definition.start,
      undo: [],
      redo: [],
      announcement: { sequence: 0, text: '' },
      announce,
      editText: (path, text) => {
        const workspace = withText(get().workspace, path, text, ports.nowSeconds());
        if (workspace !== get().workspace) set({ workspace });
      },
      addFile: (path, text = '') => {
        const outcome = addFile(get().workspace, path, text, ports.nowSeconds());
        const created = outcome.ok ? (Object.keys(outcome.patch.files)[0] ?? path) : path;
        const problem = tryOut(outcome, fillText(words.announcements.added, { path: created }));
        if (problem === undefined) get().openFile(created);
        return problem;
      },
      renameFile: (from, to) => {
        const outcome = renameFile(get().workspace, from, to);
        const renamed = outcome.ok ? (Object.keys(outcome.patch.files).find((path) => path !== from) ?? from) : to;
        const { openPaths, activePath } = get();
        const problem = tryOut(outcome, fillText(words.announcements.renamed, { from, to: renamed }), fillText(words.actions.rename, { path: from }));
        const follow = (path: string) => (path === from ? renamed : path);
        if (problem === undefined) set({ openPaths: openPaths.map(follow), activePath: follow(activePath) });
        return problem;
      },
      deleteFile: (path) => {
        const problem = tryOut(
          deleteFile(get().workspace, path),
          fillText(words.announcements.deleted, { path }),
          fillText(words.actions.delete, { path }),
        );
        if (problem === undefined) get().closeFile(path);
        return problem;
      },
      touchFile: (path) => tryOut(touchFile(get().workspace, path, ports.nowSeconds()), fillText(words.announcements.touched, { path })),
      setExecutable: (path, executable) => {
        const said = executable ? words.announcements.executable : words.announcements.notExecutable;
        return tryOut(chmodExecutable(get().workspace, path, executable), fillText(said, { path }));
      },
      setBuildArg: (name, value) => {
        const { [name]: _old, ...others } = get().workspace.buildArgs;
        apply({ files: {}, buildArgs: value === undefined ? others : { ...others, [name]: value } });
        announce(fillText(words.announcements.buildArg, { name }));
      },
      setNoCache: (noCache) => {
        apply({ files: {}, noCache });
        announce(words.announcements[noCache === 'none' ? 'cacheUsed' : 'cacheNotUsed']);
      },
      applyScene: async (sceneId) => {
        const scene = definition.scenes.find((candidate) => candidate.id === sceneId);
        if (scene === undefined) return undefined;
        const applyEdits = await ports.loadApplyEdits();
        const outcome = applyEdits(get().workspace, scene.edits);
        if (!outcome.ok) return outcome.reason;
        const patch = patchBetween(get().workspace, outcome.value);
        const paths = [...Object.keys(patch.files), ...(patch.buildArgs === undefined ? [] : Object.keys(patch.buildArgs))].join(', ');
        apply(patch, fillText(words.actions.scene, { title: scene.title }));
        announce(fillText(paths === '' ? words.announcements.sceneNothing : words.announcements.scene, { title: scene.title, paths }));
        return undefined;
      },
      resetFiles: () => {
        apply(patchBetween(get().workspace, definition.start), words.actions.reset);
        set({ ...openAtStart(get().workspace.dockerfilePath), prediction: { kind: 'none' } });
        announce(words.announcements.reset);
      },
      undoLast: () => swap('undo', 'redo', words.announcements.undone),
      redoLast: () => swap('redo', 'undo', words.announcements.redone),
    };
  };

/** The editor as it stands when a lab begins: the Dockerfile, nothing else. */
export function openAtStart(dockerfilePath: string): Pick<LabState, 'openPaths' | 'activePath'> {
  return { openPaths: [dockerfilePath], activePath: dockerfilePath };
}
