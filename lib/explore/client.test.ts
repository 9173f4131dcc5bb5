import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createCatalogLoader } from '@/lib/engine/catalog-loader';
import { createEngineCore } from '@/lib/engine/core';
import { engineFailure, failureKindOf } from '@/lib/engine/failure';
import { simulatorPorts } from '@/lib/engine/simulator-ports';
import { partFileName } from '@/simulator/catalog/parts';
import { createArchiveSession } from './archive-session';
import { type ArchiveConnection, openArchive } from './client';
import { buildExample } from './example';
import type { ArchiveSession, FileQuery } from './types';

function connectionTo(session: ArchiveSession, failed: Promise<Error> = new Promise(() => undefined)) {
  const log = { ended: 0 };
  const connect = (): ArchiveConnection => ({ session, failed, end: () => void log.ended++ });
  return { log, connect };
}

const NEVER: ArchiveSession = { open: () => new Promise(() => undefined), files: () => new Promise(() => undefined) };
const idle = { signal: new AbortController().signal, onProgress: () => undefined };
const ALL: FileQuery = { image: 0, scope: 'merged', folder: '', search: '', filter: 'all', sort: 'name', offset: 0, limit: 100 };

test('the example goes the way of any file: waste, changes and listings are found in it', async () => {
  const loader = createCatalogLoader(async (name) => JSON.parse(await readFile(`public/catalog/${partFileName(name)}`, 'utf8')));
  const file = await buildExample(createEngineCore(simulatorPorts(loader, {})));
  const told: number[] = [];
  const { connect } = connectionTo(createArchiveSession());
  const reader = await openArchive(file, { ...idle, onProgress: (bytes) => void told.push(bytes), connect });
  if (!reader.result.ok) throw new Error(JSON.stringify(reader.result.error));
  const { images, notes, form, sizeBytes } = reader.result.archive;
  expect([form, notes, sizeBytes]).toEqual(['oci-layout', [], file.size]);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.length).toBeGreaterThan(1);
  const [image] = images;
  expect(image?.config.Cmd).toEqual(['httpd', '-f', '-p', '8080']);
  expect(image?.waste.largest[0]).toMatchObject({ path: 'srv/import.log', replaced: false });
  expect(image?.layers.at(-2)?.changes).toMatchObject({ removed: 2 });
  expect(image?.waste.largest.map(({ path }) => path)).toContain('etc/passwd');
  const page = await reader.files({ ...ALL, folder: 'srv' });
  expect(page.rows.map(({ path }) => path)).toEqual(['srv/bin', 'srv/index.html', 'srv/status.txt', 'srv/tides.csv']);
}, 30_000);

describe('what is no image', () => {
  test.each([
    ['nothing at all', new Blob([]), { kind: 'not-a-tar' }],
    ['text', new Blob(['FROM alpine\n'.repeat(100)]), { kind: 'not-a-tar' }],
    ['a tar of something else', new Blob([new Uint8Array(10_240)]), { kind: 'not-an-image' }],
  ])('%s', async (_, file, error) => {
    const { connect, log } = connectionTo(createArchiveSession());
    const { result } = await openArchive(file, { ...idle, connect });
    expect(result).toMatchObject({ ok: false, error });
    expect(log.ended).toBe(1);
  });

  test('a file that the browser cannot read', async () => {
    const file = new Blob(['x']);
    file.stream = () => new ReadableStream({ start: (controller) => controller.error(new Error('it moved')) });
    const { connect } = connectionTo(createArchiveSession());
    expect((await openArchive(file, { ...idle, connect })).result).toEqual({ ok: false, error: { kind: 'unreadable', detail: 'it moved' } });
  });
});

describe('a worker that ends', () => {
  test('given up: rejects with the reason, and the worker is gone', async () => {
    const { connect, log } = connectionTo(NEVER);
    const controller = new AbortController();
    const opening = openArchive(new Blob([]), { ...idle, signal: controller.signal, connect });
    controller.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(log.ended).toBe(1);
    await expect(openArchive(new Blob([]), { ...idle, signal: controller.signal, connect })).rejects.toMatchObject({ name: 'AbortError' });
    expect(log.ended).toBe(1);
  });

  test('it did not start', async () => {
    const { connect, log } = connectionTo(NEVER, Promise.resolve(engineFailure('not-started', 'no script')));
    const error = await openArchive(new Blob([]), { ...idle, connect }).catch((reason: unknown) => reason);
    expect([failureKindOf(error), log.ended]).toEqual(['not-started', 1]);
  });
});
