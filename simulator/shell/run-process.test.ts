import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editTree } from '../fs/editor';
import type { TreeEditor } from '../fs/types';
import { coreProgramTable } from './programs';
import { runProcess } from './run-process';
import type { Dialect } from './syntax';
import { runScriptIn, TEST_NOW_SECONDS, testTree } from './testing/world';
import type { ProcessOutcome, ProcessRequest } from './types';

const NODE = { uid: 1000, gid: 1000, groups: [] };

function run(
  argv: readonly string[],
  change: (fs: TreeEditor) => void = () => {},
  request: Partial<ProcessRequest> = {},
): ProcessOutcome & { readonly fs: TreeEditor } {
  const fs = editTree(testTree('dash'), { uid: 0, gid: 0, nowSeconds: TEST_NOW_SECONDS });
  change(fs);
  const outcome = runProcess({
    argv,
    env: [],
    workingDirectory: '/w',
    identity: { uid: 0, gid: 0, groups: [] },
    fs,
    network: false,
    nowSeconds: TEST_NOW_SECONDS,
    programs: coreProgramTable(),
    ...request,
  });
  return { ...outcome, fs };
}

describe('starting a process', () => {
  test('a name is looked up in PATH', () => {
    expect(run(['echo', 'hi']).output).toEqual([{ stream: 'stdout', text: 'hi' }]);
    expect(run(['nope']).startError).toBe('exec: "nope": executable file not found in $PATH');
  });

  test('a missing shell is the runtime’s error', () => {
    const outcome = run(['/bin/sh', '-c', 'true'], (fs) => fs.remove('/bin/sh'));
    expect(outcome.startError).toBe('exec: "/bin/sh": stat /bin/sh: no such file or directory');
  });

  test.each([
    ['not executable', 0o644, '#!/bin/sh\n', 126, 'exec: "/w/x": permission denied'],
    ['no interpreter line', 0o755, 'echo hi\n', 126, 'exec /w/x: exec format error'],
    ['a missing interpreter', 0o755, '#!/usr/bin/nope\n', 127, 'exec /w/x: no such file or directory'],
    ['a carriage return behind the interpreter', 0o755, '#!/bin/sh\r\necho hi\r\n', 127, 'exec /w/x: no such file or directory'],
  ])('%s', (_, mode, text, exitCode, startError) => {
    const outcome = run(['/w/x'], (fs) => fs.write('/w/x', text, { mode }));
    expect({ exitCode: outcome.exitCode, startError: outcome.startError }).toEqual({ exitCode, startError });
  });

  test('an interpreter line starts its interpreter, with one argument at most', () => {
    const outcome = run(['/w/x', 'a'], (fs) => fs.write('/w/x', '#!/bin/sh -e\necho "$0 $1 $-"\n', { mode: 0o755 }));
    expect(outcome.output).toEqual([{ stream: 'stdout', text: '/w/x a e' }]);
  });

  test('HOME comes from the passwd file unless it is given', () => {
    const home = (request: Partial<ProcessRequest>): readonly string[] =>
      run(['/bin/sh', '-c', 'echo $HOME'], undefined, request).output.map((line) => line.text);
    expect(home({})).toEqual(['/root']);
    expect(home({ identity: NODE })).toEqual(['/home/node']);
    expect(home({ identity: { uid: 7, gid: 7, groups: [] } })).toEqual(['/']);
    expect(home({ env: [['HOME', '/x']] })).toEqual(['/x']);
  });

  test('what is not modelled is said, never guessed', () => {
    const outcome = run(['/bin/sh', '-c', 'gcc -o x x.c && echo done'], (fs) =>
      fs.write('/bin/gcc', { kind: 'generated', seed: 'gcc', sizeBytes: 9 }, { mode: 0o755 }),
    );
    expect(outcome.fidelity).toBe('unknown');
    expect(outcome.notices).toEqual([{ fidelity: 'unknown', code: 'program-not-modelled', details: { program: 'gcc' } }]);
    expect(outcome.output.map((line) => line.text)).toEqual(['done']);
    expect(outcome.fs.exists('/w/x')).toBe(false);
  });

  test('commands are reported without builtins', () => {
    expect(run(['/bin/sh', '-c', 'cd /; ls | sort; echo x; env true']).commands).toEqual([
      ['/bin/sh', '-c', 'cd /; ls | sort; echo x; env true'],
      ['ls'],
      ['sort'],
      ['env', 'true'],
      ['true'],
    ]);
  });

  test('both streams keep their order', () => {
    expect(run(['/bin/sh', '-c', 'echo a; echo b >&2; echo c']).output).toEqual([
      { stream: 'stdout', text: 'a' },
      { stream: 'stderr', text: 'b' },
      { stream: 'stdout', text: 'c' },
    ]);
  });
});

