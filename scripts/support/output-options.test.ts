import { expect, test } from 'vitest';
import { parseOutput } from './output-options';

test.each([
  ['type=oci,dest=a.tar', { form: 'oci', dest: 'a.tar' }],
  ['type=docker,dest=a.tar,name=app:1', { form: 'docker', dest: 'a.tar', name: 'app:1' }],
  ['type=local,dest=a', undefined],
  ['type=oci', undefined],
  ['type=oci,dest=', undefined],
  ['type=oci,dest=a,name=', undefined],
  ['type=oci,dest=a,compression=zstd', undefined],
  ['a.tar', undefined],
])('--output %s', (text, expected) => {
  expect(parseOutput(text)).toEqual(expected);
});
