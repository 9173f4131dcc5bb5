import { describe, expect, test } from 'vitest';
import { contentBytes } from '../fs/content';
import { buildSeries } from '../testing/build-file';

/** What a script prints, both streams, and its status, in the recorded BusyBox; seen in a real build of the same. */
async function print(script: string): Promise<string> {
  const Dockerfile = `FROM busybox:1.36\nWORKDIR /w\nRUN --mount=type=bind,target=/m sh /m/script > /out 2>&1; echo "rc=$?" >> /out\n`;
  const files = { Dockerfile, script, words: 'apple\nbanana\ncherry\n', 'tree/a': 'a\n', 'tree/b.tmp': '' };
  const [build] = await buildSeries(files, [{}]);
  const entry = build?.images[0]?.layers.at(-1)?.entries.find(({ path }) => path === 'out');
  return entry?.content === undefined ? `no output: ${build?.error?.message}` : new TextDecoder().decode(contentBytes(entry.content));
}

/** `hi` and a newline, packed by bzip2. */
const BZIP2 = 'QlpoOTFBWSZTWR1eWdUAAADBAAAQAGAgACGYGYRhdyRThQkB1eWdUA==';

const check = (script: string, expected: string) => async () => expect(await print(script)).toBe(expected);

describe('applets come before PATH', () => {
  test.each([
    ['PATH= ; ls -d /etc', '/etc\nrc=0\n'],
    [
      "mkdir -p /usr/local/bin; printf '#!/bin/sh\\necho mine\\n' > /usr/local/bin/ls; chmod +x /usr/local/bin/ls; ls -d /etc; env ls -d /etc",
      '/etc\n/etc\nrc=0\n',
    ],
    ['rm /bin/cat; echo x | cat', 'x\nrc=0\n'],
    ['type ls; command -v ls', 'ls is ls\nls\nrc=0\n'],
    ['busybox nosuch', 'nosuch: applet not found\nrc=127\n'],
    ['ln -s /bin/busybox tool; ./tool', 'tool: applet not found\nrc=127\n'],
  ])('%s', (script, expected) => check(script, expected)());
});

describe('options that it lacks', () => {
  const banner = (name: string) => `BusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1) multi-call binary.\n\nUsage: ${name} …\n`;
  test.each([
    ['sort -h /m/words', `sort: invalid option -- 'h'\n${banner('sort')}rc=2\n`],
    ['grep -P a /m/words', `grep: invalid option -- 'P'\n${banner('grep')}rc=2\n`],
    ['tar cf x.tar --exclude=a /m/tree', `tar: unrecognized option '--exclude=a'\n${banner('tar')}rc=1\n`],
    ['find /m/tree -name b.tmp -delete', 'find: unrecognized: -delete\nrc=1\n'],
    ['sed 2q5 /m/words', 'sed: extra characters after command\nrc=1\n'],
    ["awk 'BEGIN { print 2^3 }'", 'awk: cmd. line:1: Math support is not compiled in\nrc=1\n'],
    ['gzip -c /m/words > w.gz; tar xf w.gz', 'tar: short read\nrc=1\n'],
    ['truncate -s +5 x', "truncate: invalid number '+5'\nrc=1\n"],
    ['date -d 2020-01-02T03:04:05', "date: invalid date '2020-01-02T03:04:05'\nrc=1\n"],
  ])('%s', (script, expected) => check(script, expected)());
});

describe('what it does differently', () => {
  test.each([
    ["sed 's/a/X/2g' /m/words | head -2", 'Xpple\nbXnXnX\nrc=0\n'],
    ["printf '%s\\n' a b > x; paste /m/words x | wc -l", '2\nrc=0\n'],
    ['touch é; ls', '??\nrc=0\n'],
    ["printf '%5.1f %.0f\\n' 2.25 0.5", '  2.2 0\nrc=0\n'],
    [
      'cp -a /m/tree t; touch -d @5 t/a; ln -s a t/l; touch -h -d @5 t/l; cp -a t u; stat -c %Y u/a; test $(stat -c %Y u/l) -gt 5 && echo later',
      '5\nlater\nrc=0\n',
    ],
    ['diff -r /m/tree /m; echo $?', expect.stringContaining('Only in /m: words\n')],
    ['sed -i s/a/b/ /etc/hosts', expect.stringContaining('Device or resource busy\nrc=1\n')],
    [`echo ${BZIP2} | base64 -d > a.bz2; bzcat a.bz2; bunzip2 a.bz2; ls; cat a; echo junk | bunzip2`, 'hi\na\nhi\nbunzip2: invalid magic\nrc=1\n'],
    [
      'mkdir d; echo f > d/f; touch -d @5 d/f d; tar cf d.tar d; rm -r d; tar xf d.tar; stat -c %Y d/f; test $(stat -c %Y d) -gt 5 && echo later',
      '5\nlater\nrc=0\n',
    ],
    ['echo f > f; chown 5 f; touch -d @5 f; gzip f; stat -c %u f.gz; test $(stat -c %Y f.gz) -gt 5 && echo later', '0\nlater\nrc=0\n'],
    ['timeout 1 sleep 5', 'Terminated\nrc=143\n'],
    ['. script', expect.stringContaining('rc=2\n')],
    ["printf '1\\n2\\n' > f; printf -- '--- f\\n+++ f\\n@@ -1,2 +1,2 @@\\n 1\\n-2\\n+3\\n' | patch -p0; cat f", 'patching file f\n1\n3\nrc=0\n'],
    ["printf 'a\\r\\nb\\r\\n' > d; dos2unix d; od -c d | head -1", '0000000   a  \\n   b  \\n\nrc=0\n'],
  ])('%s', async (script, expected) => expect(await print(script)).toEqual(expected));
});

describe('words of the shell', () => {
  test.each([
    ['cd /m; [[ words == w* ]]; echo $?; [[ abc == "a*" ]]; echo $?; [[ 1 -lt 2 && 3 -lt 2 ]]; echo $?', '0\n0\n1\nrc=0\n'],
    ['[[ abc =~ ^a.c$ ]] && echo yes; [ abc =~ b ]', 'yes\nsh: =~: unknown operand\nrc=2\n'],
    ['x=1; x+=2; echo $x', '/m/script: line 1: x+=2: not found\n1\nrc=0\n'],
    ['echo ${a[1]}', '/m/script: line 1: syntax error: bad substitution\nrc=2\n'],
    ['echo hi |& cat', '/m/script: line 1: syntax error: unexpected "&"\nrc=2\n'],
    ['echo $HOSTNAME; f() { echo $FUNCNAME; }; f', 'buildkitsandbox\nf\nrc=0\n'],
    ["echo -e '\\101'; printf '%d\\n' 1x", "A\nsh: invalid number '1x'\n0\nrc=1\n"],
    ['[ /m/words -nt /none ] || echo no', 'no\nrc=0\n'],
    ['echo a\nif true; then echo b\n', expect.stringMatching(/^a\n.*expecting "fi"\)\nrc=2\n$/)],
  ])('%s', async (script, expected) => expect(await print(`${script}\n`)).toEqual(expected));
});
