import { describe, expect, test } from 'vitest';
import { EMPTY_PROGRESS, parseProgress } from './record';
import { createProgressStore, PROGRESS_KEY, type ProgressStorage, reloadProgress, UNREADABLE_PROGRESS_KEY } from './store';

function memoryStorage(initial: Readonly<Record<string, string>> = {}): ProgressStorage & { readonly items: Map<string, string> } {
  const items = new Map(Object.entries(initial));
  return { items, getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}

const portsFor = (storage: ProgressStorage, nowMs = 5) => ({ storage: () => storage, nowMs: () => nowMs });

describe('progress', () => {
  test('survives a reload', () => {
    const storage = memoryStorage();
    const store = createProgressStore(portsFor(storage));
    store.getState().recordLessonRead('build-cache');
    store.getState().recordQuizAnswer('build-cache', 'q1', false);
    store.getState().recordQuizAnswer('build-cache', 'q1', true);
    store.getState().recordGoalsPassed('build-cache', ['c1']);
    store.getState().recordPrediction('build-cache', '1', { right: 3, total: 4 });
    expect(createProgressStore(portsFor(storage)).getState().record).toEqual({
      version: 1,
      lessons: { 'build-cache': { readAtMs: 5 } },
      quizzes: { 'build-cache': { q1: { firstTryCorrect: false, correct: true, attempts: 2, answeredAtMs: 5 } } },
      goals: { 'build-cache': { c1: 5 } },
      predictions: { 'build-cache': { '1': { right: 3, total: 4, atMs: 5 } } },
    });
  });

  test('two tabs add to each other', () => {
    const storage = memoryStorage();
    const [one, other] = [createProgressStore(portsFor(storage)), createProgressStore(portsFor(storage))];
    one.getState().recordLessonRead('a');
    other.getState().recordLessonRead('b');
    reloadProgress(one, portsFor(storage));
    expect(Object.keys(one.getState().record.lessons)).toEqual(['a', 'b']);
  });

  test('a goal once reached stays reached, with its first time', () => {
    const storage = memoryStorage();
    createProgressStore(portsFor(storage, 1)).getState().recordGoalsPassed('lab', ['c1']);
    createProgressStore(portsFor(storage, 2)).getState().recordGoalsPassed('lab', ['c1', 'c2']);
    expect(createProgressStore(portsFor(storage)).getState().record.goals).toEqual({ lab: { c1: 1, c2: 2 } });
  });

  test.each(['{', '[]', '{"version":2}', '{"version":1,"lessons":{"a":3}}', 'null'])(
    'garbage %s is laid aside and a fresh record begins',
    (garbage) => {
      const storage = memoryStorage({ [PROGRESS_KEY]: garbage });
      const store = createProgressStore(portsFor(storage));
      expect(store.getState().storage).toEqual({ kind: 'started-afresh' });
      store.getState().recordLessonRead('a');
      expect(storage.items.get(UNREADABLE_PROGRESS_KEY)).toBe(garbage);
      expect(parseProgress(storage.items.get(PROGRESS_KEY) ?? '')?.lessons).toEqual({ a: { readAtMs: 5 } });
    },
  );

  test('blocked storage keeps the record in memory and says so', () => {
    const ports = {
      storage: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      nowMs: () => 1,
    };
    const store = createProgressStore(ports);
    store.getState().recordLessonRead('a');
    store.getState().recordLessonRead('b');
    expect(Object.keys(store.getState().record.lessons)).toEqual(['a', 'b']);
    expect(store.getState().storage).toEqual({ kind: 'memory', reason: 'blocked' });
  });

  test('full storage keeps going in memory, and recovers', () => {
    const storage = memoryStorage();
    let full = true;
    const flaky: ProgressStorage = {
      getItem: storage.getItem,
      setItem: (key, value) => {
        if (full) throw new DOMException('quota', 'QuotaExceededError');
        storage.setItem(key, value);
      },
    };
    const store = createProgressStore(portsFor(flaky));
    store.getState().recordLessonRead('a');
    expect(store.getState().storage).toEqual({ kind: 'memory', reason: 'full' });
    full = false;
    store.getState().recordLessonRead('b');
    expect(store.getState().storage).toEqual({ kind: 'stored' });
    expect(Object.keys(parseProgress(storage.items.get(PROGRESS_KEY) ?? '')?.lessons ?? {})).toEqual(['a', 'b']);
  });

  test('an empty record parses', () => expect(parseProgress(JSON.stringify(EMPTY_PROGRESS))).toEqual(EMPTY_PROGRESS));
});
