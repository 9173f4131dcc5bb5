import { expect, test } from 'vitest';
import { firstUnwritten } from './unwritten';
import type { Workspace, WorkspaceEdit } from './workspace';

const WORKSPACE: Workspace = { version: 1, files: { a: { text: '1' }, b: { text: '2' } }, dockerfilePath: 'a', buildArgs: {} };
const write = (path: string, text: string): WorkspaceEdit => ({ kind: 'write', path, text });

test.each<[string, readonly WorkspaceEdit[], string | undefined]>([
  ['all is there', [write('a', '1'), write('b', '2')], undefined],
  ['a text is another', [write('a', '1'), write('b', '3')], 'b'],
  ['a file is missing', [write('c', '')], 'c'],
  ['an inherited name is no file', [write('constructor', '')], 'constructor'],
])('%s', (_, edits, path) => expect(firstUnwritten(WORKSPACE, edits)).toBe(path));
