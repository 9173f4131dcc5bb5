import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesContent, contentKey } from './content';
import { type ChecksumSelector, checksumSources } from './content-checksum';
import { editTree } from './editor';
import { buildTree, type TreeEntry, walkTree } from './tree';
import type { Tree, TreeEditor } from './types';

const TREE = buildTree(
  ['a.txt', 'b.txt', 'd/one.md', 'd/s/two.js', 'd/s/three.js', 'other/x']
    .map((path): TreeEntry => ({ kind: 'file', path, content: bytesContent(path) }))
    .concat(
      { kind: 'symlink', path: 'link', target: 'a.txt' },
      { kind: 'symlink', path: 'dlink', target: 'd' },
      { kind: 'symlink', path: 'd/gone', target: 'nowhere' },
      { kind: 'directory', path: 'empty' },
    ),
);

function select(path: string, more: Partial<ChecksumSelector> = {}): ChecksumSelector {
  return { path, wildcard: /[*?[]/.test(path), followLinks: true, includePatterns: [], excludePatterns: [], requiredPaths: [], ...more };
}

function digest(tree: Tree, ...selectors: readonly ChecksumSelector[]): string {
  const checksum = checksumSources(tree, selectors);
  return checksum.ok ? checksum.digest : checksum.message;
}

function edited(change: (editor: TreeEditor) => unknown): Tree {
  const editor = editTree(TREE, { uid: 0, gid: 0, nowSeconds: 99 });
  change(editor);
  return editor.commit();
}

const WHOLE = select('/');
const JS = select('/', { includePatterns: ['**/*.js'] });
const NO_MD = select('/', { excludePatterns: ['**/*.md'] });

/** Whether an edit is a change for a source. */
const cases: [string, (editor: TreeEditor) => unknown, [ChecksumSelector, boolean][]][] = [
  [
    'the same bytes again',
    (editor) => editor.write('/a.txt', 'a.txt'),
    [
      [WHOLE, false],
      [select('/a.txt'), false],
      [select('/*.txt'), false],
    ],
  ],
  [
    'a new time',
    (editor) => editor.utimes('/d/one.md', 5),
    [
      [WHOLE, false],
      [select('/d'), false],
    ],
  ],
  [
    'other bytes',
    (editor) => editor.write('/a.txt', 'A.txt'),
    [
      [WHOLE, true],
      [select('/a.txt'), true],
      [select('/b.txt'), false],
      [select('/*.txt'), true],
      [select('/link'), true],
      [JS, false],
    ],
  ],
  [
    'a mode',
    (editor) => editor.chmod('/a.txt', 0o755),
    [
      [WHOLE, true],
      [select('/a.txt'), true],
    ],
  ],
  ['an owner', (editor) => editor.chown('/a.txt', { uid: 1 }), [[WHOLE, true]]],
  [
    'a mode of a directory',
    (editor) => editor.chmod('/d', 0o700),
    [
      [WHOLE, true],
      [select('/d'), true],
      [select('/d/one.md'), false],
      [select('/d*'), true],
      [JS, true],
      [select('/o*'), false],
    ],
  ],
  [
    'an empty directory',
    (editor) => editor.mkdir('/d/new'),
    [
      [WHOLE, true],
      [select('/d'), true],
      [JS, false],
      [NO_MD, true],
    ],
  ],
  [
    'a new name',
    (editor) => editor.rename('/d/s/two.js', '/d/s/zwei.js'),
    [
      [WHOLE, true],
      [JS, true],
      [select('/d/s/three.js'), false],
    ],
  ],
  [
    'the target of a link',
    (editor) => [editor.remove('/d/gone'), editor.symlink('elsewhere', '/d/gone')],
    [
      [WHOLE, true],
      [select('/d'), true],
    ],
  ],
  // A link at the top of a source with patterns counts as what it leads to, here a directory with an excluded file.
  [
    'an excluded file',
    (editor) => editor.write('/d/one.md', 'new'),
    [
      [NO_MD, true],
      [WHOLE, true],
      [select('/d', { excludePatterns: ['one.md'] }), false],
    ],
  ],
  [
    'a new match',
    (editor) => editor.write('/c.txt', ''),
    [
      [select('/*.txt'), true],
      [select('/a*'), false],
    ],
  ],
  [
    'through a linked directory',
    (editor) => editor.write('/d/one.md', 'new'),
    [
      [select('/dlink'), true],
      [select('/dlink/one.md'), true],
      [select('/dlink/*.md'), true],
      [select('/dlink/s'), false],
    ],
  ],
];

describe.each(cases)('%s', (_, change, expected) => {
  const tree = edited(change);
  test.each(
    expected.map(([selector, changes]) => ({ selector, changes, title: `${selector.path} ${selector.includePatterns} ${selector.excludePatterns}` })),
  )('$title: $changes', ({ selector, changes }) => {
    expect(digest(tree, selector) !== digest(TREE, selector)).toBe(changes);
  });
});

describe('what is found', () => {
  test('a missing source is named as it was asked for', () => {
    expect(digest(TREE, select('/absent.txt'))).toBe('"/absent.txt": not found');
    expect(digest(TREE, select('/a.txt'), select('/x/../y'))).toBe('"/y": not found');
    expect(digest(TREE, select('/d/gone'))).toBe('"/d/gone": not found');
  });

  test('a wildcard may match nothing, a required path may not', () => {
    expect(checksumSources(TREE, [select('/*.absent')])).toMatchObject({ ok: true, files: new Map() });
    expect(digest(TREE, select('/', { includePatterns: ['d/none'], requiredPaths: ['/d/none'] }))).toBe('"/d/none": not found');
    expect(digest(TREE, select('/', { includePatterns: ['d/s'], requiredPaths: ['/d/s'] }))).toMatch(/^[0-9a-f]{64}$/);
  });

  test('scratch has a root and nothing in it', () => {
    expect(checksumSources(undefined, [select('/')])).toMatchObject({ ok: true });
    expect(checksumSources(undefined, [select('/a')])).toEqual({ ok: false, message: '/a: no such file or directory' });
  });

  test('a single named file counts by content, not by name; of several the names count', () => {
    const renamed = edited((editor) => editor.rename('/a.txt', '/z.txt'));
    expect(digest(renamed, select('/z.txt'))).toBe(digest(TREE, select('/a.txt')));
    expect(digest(renamed, select('/*.txt'))).not.toBe(digest(TREE, select('/*.txt')));
  });

  const names = (selector: ChecksumSelector) => {
    const checksum = checksumSources(TREE, [selector]);
    return checksum.ok ? [...checksum.files.keys()] : [];
  };
  test.each<[ChecksumSelector, string[]]>([
    [select('/a.txt'), ['a.txt']],
    [select('/d'), ['d/gone', 'd/one.md', 'd/s', 'd/s/three.js', 'd/s/two.js']],
    [select('/*.txt'), ['a.txt', 'b.txt']],
    [select('/d*'), ['d', 'd/gone', 'd/one.md', 'd/s', 'd/s/three.js', 'd/s/two.js', 'dlink']],
    [select('/[do]*/?'), ['d/s', 'd/s/three.js', 'd/s/two.js', 'other/x']],
    [JS, ['d', 'd/s', 'd/s/three.js', 'd/s/two.js']],
  ])('the files of %j', (selector, expected) => expect(names(selector)).toEqual(expected));
});

test('ten thousand unchanged files are answered from memory', () => {
  const files = Array.from(
    { length: 10_000 },
    (_, index): TreeEntry => ({ kind: 'file', path: `node_modules/p${index % 100}/f${index}`, content: bytesContent(`${index}`) }),
  );
  const tree = buildTree(files);
  const first = checksumSources(tree, [WHOLE]);
  const touched = { ...tree, mtimeSeconds: 7 };
  const second = checksumSources(touched, [WHOLE]);
  expect(second).toEqual(first);
  expect(first.ok && second.ok && first.files === second.files).toBe(true);
});

test('equal digests mean equal names, modes, owners, links and content', () => {
  const path = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
  const small = { mode: fc.constantFrom(0o644, 0o755), uid: fc.constantFrom(0, 1), mtimeSeconds: fc.integer({ min: 0, max: 9 }) };
  const entry = fc.oneof(
    fc.record({ kind: fc.constant('file' as const), path, ...small, content: fc.constantFrom('x', 'y').map(bytesContent) }),
    fc.record({ kind: fc.constant('directory' as const), path, ...small }),
    fc.record({ kind: fc.constant('symlink' as const), path, ...small, target: fc.constantFrom('x', 'y') }),
  );
  const tree = fc.array(entry, { maxLength: 4 }).map((entries) => buildTree(entries));
  const facts = (given: Tree) =>
    JSON.stringify(
      [...walkTree(given)].map(([at, node]) => [
        at,
        node.kind,
        node.kind === 'symlink' || node.mode,
        node.uid,
        node.kind === 'directory' || (node.kind === 'symlink' ? node.target : contentKey(node.content)),
      ]),
    );
  fc.assert(
    fc.property(tree, tree, (left, right) => {
      expect(digest(left, WHOLE) === digest(right, WHOLE)).toBe(facts(left) === facts(right));
    }),
    { numRuns: 1000 },
  );
});
