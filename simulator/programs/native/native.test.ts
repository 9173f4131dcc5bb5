import { describe, expect, test } from 'vitest';
import { editTree } from '../../fs/editor';
import type { Tree } from '../../fs/types';
import { loadCatalog, openImage, runInImage, type SandboxRun } from '../../testing/image-sandbox';

const catalog = loadCatalog(['golang:1.23', 'debian:bookworm-slim']);
const withCompiler = openImage(catalog, 'golang:1.23').tree;
const slim = openImage(catalog, 'debian:bookworm-slim').tree;

const HELLO = '#include <stdio.h>\nint main(void){puts("hi");return 0;}\n';
const MAKEFILE =
  'CFLAGS ?= -O2\nOBJS = main.o greet.o\n\nall: hello\n\nhello: $(OBJS)\n\t$(CC) $(CFLAGS) -o $@ $^\n\n%.o: %.c greet.h\n\t@echo "  CC $@"\n\t@$(CC) -c -o $@ $<\n\ninstall: all\n\tinstall -D hello $(DESTDIR)/usr/bin/hello\n\nclean:\n\t-rm hello\n\n.PHONY: all clean install\n';
const PARTS = {
  Makefile: MAKEFILE,
  'main.c': '#include "greet.h"\nint main(void){greet();}\n',
  'greet.c': '#include <stdio.h>\nvoid greet(void){puts("hi");}\n',
  'greet.h': 'void greet(void);\n',
};

function project(files: Readonly<Record<string, string>>, base: Tree = withCompiler): Tree {
  const editor = editTree(base, { uid: 0, gid: 0, nowSeconds: 1_768_000_000 });
  editor.mkdirAll('/app');
  for (const [path, text] of Object.entries(files)) editor.write(`/app/${path}`, text);
  return editor.commit();
}

function run(tree: Tree, command: string): SandboxRun {
  return runInImage(catalog, tree, command, { workingDirectory: '/app' });
}

describe('gcc', () => {
  test.each([
    ['gcc -o hello hello.c', 15_960, '/lib64/ld-linux-x86-64.so.2'],
    ['gcc -static -o hello hello.c', 762_424, undefined],
    ['gcc -static -s -o hello hello.c', 682_696, undefined],
    ['cc -c hello.c && cc hello.o -o hello', 17_375, '/lib64/ld-linux-x86-64.so.2'],
  ])('%s', (command, bytes, loader) => {
    const result = run(project({ 'hello.c': HELLO }), command);
    expect([result.exitCode, result.errors]).toEqual([0, '']);
    const content = result.layer.find(({ path }) => path === 'app/hello')?.content;
    expect(content?.kind === 'generated' ? content.loader : 'nothing').toBe(loader);
    expect((content?.kind === 'generated' ? content.sizeBytes : 0) / bytes).toBeCloseTo(1, 1);
  });

  test.each([
    ['gcc', {}, 'gcc: fatal error: no input files\ncompilation terminated.'],
    ['gcc nope.c', {}, 'gcc: error: nope.c: No such file or directory\ngcc: fatal error: no input files\ncompilation terminated.'],
    ['gcc -o x part.c', { 'part.c': 'int f(void){return 1;}\n' }, "undefined reference to `main'"],
    [
      'gcc -o x a.c',
      { 'a.c': '#include "gone.h"\nint main(void){}\n' },
      'a.c:1:10: fatal error: gone.h: No such file or directory\n    1 | #include "gone.h"\n      |          ^~~~~~~~\ncompilation terminated.',
    ],
  ])('%s', (command, files, error) => {
    // Headers whose names are not known stand for any: here there are only those of the C library.
    const result = run(project(files), `rm -rf /usr/include && mkdir -p /usr/include && touch /usr/include/stdio.h && ${command}`);
    expect(result.exitCode).toBe(1);
    expect(result.errors).toContain(error);
  });

  test('without the C library’s headers nothing compiles, and without a compiler there is none', () => {
    expect(run(project({ 'hello.c': HELLO }), 'rm -rf /usr/include && gcc hello.c').errors).toContain('stdio.h: No such file or directory');
    expect(run(project({ 'hello.c': HELLO }, slim), 'gcc hello.c').exitCode).toBe(127);
  });

  test('from apt: recommended headers are part of what makes gcc useful', () => {
    const install = (packages: string) =>
      run(
        project({ 'hello.c': HELLO }, slim),
        `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages} >/dev/null && gcc -o hello hello.c`,
      );
    expect(install('gcc').errors).toContain('fatal error: stdio.h: No such file or directory');
    expect(install('gcc libc6-dev').exitCode).toBe(0);
  });
});

describe('make', () => {
  test('variables, pattern rules and recipes', () => {
    const built = run(project(PARTS), 'make && make install DESTDIR=/out && ls /out/usr/bin');
    expect(built.errors).toBe('');
    expect(built.printed.split('\n')).toEqual([
      '  CC main.o',
      '  CC greet.o',
      'cc -O2 -o hello main.o greet.o',
      'install -D hello /out/usr/bin/hello',
      'hello',
    ]);
    expect(run(built.tree, 'make').printed).toBe("make: Nothing to be done for 'all'.");
    expect(run(built.tree, 'make hello').printed).toBe("make: 'hello' is up to date.");
  });

  test.each([
    ['make', {}, 2, 'make: *** No targets specified and no makefile found.  Stop.'],
    ['make test', PARTS, 2, "make: *** No rule to make target 'test'.  Stop."],
    ['make', { Makefile: 'a: b.txt\n\tcp b.txt a\n' }, 2, "make: *** No rule to make target 'b.txt', needed by 'a'.  Stop."],
    ['make', { Makefile: 'a:\n\t@false\n' }, 2, 'make: *** [Makefile: a] Error 1'],
    ['make clean', PARTS, 0, "rm: cannot remove 'hello': No such file or directory"],
  ])('%s', (command, files, exitCode, error) => {
    const result = run(project(files), command);
    expect([result.exitCode, result.errors]).toEqual([exitCode, error]);
  });

  test('a Makefile that needs more of make is outside of the model', () => {
    const result = run(project({ Makefile: 'ifeq ($(A),b)\nall:\n\techo x\nendif\n' }), 'make');
    expect([result.exitCode, result.fidelity]).toEqual([0, 'unknown']);
  });
});

describe('ldd and strip', () => {
  test('tell a static program from a dynamic one', () => {
    const tree = run(project({ 'hello.c': HELLO }), 'gcc -o dynamic hello.c && gcc -static -o static hello.c').tree;
    expect(run(tree, 'ldd dynamic').printed).toContain('libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6');
    const still = run(tree, 'ldd static');
    expect([still.exitCode, still.errors]).toEqual([1, '\tnot a dynamic executable']);
  });

  test('strip makes a program smaller, once', () => {
    const result = run(
      project({ 'hello.c': HELLO }),
      'gcc -static -o a hello.c && gcc -static -o b hello.c && strip a && strip a && wc -c < a && wc -c < b',
    );
    const [stripped, whole] = result.printed.split('\n').map(Number);
    expect((stripped ?? 0) / (whole ?? 1)).toBeCloseTo(0.68, 2);
  });
});
