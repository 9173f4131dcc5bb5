import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  EMPTY_PROGRESS,
  type PredictionScore,
  type ProgressRecord,
  parseProgress,
  withGoalsPassed,
  withLessonRead,
  withPrediction,
  withQuizAnswer,
} from './record';

/** `memory` holds only until the page is left: why is in `reason`. */
export type ProgressStorageState =
  | { readonly kind: 'stored' }
  | { readonly kind: 'memory'; readonly reason: 'blocked' | 'full' }
  /** What was stored could not be read; it lies aside under another key and a fresh record has begun. */
  | { readonly kind: 'started-afresh' };

export interface ProgressState {
  readonly record: ProgressRecord;
  readonly storage: ProgressStorageState;
  recordLessonRead(lesson: string): void;
  recordQuizAnswer(quiz: string, question: string, correct: boolean): void;
  recordGoalsPassed(lab: string, goals: readonly string[]): void;
  recordPrediction(game: string, round: string, score: Omit<PredictionScore, 'atMs'>): void;
}

/** The part of `localStorage` that is used; every call may throw, as the real one does when it is blocked or full. */
export type ProgressStorage = Pick<Storage, 'getItem' | 'setItem'>;

export interface ProgressPorts {
  /** Throws where the browser refuses storage altogether. */
  readonly storage: () => ProgressStorage;
  readonly nowMs: () => number;
}

export const PROGRESS_KEY = 'layerlab:progress';
export const UNREADABLE_PROGRESS_KEY = 'layerlab:progress:unreadable';

export type ProgressStore = StoreApi<ProgressState>;

/**
 * The learner's record, the same in every tab: each change reads what is stored, adds to it and writes it back at once, so that
 * two open tabs never undo each other. Other tabs' changes arrive through `reloadProgress`.
 */
export function createProgressStore(ports: ProgressPorts): ProgressStore {
  const store = createStore<ProgressState>()((set, get) => {
    const change = (update: (record: ProgressRecord) => ProgressRecord) => {
      const stored = readStored(ports);
      const base = stored.storage.kind === 'memory' || get().storage.kind === 'memory' ? get().record : stored.record;
      const record = update(base);
      set({ record, storage: write(ports, record, get().storage) });
    };
    return {
      record: EMPTY_PROGRESS,
      storage: { kind: 'stored' },
      recordLessonRead: (lesson) => change((record) => withLessonRead(record, lesson, ports.nowMs())),
      recordQuizAnswer: (quiz, question, correct) => change((record) => withQuizAnswer(record, quiz, question, correct, ports.nowMs())),
      recordGoalsPassed: (lab, goals) => change((record) => withGoalsPassed(record, lab, goals, ports.nowMs())),
      recordPrediction: (game, round, score) => change((record) => withPrediction(record, game, round, { ...score, atMs: ports.nowMs() })),
    };
  });
  // After creation, so that the initial state, which hydration compares with the server's HTML, is the empty record.
  store.setState(readStored(ports));
  return store;
}

/** Takes over what another tab has written. */
export function reloadProgress(store: ProgressStore, ports: ProgressPorts): void {
  if (store.getState().storage.kind === 'memory') return;
  store.setState({ record: readStored(ports).record });
}

function readStored(ports: ProgressPorts): Pick<ProgressState, 'record' | 'storage'> {
  try {
    const storage = ports.storage();
    const text = storage.getItem(PROGRESS_KEY);
    if (text === null) return { record: EMPTY_PROGRESS, storage: { kind: 'stored' } };
    const record = parseProgress(text);
    if (record !== undefined) return { record, storage: { kind: 'stored' } };
    storage.setItem(UNREADABLE_PROGRESS_KEY, text);
    return { record: EMPTY_PROGRESS, storage: { kind: 'started-afresh' } };
  } catch {
    return { record: EMPTY_PROGRESS, storage: { kind: 'memory', reason: 'blocked' } };
  }
}

function write(ports: ProgressPorts, record: ProgressRecord, before: ProgressStorageState): ProgressStorageState {
  try {
    ports.storage().setItem(PROGRESS_KEY, JSON.stringify(record));
    return before.kind === 'memory' ? { kind: 'stored' } : before;
  } catch (error) {
    const full = error instanceof Error && error.name === 'QuotaExceededError';
    return { kind: 'memory', reason: full ? 'full' : 'blocked' };
  }
}
