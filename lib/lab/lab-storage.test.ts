import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLabStorage } from './lab-storage';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a database that never opens is not waited for', async () => {
  const storage = createLabStorage({ read: () => new Promise(() => undefined), write: async () => undefined });
  const loading = storage.load('lab');
  await vi.advanceTimersByTimeAsync(5000);
  expect(await loading).toEqual({ kind: 'failed', problem: 'blocked' });
});