describe('users and mounts', () => {
  test.each([
    ['echo x > /w/f', 'cannot create /w/f: Permission denied'],
    ['mkdir /srv', "mkdir: cannot create directory '/srv': Permission denied"],
    ['rm /etc/passwd', "rm: cannot remove '/etc/passwd': Permission denied"],
    ['cat /root/x', 'cat: /root/x: Permission denied'],
    ['chown 0 /home/node', "chown: changing ownership of '/home/node': Operation not permitted"],
    ['chmod 777 /etc', "chmod: changing permissions of '/etc': Operation not permitted"],
    ['touch /etc/group', "touch: cannot touch '/etc/group': Permission denied"],
    ['mv /etc/passwd /tmp/p', "mv: cannot move '/etc/passwd' to '/tmp/p': Permission denied"],
  ])('an ordinary user cannot %s', (script, message) => {
    const { outcome, stderr } = runScriptIn('dash', script, { identity: NODE, files: { '/root/x': 'secret' } });
    expect(stderr).toContain(message);
    expect(outcome.exitCode).not.toBe(0);
  });

  test('the sticky bit protects what others put into /tmp', () => {
    const { stderr } = runScriptIn('dash', 'rm /tmp/roots', { identity: NODE, files: { '/tmp/roots': '' } });
    expect(stderr).toContain('Operation not permitted');
  });

  test('what a user makes is the user’s', () => {
    const { fs } = runScriptIn('dash', 'cd ~; echo x > f; mkdir d; umask 077; echo y > g', { identity: NODE });
    const attributes = ['f', 'd', 'g'].map((name) => {
      const node = fs.stat(`/home/node/${name}`);
      return node.ok ? [node.value.uid, node.value.gid, node.value.mode.toString(8)] : [];
    });
    expect(attributes).toEqual([
      [1000, 1000, '644'],
      [1000, 1000, '755'],
      [1000, 1000, '600'],
    ]);
  });

  test('a read-only mount refuses even root', () => {
    const outcome = run(['/bin/sh', '-c', 'touch /w/new; echo x > /w/y; rm /w/old'], (fs) => fs.write('/w/old', ''), { readOnlyPaths: ['/w'] });
    expect(outcome.output.map((line) => line.text)).toEqual([
      "touch: cannot touch '/w/new': Read-only file system",
      '/bin/sh: 1: cannot create /w/y: Read-only file system',
      "rm: cannot remove '/w/old': Read-only file system",
    ]);
  });

  test('su runs a command as somebody else', () => {
    expect(runScriptIn('dash', 'su node -c "id -u; echo \\$HOME"').stdout).toBe('1000\n/home/node');
  });
});

describe('devices', () => {
  test.each([
    ['echo x > /dev/null; cat /dev/null | wc -c', '0'],
    ['head -c 3 /dev/zero | od -An -tx1', ' 00 00 00'],
    ['echo out > /dev/stdout', 'out'],
    ['echo in | cat /dev/stdin', 'in'],
    ['echo a | tee /dev/fd/1', 'a\na'],
    ['tr -dc a-z < /dev/urandom | head -c 8 | wc -c', '8'],
    ['cat /proc/1/cgroup', '0::/'],
    ['[ -c /dev/null ] && [ ! -f /dev/null ] && echo device', 'device'],
  ])('%s', (script, stdout) => {
    expect(runScriptIn('dash', script).stdout).toBe(stdout);
  });

  test('they leave nothing in the tree', () => {
    const { fs } = runScriptIn('dash', 'echo x > /dev/null; echo y >> /dev/full; : > /dev/stdout; touch /dev/null');
    expect(fs.exists('/dev')).toBe(false);
  });
});

