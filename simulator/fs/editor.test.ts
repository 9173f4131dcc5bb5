import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentBytes } from './content';
import { editTree } from './editor';
import { buildTree, createDirectory, EMPTY_TREE, walkTree } from './tree';
import type { FsResult, Tree, TreeEditor, TreeNode } from './types';

const DEFAULTS = { uid: 0, gid: 0, nowSeconds: 1000 };
const decoder = new TextDecoder();

/** One line a node: path, kind, mode, owner, mtime, content. */
function print(tree: Tree): string[] {
  return [...walkTree(tree)].map(([path, node]) => `${path} ${printNode(node)}`);
}

function printNode(node: TreeNode): string {
  const content = node.kind === 'file' ? decoder.decode(contentBytes(node.content)) : node.kind === 'symlink' ? `-> ${node.target}` : '';
  return `${node.kind} ${node.mode.toString(8)} ${node.uid}:${node.gid} @${node.mtimeSeconds} ${content}`.trim();
}

function edit(tree: Tree, change: (editor: TreeEditor) => unknown, defaults: Partial<typeof DEFAULTS & { umask: number }> = {}): string[] {
  const editor = editTree(tree, { ...DEFAULTS, ...defaults });
  change(editor);
  return print(editor.commit());
}

const file = (path: string, text = 'x') => ({
  kind: 'file' as const,
  path,
  content: { kind: 'bytes' as const, bytes: new TextEncoder().encode(text) },
});
const TREE = buildTree([
  file('a/f', 'one'),
  { kind: 'directory', path: 'a/empty' },
  { kind: 'symlink', path: 'link', target: 'a' },
  { kind: 'symlink', path: 'loop', target: 'loop' },
  { kind: 'symlink', path: 'dangling', target: '/new/file' },
  { kind: 'symlink', path: 'a/up', target: '../..' },
]);

describe('errors', () => {
  const cases: [string, string, (editor: TreeEditor) => FsResult<unknown>][] = [
    ['stat of nothing', 'ENOENT', (editor) => editor.stat('/x')],
    ['stat through a file', 'ENOTDIR', (editor) => editor.stat('/a/f/x')],
    ['stat of a file with a slash', 'ENOTDIR', (editor) => editor.stat('/a/f/')],
    ['the empty path', 'ENOENT', (editor) => editor.stat('')],
    ['a loop of links', 'ELOOP', (editor) => editor.stat('/loop')],
    ['a loop on the way', 'ELOOP', (editor) => editor.write('/loop/x', '')],
    ['write onto a directory', 'EISDIR', (editor) => editor.write('/a', '')],
    ['write with a slash', 'EISDIR', (editor) => editor.write('/n/', '')],
    ['write without a parent', 'ENOENT', (editor) => editor.write('/x/y', '')],
    ['write through a dangling link without its parent', 'ENOENT', (editor) => editor.write('/dangling', '')],
    ['mkdir of what exists', 'EEXIST', (editor) => editor.mkdir('/a')],
    ['mkdir of the root', 'EEXIST', (editor) => editor.mkdir('/')],
    ['mkdir onto a dangling link', 'EEXIST', (editor) => editor.mkdir('/dangling')],
    ['mkdirAll through a file', 'ENOTDIR', (editor) => editor.mkdirAll('/a/f/x')],
    ['list of a file', 'ENOTDIR', (editor) => editor.list('/a/f')],
    ['read of a directory', 'EISDIR', (editor) => editor.read('/a')],
    ['remove of a full directory', 'ENOTEMPTY', (editor) => editor.remove('/a')],
    ['remove of nothing', 'ENOENT', (editor) => editor.remove('/x')],
    ['remove of the root', 'EBUSY', (editor) => editor.remove('/')],
    ['link to a directory', 'EPERM', (editor) => editor.link('/a', '/b')],
    ['link onto something', 'EEXIST', (editor) => editor.link('/a/f', '/link')],
    ['symlink onto something', 'EEXIST', (editor) => editor.symlink('x', '/a')],
    ['rename into itself', 'EINVAL', (editor) => editor.rename('/a', '/a/empty/b')],
    ['rename a directory onto a file', 'ENOTDIR', (editor) => editor.rename('/a/empty', '/a/f')],
    ['rename a file onto a directory', 'EISDIR', (editor) => editor.rename('/a/f', '/a/empty')],
    ['rename onto a full directory', 'ENOTEMPTY', (editor) => editor.rename('/a/empty', '/a')],
    ['a name of 256 bytes', 'ENAMETOOLONG', (editor) => editor.write(`/${'é'.repeat(128)}`, '')],
  ];
  test.each(cases)('%s: %s', (_, errno, act) => expect(act(editTree(TREE, DEFAULTS))).toMatchObject({ ok: false, errno }));
});

