import { expect, test } from 'vitest';
import type { BuildContext } from '../build-types';
import { type SyncedContext, syncContext } from './context-sync';
import { contextTree } from './context-tree';
import { NO_IGNORE_PATTERNS } from './ignore';
import { walkTree } from './tree';
import type { Tree } from './types';

/** Sends contexts one after another, at seconds 1000, 2000, …; directories are of second 10 at home, the root of the time of its build. */
function send(...contexts: readonly Record<string, string>[]): SyncedContext {
  let previous: Tree | undefined;
  let synced: SyncedContext | undefined;
  for (const [index, files] of contexts.entries()) {
    const nowSeconds = (index + 1) * 1000;
    const entries: BuildContext = new Map(Object.entries(files).map(([path, content]) => [path, { kind: 'file', content }]));
    const defaults = { mtimeSeconds: 10, rootMtimeSeconds: nowSeconds };
    previous = contextTree(entries, NO_IGNORE_PATTERNS, previous === undefined ? defaults : { ...defaults, previous });
    synced = syncContext(synced, previous, nowSeconds);
  }
  if (synced === undefined) throw new Error('nothing was sent');
  return synced;
}

const times = ({ copy }: SyncedContext) => [...walkTree(copy)].map(([path, node]) => `${path} @${node.mtimeSeconds}`);

test('the first time everything has the time that it has at home', () => {
  expect(times(send({ 'd/f': '1', 'e/g': '1' }))).toEqual(['d @10', 'd/f @10', 'e @10', 'e/g @10']);
});

test('a directory in which something was written or removed has the time of that build from then on', () => {
  const [first, edited, removed] = [
    { 'd/f': '1', 'd/s/x': '1', 'e/g': '1' },
    { 'd/f': '2', 'd/s/x': '1', 'e/g': '1' },
    { 'd/f': '2', 'e/g': '1', 'e/h': '1' },
  ];
  expect(times(send(first, edited))).toEqual(['d @2000', 'd/f @10', 'd/s @10', 'd/s/x @10', 'e @10', 'e/g @10']);
  expect(times(send(first, edited, removed))).toEqual(['d @3000', 'd/f @10', 'e @3000', 'e/g @10', 'e/h @10']);
});

test('what stays the same stays the same object', () => {
  const files = { 'd/f': '1', 'e/g': '1' };
  const [once, twice] = [send(files), send(files, files)];
  expect(times(twice)).toEqual(times(once));
  const changed = send(files, { ...files, 'd/f': '2' });
  expect(changed.copy.children.get('e')).toBe(changed.sent.children.get('e'));
});

test('a path as deep as Linux allows', () => {
  const path = `${'d/'.repeat(2000)}f`;
  expect(times(send({ [path]: '1' }, { [path]: '2' })).filter((line) => line.endsWith('@2000'))).toHaveLength(1);
});
