import { createStore, get, set, type UseStore } from 'idb-keyval';
import { parseSavedLab, type SavedLab } from './saved-lab';

export type StorageProblem = 'blocked' | 'full';

export type LoadOutcome =
  | { readonly kind: 'found'; readonly saved: SavedLab }
  | { readonly kind: 'nothing' }
  /** Something lies there that cannot be understood; it has been laid aside. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'failed'; readonly problem: StorageProblem };

export type SaveOutcome =
  | { readonly kind: 'saved' }
  /** Another tab had written since this one last looked; what it wrote, which is now overwritten. */
  | { readonly kind: 'saved-over'; readonly other: SavedLab }
  | { readonly kind: 'failed'; readonly problem: StorageProblem };

/** Where labs are kept between visits. Never rejects. */
export interface LabStorage {
  load(labId: string): Promise<LoadOutcome>;
  /** `lastSeen` is the revision that this tab last read or wrote. */
  save(labId: string, lab: SavedLab, lastSeen: number): Promise<SaveOutcome>;
  /** Writes at once, before the page is gone; `load` takes it where it is newer than what was saved. */
  stash(labId: string, lab: SavedLab): void;
}

/** The two operations of a key-value store that are needed; either may reject. */
export interface KeyValuePort {
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<void>;
}

/** The part of `localStorage` that is used: it alone writes before a page is gone. Every call may throw. */
export type StashPort = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function createLabStorage(port: KeyValuePort, stashPort?: StashPort): LabStorage {
  return {
    stash: (labId, lab) => quietly(() => stashPort?.().setItem(stashKeyOf(labId), JSON.stringify(lab))),
    load: async (labId) => {
      const stashed = readStash(labId, stashPort);
      try {
        const value = await withinPatience(port.read(keyOf(labId)));
        if (stashed !== undefined && stashed.revision > (parseSavedLab(value)?.revision ?? -1)) {
          await port.write(keyOf(labId), stashed);
          removeStash(labId, stashPort);
          return { kind: 'found', saved: stashed };
        }
        removeStash(labId, stashPort);
        if (value === undefined) return { kind: 'nothing' };
        const saved = parseSavedLab(value);
        if (saved !== undefined) return { kind: 'found', saved };
        await port.write(`${keyOf(labId)}/unreadable`, value);
        return { kind: 'unreadable' };
      } catch (error) {
        return { kind: 'failed', problem: problemOf(error) };
      }
    },
    save: async (labId, lab, lastSeen) => {
      try {
        const other = parseSavedLab(await port.read(keyOf(labId)));
        await port.write(keyOf(labId), lab);
        return other !== undefined && other.writer !== lab.writer && other.revision > lastSeen ? { kind: 'saved-over', other } : { kind: 'saved' };
      } catch (error) {
        return { kind: 'failed', problem: problemOf(error) };
      }
    },
  };
}

/** IndexedDB, opened at the first use; browsers that refuse it do so then. */
export function indexedDbPort(): KeyValuePort {
  let store: UseStore | undefined;
  const opened = () => {
    store ??= createStore('layerlab', 'labs');
    return store;
  };
  return { read: async (key) => get(key, opened()), write: async (key, value) => set(key, value, opened()) };
}

/** Opening a database can wait for another tab for ever; nobody should wait with it. Milliseconds. */
const PATIENCE_MS = 4_000;

function withinPatience<T>(reading: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('storage did not answer')), PATIENCE_MS);
    reading.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function readStash(labId: string, port: StashPort | undefined): SavedLab | undefined {
  return quietly(() => {
    const text = port?.().getItem(stashKeyOf(labId));
    return text === null || text === undefined ? undefined : parseSavedLab(JSON.parse(text));
  });
}

function removeStash(labId: string, port: StashPort | undefined): void {
  quietly(() => port?.().removeItem(stashKeyOf(labId)));
}

/** What is only a second net may fail without a word: the first one tells. */
function quietly<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function stashKeyOf(labId: string): string {
  return `layerlab:leaving/${labId}`;
}

function keyOf(labId: string): string {
  return `lab/${labId}`;
}

function problemOf(error: unknown): StorageProblem {
  return error instanceof Error && error.name === 'QuotaExceededError' ? 'full' : 'blocked';
}