describe('paths', () => {
  const cases: [string, string][] = [
    ['/link/f', '/a/f'],
    ['link/../link/./f', '/a/f'],
    ['/a/up/a/up/../a/f', '/a/f'],
    ['/../../a', '/a'],
    ['/', '/'],
    ['/a/new', '/a/new'],
  ];
  test.each(cases)('%s is really %s', (path, real) => expect(editTree(TREE, DEFAULTS).realpath(path)).toEqual({ ok: true, value: real }));
});

describe('what changes', () => {
  test('a new file has the umask and moves its directory in time', () => {
    const lines = edit(EMPTY_TREE, (editor) => [editor.mkdir('/d', { mtimeSeconds: 5 }), editor.write('/d/f', 'x')], { uid: 7, umask: 0o077 });
    expect(lines).toEqual(['d directory 700 7:0 @1000', 'd/f file 600 7:0 @1000 x']);
  });

  test('writing keeps mode and owner, and the time of the directory', () => {
    const tree = buildTree([{ ...file('d/f'), mode: 0o600, uid: 3, mtimeSeconds: 1 }]);
    expect(edit(tree, (editor) => editor.write('/d/f', 'y', { mode: 0o777 }))).toEqual(['d directory 755 0:0 @0', 'd/f file 600 3:0 @1000 y']);
  });

  test('writing goes through a link, removing does not', () => {
    const tree = buildTree([file('real', '1'), { kind: 'symlink', path: 'l', target: 'real' }]);
    expect(edit(tree, (editor) => editor.write('/l', '2'))).toContain('real file 644 0:0 @1000 2');
    expect(edit(tree, (editor) => editor.remove('/l'))).toEqual(['real file 644 0:0 @0 1']);
  });

  test('appending adds up, also to a file that others hold', () => {
    const first = editTree(EMPTY_TREE, DEFAULTS);
    for (const text of ['a', 'b', 'c']) first.append('/log', new TextEncoder().encode(text));
    const before = first.commit();
    const [left, right] = ['L', 'R'].map((text) => edit(before, (editor) => editor.append('/log', new TextEncoder().encode(text))));
    expect([print(before), left, right].flat()).toEqual(['abc', 'abcL', 'abcR'].map((text) => `log file 644 0:0 @1000 ${text}`));
  });

  test('mkdirAll tells what it made, and makes it where links lead', () => {
    const editor = editTree(TREE, DEFAULTS);
    expect(editor.mkdirAll('/link/x/../x/y/z', { mode: 0o700, uid: 4 })).toEqual({ ok: true, value: ['/a/x', '/a/x/y', '/a/x/y/z'] });
    expect(print(editor.commit())).toContain('a/x/y directory 700 4:0 @1000');
  });

  test('a setgid directory hands down its group', () => {
    const tree = buildTree([{ kind: 'directory', path: 'd', mode: 0o2775, gid: 50 }]);
    const lines = edit(tree, (editor) => [editor.write('/d/f', ''), editor.mkdir('/d/s')]);
    expect(lines.slice(1)).toEqual(['d/f file 644 0:50 @1000', 'd/s directory 2755 0:50 @1000']);
  });

  test('a change of owner takes setuid, and setgid where the group may execute', () => {
    const tree = buildTree([
      { ...file('s'), mode: 0o6755 },
      { ...file('t'), mode: 0o2644 },
      { kind: 'directory', path: 'u', mode: 0o2755 },
    ]);
    const lines = edit(tree, (editor) => ['/s', '/t', '/u'].map((path) => editor.chown(path, { uid: 1 })));
    expect(lines).toEqual(['s file 755 1:0 @0 x', 't file 2644 1:0 @0 x', 'u directory 2755 1:0 @0']);
  });

  test('rename takes a directory with all that is in it', () => {
    expect(edit(TREE, (editor) => editor.rename('/a', '/b')).filter((line) => line.startsWith('b'))).toEqual([
      'b directory 755 0:0 @0',
      'b/empty directory 755 0:0 @0',
      'b/f file 644 0:0 @0 one',
      'b/up symlink 777 0:0 @0 -> ../..',
    ]);
  });

  test('after commit the tree stays as it is', () => {
    const editor = editTree(EMPTY_TREE, DEFAULTS);
    editor.write('/f', '1');
    const tree = editor.commit();
    editor.write('/f', '2');
    editor.write('/g', '3');
    expect(print(tree)).toEqual(['f file 644 0:0 @1000 1']);
  });

  test('names come sorted by their bytes', () => {
    const names = ['b', 'a', 'é', '\u{10000}', '\uffff', 'B'];
    const editor = editTree(EMPTY_TREE, DEFAULTS);
    for (const name of names) editor.write(`/${name}`, '');
    expect(editor.list('/')).toEqual({ ok: true, value: ['B', 'a', 'b', 'é', '\uffff', '\u{10000}'] });
  });
});

