import { describe, expect, test } from 'vitest';
import { EMPTY_TREE } from '../fs/tree';
import { type InputKeys, openKeyStore } from './key-store';
import { type CacheRecord, EMPTY_CACHE } from './types';

const record = (key: string, build: number): CacheRecord => ({
  key,
  snapshot: { tree: EMPTY_TREE, parent: undefined, createdSeconds: 0, vertex: key, fidelity: 'exact' },
  run: { durationMs: 0, output: [], commands: [], fidelity: 'exact', notices: [] },
  build,
});

const input = (byDefinition: readonly string[], byContent?: string, selector = ''): InputKeys => ({ selector, byDefinition, byContent });

/** A store with one result for an operation on two inputs. */
function storeWith(inputs: readonly InputKeys[], build = 1) {
  const store = openKeyStore(EMPTY_CACHE);
  const [key = ''] = store.keysFor('op', inputs);
  store.save(record(key, build));
  return { store, key };
}

describe('a result is found', () => {
  const inputs = [input(['a']), input(['b'], 'content:1', 'sel')];

  test('by the keys of all its inputs', () => {
    const { store, key } = storeWith(inputs);
    expect(store.match('op', inputs)).toMatchObject({ keys: [key], via: 'definition', record: { key } });
  });

  test.each<[string, readonly InputKeys[]]>([
    ['one input differs', [input(['x']), input(['b'], 'content:1', 'sel')]],
    ['the inputs have changed places', [input(['b'], 'content:1', 'sel'), input(['a'])]],
    ['a selector differs, and the content too', [input(['a']), input(['b'], 'content:2', 'other')]],
  ])('not when %s', (_name, others) => expect(storeWith(inputs).store.match('op', others)).toBeUndefined());

  test('not for another operation', () => expect(storeWith(inputs).store.match('other', inputs)).toBeUndefined());

  test('by content, whatever the input is called and selected by', () => {
    const { store, key } = storeWith(inputs);
    expect(store.match('op', [input(['a']), input(['elsewhere'], 'content:1', 'other')])).toMatchObject({ keys: [key], via: 'content' });
  });

  test('by a further key once that was linked', () => {
    const { store, key } = storeWith(inputs);
    const later = [input(['a2']), input(['b2'], 'content:3')];
    expect(store.match('op', later)).toBeUndefined();
    store.link('op', later, key);
    expect(store.match('op', later)).toMatchObject({ keys: [key], via: 'definition' });
    expect(store.keysFor('op', later)).toEqual([key]);
  });

  test('by any of the keys of an input', () => {
    const { store, key } = storeWith(inputs);
    expect(store.match('op', [input(['x', 'a']), input(['y', 'b'], undefined, 'sel')])).toMatchObject({ keys: [key] });
  });
});

test('an operation without inputs has itself for key', () => {
  const store = openKeyStore(EMPTY_CACHE);
  expect(store.keysFor('root', [])).toEqual(['root']);
  expect(store.match('root', [])).toBeUndefined();
  store.save(record('root', 1));
  expect(store.match('root', [])).toMatchObject({ keys: ['root'], via: 'definition' });
});

test('of several results the one of the newest build is taken', () => {
  const store = openKeyStore(EMPTY_CACHE);
  const inputs = [input(['a'])];
  for (const [key, build] of [
    ['one', 1],
    ['three', 3],
    ['two', 2],
  ] as const) {
    store.link('op', inputs, key);
    store.save(record(key, build));
  }
  expect(store.match('op', inputs)).toMatchObject({ keys: ['one', 'three', 'two'], record: { key: 'three' } });
});

test('a key without a result is known, and no hit', () => {
  const store = openKeyStore(EMPTY_CACHE);
  const [key = ''] = store.keysFor('op', [input(['a'])]);
  expect(store.match('op', [input(['a'])])).toBeUndefined();
  expect(store.keysFor('op', [input(['a'])])).toEqual([key]);
});

test('the cache below is never changed, and shared as long as nothing is added', () => {
  const store = openKeyStore(EMPTY_CACHE);
  expect(store.links()).toBe(EMPTY_CACHE.links);
  expect(store.records()).toBe(EMPTY_CACHE.records);
  store.keysFor('op', [input(['a'])]);
  store.save(record('k', 1));
  expect([EMPTY_CACHE.links.size, EMPTY_CACHE.records.size]).toEqual([0, 0]);
  const links = store.links();
  store.link('op', [input(['a'])], [...(links.values().next().value ?? [])][0] ?? '');
  expect(store.links()).toBe(links);
});
