import { expect, test } from 'vitest';
import { parseCacheOrigin, parseCacheTarget } from './cache-options';

test.each([
  ['type=local,dest=out', { type: 'local', dest: 'out', mode: 'min' }],
  ['type=local,mode=max,dest=a=b', { type: 'local', dest: 'a=b', mode: 'max' }],
  ['type=inline', { type: 'inline' }],
  ['type=inline,mode=max', undefined],
  ['type=inline,dest=out', undefined],
  ['type=local', undefined],
  ['type=local,dest=', undefined],
  ['type=local,dest=out,mode=all', undefined],
  ['type=local,dest=out,size=1', undefined],
  ['type=registry,ref=a/b:1', undefined],
  ['out', undefined],
  ['', undefined],
])('--cache-to %s', (text, expected) => {
  expect(parseCacheTarget(text)).toEqual(expected);
});

test.each([
  ['type=local,src=in', { src: 'in' }],
  ['src=in', undefined],
  ['type=local,src=', undefined],
  ['type=local,dest=in', undefined],
  ['type=registry,ref=a/b:1', undefined],
])('--cache-from %s', (text, expected) => {
  expect(parseCacheOrigin(text)).toEqual(expected);
});