describe('hard links', () => {
  test('all names see a write, a chmod and a rename', () => {
    const lines = edit(EMPTY_TREE, (editor) => {
      editor.mkdir('/d');
      editor.write('/f', '1');
      editor.link('/f', '/d/g');
      editor.rename('/d', '/e');
      editor.write('/e/g', '2');
      editor.chmod('/f', 0o600);
    });
    expect(lines.slice(1)).toEqual(['e/g file 600 0:0 @1000 2', 'f file 600 0:0 @1000 2']);
  });

  test('the count follows, and a last name is an ordinary file', () => {
    const editor = editTree(EMPTY_TREE, DEFAULTS);
    editor.write('/f', '');
    editor.link('/f', '/g');
    editor.link('/g', '/h');
    expect(editor.linkCount('/f')).toEqual({ ok: true, value: 3 });
    editor.remove('/f');
    editor.removeAll('/g');
    expect(editor.linkCount('/h')).toEqual({ ok: true, value: 1 });
    expect(editor.commit().children.get('h')).not.toHaveProperty('linkId');
  });

  test('a write to a link of the lower tree breaks it, as overlayfs does', () => {
    const lower = buildTree([file('f', '1'), { kind: 'hardlink', path: 'g', target: 'f' }]);
    expect(editTree(lower, DEFAULTS).linkCount('/g')).toEqual({ ok: true, value: 2 });
    expect(edit(lower, (editor) => editor.write('/f', '2'))).toEqual(['f file 644 0:0 @1000 2', 'g file 644 0:0 @0 1']);
  });

  test('links inside a grafted directory stay links and mix with no others', () => {
    const grafted = buildTree([file('x'), { kind: 'hardlink', path: 'y', target: 'x' }]);
    const editor = editTree(grafted, DEFAULTS);
    editor.graft('/copy', grafted);
    editor.write('/copy/x', 'new');
    const texts = print(editor.commit()).map((line) => line.replace(/ .* /, ' '));
    expect(texts.slice(1)).toEqual(['copy/x new', 'copy/y new', 'x x', 'y x']);
  });
});

/** The same operations on mutable objects, as plainly as can be. */
type Plain = { text?: string; target?: string; names?: Map<string, Plain>; mode: number };

