import { expect, test } from 'vitest';
import { buildImage, EMPTY_CACHE } from '../index';
import { recordedCatalog } from '../testing/build-file';
import { loadCatalog } from '../testing/image-sandbox';

/** Fidelity of the last step, and of the last layer. */
async function fidelityOf(dockerfile: string, catalog = recordedCatalog()): Promise<readonly unknown[]> {
  const { result } = await buildImage({
    context: new Map([['Dockerfile', { kind: 'file', content: dockerfile }]]),
    cache: EMPTY_CACHE,
    catalog,
    nowSeconds: 1_787_000_000,
  });
  return [result.steps.at(-1)?.fidelity, result.images[0]?.layers.at(-1)?.fidelity];
}

test('a step whose bytes are all known is exact, on whatever base', async () => {
  expect(await fidelityOf('FROM busybox:1.36\nRUN echo hi > /x\n')).toEqual(['exact', 'exact']);
  expect(await fidelityOf('FROM node:20-slim\nRUN echo hi > /x\n', loadCatalog(['node:20-slim']))).toEqual(['exact', 'exact']);
});

test('a step that takes a stand-in into its layer is modelled', async () => {
  expect(await fidelityOf('FROM node:20-slim\nRUN cp /usr/local/bin/node /copy\n', loadCatalog(['node:20-slim']))).toEqual(['modelled', 'modelled']);
  expect(await fidelityOf('FROM node:20-slim\nRUN chmod 700 /usr/local/bin/node\n', loadCatalog(['node:20-slim']))).toEqual(['modelled', 'modelled']);
});

test('so is one that takes a file of which only the hash is known', async () => {
  expect(await fidelityOf('FROM busybox:1.36\nRUN cp /bin/busybox /copy\n')).toEqual(['modelled', 'modelled']);
});

test('zeros are known bytes', async () => {
  expect(await fidelityOf('FROM busybox:1.36\nRUN dd if=/dev/zero of=/z bs=1M count=8\n')).toEqual(['exact', 'exact']);
});
