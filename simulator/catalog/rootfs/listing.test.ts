import { expect, test } from 'vitest';
import { mergedPath, parseListing } from './listing';

test('files, modes, links and names with blanks', () => {
  const listing = ['/bin', 'su 71912 4755', 'dash 125640 x', 'sh >dash', '/usr/share/doc/a b', 'a 5', 'read me 12'].join('\n');
  expect(parseListing(listing)).toEqual([
    { kind: 'file', path: '/usr/bin/su', sizeBytes: 71_912, mode: 0o4755 },
    { kind: 'file', path: '/usr/bin/dash', sizeBytes: 125_640, mode: 0o755 },
    { kind: 'symlink', path: '/usr/bin/sh', target: 'dash' },
    { kind: 'file', path: '/usr/share/doc/a b/a', sizeBytes: 5, mode: 0o644 },
    { kind: 'file', path: '/usr/share/doc/a b/read me', sizeBytes: 12, mode: 0o644 },
  ]);
  expect(parseListing('')).toEqual([]);
});

test.each([
  ['/lib/x', '/usr/lib/x'],
  ['/lib64', '/usr/lib64'],
  ['/library/x', '/library/x'],
])('%s lies at %s', (path, place) => {
  expect(mergedPath(path)).toBe(place);
});
