import { expect, test } from 'vitest';
import { EMPTY_ENV, type EnvList, envToArray, growEnv, setConfigEnv, setEnv, settleEnv } from './env-list';

test('a name that is set again moves to the end of a list, and keeps its place in a config', () => {
  const list = [...'abca'].reduce((env: EnvList, name, index) => setEnv(env, name, String(index)), EMPTY_ENV);
  expect(envToArray(list)).toEqual(['b=1', 'c=2', 'a=3']);
  expect(setConfigEnv(['a=0', 'ab=1', 'c'], 'a', '3')).toEqual(['a=3', 'ab=1', 'c']);
  expect(setConfigEnv(['a=0', 'ab=1', 'c'], 'c', '3')).toEqual(['a=0', 'ab=1', 'c=3']);
});

test('a list that was handed out does not change when its stage goes on', () => {
  const first = growEnv(growEnv(EMPTY_ENV, 'a', '1'), 'b', '2');
  const kept = settleEnv(first);
  const second = growEnv(first, 'a', '3');
  expect([envToArray(kept), envToArray(second)]).toEqual([
    ['a=1', 'b=2'],
    ['b=2', 'a=3'],
  ]);
  expect([EMPTY_ENV.size, growEnv(second, 'c', '4') === second]).toEqual([0, true]);
});