describe('limits', () => {
  test.each([
    ['while :; do :; done', 'commands'],
    ['f() { f; }; f', 'commands'],
    ['f() { f & f; }; f', 'commands'],
    ['sh_loop() { sh -c "$1"; }; x=a; while :; do x=$x$x; done', 'outputBytes'],
    ['cat /dev/zero > f', 'writtenBytes'],
    ['dd if=/dev/urandom of=f', 'writtenBytes'],
    ['truncate -s 3G f', 'writtenBytes'],
    ['echo a | sed ":a;s/a/aa/;ta"', 'commands'],
    ['awk "BEGIN { while (1) i++ }"', 'commands'],
    ['seq 1 1000000000 > f', 'commands'],
    ['printf "#!/w/x\\n" > x; chmod +x x; ./x; echo $0 > y; chmod +x y; echo ./y > y; ./y', 'commands'],
    [`echo ${'a'.repeat(40)}! | grep -E '^(a+)+$' `, 'commands'],
  ] as const)('%s stops', (script, limit) => {
    const { outcome } = runScriptIn('dash', script);
    expect({ limit: outcome.limit, exitCode: outcome.exitCode }).toEqual({ limit, exitCode: 137 });
  });

  test('output beyond the limit is clipped, and the process goes on', () => {
    const { outcome, fs } = runScriptIn('dash', 'seq 1000; echo done > f', { limits: { outputBytes: 20 } });
    expect(outcome.output.slice(-2)).toEqual([
      { stream: 'stdout', text: '10' },
      { stream: 'stderr', text: '[output clipped, log limit 20B reached]' },
    ]);
    expect(fs.exists('/w/f')).toBe(true);
  });

  test('large empty files are described, not held', () => {
    const { fs } = runScriptIn('dash', 'dd if=/dev/zero of=a bs=1M count=100; head -c 50000000 /dev/zero > b; truncate -s 1G c; fallocate -l 5M d');
    const contents = ['a', 'b', 'c', 'd'].map((name) => {
      const content = fs.content(`/w/${name}`);
      return content.ok && content.value.kind === 'generated' ? [content.value.texture, content.value.sizeBytes] : [];
    });
    expect(contents).toEqual([
      ['zeros', 104_857_600],
      ['zeros', 50_000_000],
      ['zeros', 1_073_741_824],
      ['zeros', 5_242_880],
    ]);
  });
});

describe('properties', () => {
  const token = fc.constantFrom(
    'echo',
    'a',
    '"',
    "'",
    '$x',
    '${x',
    '}',
    '$(',
    ')',
    '`',
    '((',
    '))',
    '|',
    '||',
    '&&',
    '&',
    ';',
    ';;',
    '\n',
    '>',
    '>>',
    '<',
    '<<E',
    'E',
    '2>&1',
    'if',
    'then',
    'else',
    'fi',
    'while',
    'do',
    'done',
    'for',
    'in',
    'case',
    'esac',
    '{',
    '(',
    '!',
    '[',
    ']',
    '[[',
    ']]',
    'f()',
    'return',
    'break',
    'exit',
    'set -e',
    'trap',
    'eval',
    'x=1',
    'x=(1 2)',
    '$((1/0))',
    '*',
    '?',
    '~',
    '\\',
    '#',
    'sed',
    's/a/b/',
    'awk',
    '{print}',
    'grep',
    'tar',
    'xargs',
    'find',
    'cd',
    'rm -rf',
    '/',
    'read x',
    'local',
    'export',
    'printf',
    '%s',
    '%',
    '-',
    '--',
    '$@',
    '"$*"',
    '${x:-',
    '${#',
    '<<<',
    '<(',
    'test',
    '-eq',
    'sort',
    'cut -d',
    'head',
    'dd',
    'ln -s',
    'cp -r',
    'mv',
    'exec',
    '3>',
    '>&3',
    'é',
    '\0',
  );

  test.each<Dialect>(['ash', 'dash', 'bash'])('no script makes %s throw or run unbounded', (dialect) => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 25 }), fc.constantFrom(' ', ''), (tokens, glue) => {
        const { outcome } = runScriptIn(dialect, tokens.join(glue), { limits: { commands: 500 } });
        expect(outcome.exitCode).toBeGreaterThanOrEqual(0);
        expect(outcome.exitCode).toBeLessThanOrEqual(255);
      }),
      { numRuns: 400 },
    );
  });

  test('the same script does the same twice', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 15 }), (tokens) => {
        const once = () => runScriptIn('bash', `mktemp; echo $RANDOM; ${tokens.join(' ')}`, { limits: { commands: 300 } });
        const [first, second] = [once(), once()];
        expect(second.outcome).toEqual(first.outcome);
      }),
      { numRuns: 100 },
    );
  });

  test('echo gives back any single-quoted text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/[\0\\]/.test(text) && !/^-[neE]+$/.test(text)),
        (text) => {
          const { stdout } = runScriptIn('ash', `printf '%s' '${text.replaceAll("'", "'\\''")}' > f; cat f`);
          expect(stdout).toBe(text.replace(/\n$/, ''));
        },
      ),
    );
  });
});