function plainModel() {
  const root: Plain = { names: new Map(), mode: 0o755 };
  const parentOf = (path: string) => {
    const names = path.split('/').slice(1);
    const name = names.pop() ?? '';
    const directory = names.reduce<Plain | undefined>((node, part) => node?.names?.get(part), root);
    return directory?.names && { names: directory.names, name, node: directory.names.get(name) };
  };
  const act = (operation: Operation) => {
    const at = parentOf(operation.path);
    const to = parentOf(operation.to);
    switch (operation.kind) {
      case 'write':
        if (at && at.node?.text !== undefined) at.node.text = operation.to;
        else if (at && at.node === undefined) at.names.set(at.name, { text: operation.to, mode: 0o644 });
        return;
      case 'mkdir':
        if (at && at.node === undefined) at.names.set(at.name, { names: new Map(), mode: 0o755 });
        return;
      case 'remove':
        if (at && (at.node?.names?.size ?? 0) === 0) at.names.delete(at.name);
        return;
      case 'removeAll':
        at?.names.delete(at.name);
        return;
      case 'chmod':
        if (at?.node) at.node.mode = 0o700;
        return;
      case 'link':
        if (at?.node?.text !== undefined && to && to.node === undefined) to.names.set(to.name, at.node);
        return;
      case 'rename':
        if (!at?.node || !to || at.node === to.node || `${operation.to}/`.startsWith(`${operation.path}/`)) return;
        if (to.node && ((at.node.names === undefined) !== (to.node.names === undefined) || (to.node.names?.size ?? 0) > 0)) return;
        at.names.delete(at.name);
        to.names.set(to.name, at.node);
    }
  };
  const lines = (node: Plain, path: string): string[] =>
    [...(node.names ?? [])]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([name, child]) => [`${path}${name} ${child.mode.toString(8)} ${child.text ?? '/'}`, ...lines(child, `${path}${name}/`)]);
  return { act, print: () => lines(root, '') };
}

type Operation = { kind: 'write' | 'mkdir' | 'remove' | 'removeAll' | 'chmod' | 'link' | 'rename'; path: string; to: string };
const paths = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }).map((names) => `/${names.join('/')}`);
const operations = fc.array(
  fc.record<Operation>({
    kind: fc.constantFrom('write', 'write', 'mkdir', 'mkdir', 'remove', 'removeAll', 'chmod', 'link', 'rename'),
    path: paths,
    to: paths,
  }),
  { maxLength: 40 },
);

function applyOperation(editor: TreeEditor, { kind, path, to }: Operation): void {
  if (kind === 'write') editor.write(path, to);
  else if (kind === 'chmod') editor.chmod(path, 0o700);
  else if (kind === 'link') editor.link(path, to);
  else if (kind === 'rename') editor.rename(path, to);
  else editor[kind](path);
}

describe('any sequence of operations', () => {
  test('does what plain mutable objects do', () => {
    fc.assert(
      fc.property(operations, (sequence) => {
        const editor = editTree(EMPTY_TREE, DEFAULTS);
        const model = plainModel();
        for (const operation of sequence) {
          applyOperation(editor, operation);
          model.act(operation);
        }
        const lines = [...walkTree(editor.commit())].map(
          ([path, node]) => `${path} ${node.mode.toString(8)} ${node.kind === 'file' ? decoder.decode(contentBytes(node.content)) : '/'}`,
        );
        expect(lines).toEqual(model.print());
      }),
      { numRuns: 300 },
    );
  });

  test('leaves the tree that it started from alone', () => {
    fc.assert(
      fc.property(operations, operations, (first, second) => {
        const editor = editTree(EMPTY_TREE, DEFAULTS);
        for (const operation of first) applyOperation(editor, operation);
        const tree = editor.commit();
        const before = print(tree);
        const later = editTree(tree, { ...DEFAULTS, nowSeconds: 2000 });
        for (const operation of second) applyOperation(later, operation);
        later.commit();
        expect(print(tree)).toEqual(before);
      }),
    );
  });
});

/** Copying the directory at every write would take minutes, far beyond a test's time limit. */
test('a directory is copied once, however many files go into it', () => {
  const big = createDirectory(
    {},
    new Map(
      Array.from({ length: 50_000 }, (_, index) => [
        `f${index}`,
        { kind: 'symlink', mode: 0o777, uid: 0, gid: 0, mtimeSeconds: 0, target: 'x' } as const,
      ]),
    ),
  );
  const editor = editTree(createDirectory({}, new Map([['big', big]])), DEFAULTS);
  for (let index = 0; index < 50_000; index++) editor.write(`/big/n${index}`, 'x');
  expect(editor.list('/big')).toMatchObject({ ok: true, value: { length: 100_000 } });
});
