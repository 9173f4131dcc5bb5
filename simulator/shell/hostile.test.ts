import { describe, expect, test } from 'vitest';
import { runScriptIn } from './testing/world';

/** Scripts that would never end, or would fill any memory: each ends, with what it has or at a limit. The time is for `npm run fuzz` to mind. */

const AT_A_LIMIT = 137;

describe('a script that has no end', { timeout: 60_000 }, () => {
  test.each([
    ['a loop', 'while :; do :; done'],
    ['a loop in the background', '(while :; do :; done) & wait'],
    ['a fork bomb', 'f(){ f & f; }; f'],
    ['a function that calls itself', 'f(){ f; }; f'],
    ['a substitution that holds itself', 'f(){ echo $(f); }; f'],
    ['a script that runs itself', 'echo "sh s" > s; sh s'],
    ['a text that doubles', 'a=x; while :; do a=$a$a; done'],
    ['a file that doubles', 'echo x > f; while :; do cat f f > g; mv g f; done'],
    ['all numbers', 'for i in $(seq 1 10000000); do :; done'],
    ['files without number', 'i=0; while :; do i=$((i+1)); touch f$i; done'],
    ['parameters without number', 'set -- $(seq 1 100000); while [ $# -gt 0 ]; do shift; done'],
    ['lines of awk', 'awk \'BEGIN{while(1)print "x"}\''],
    ['elements of awk', "awk 'BEGIN{while(1)a[i++]=i}'"],
    ['a loop of sed', "echo a | sed ':a;ba'"],
    ['a line of sed that grows', "echo a | sed ':a;s/.*/&&/;ta'"],
    ['an expression that backtracks', "echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | grep -E '(a+)+b'"],
    ['groups that backtrack', "echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | grep -E '(a*)(a*)(a*)(a*)(a*)(a*)\\1\\2\\3\\4\\5b'"],
    ['two long texts that share nothing', 'seq 1 20000 > a; seq 20000 -1 1 > b; diff a b'],
    ['a disk of zeros', 'cat /dev/zero > x'],
  ])('%s', (_name, script) => expect(runScriptIn('ash', script).outcome.exitCode).toBe(AT_A_LIMIT));
});

describe('a script that is large, and ends', { timeout: 60_000 }, () => {
  test.each([
    ['thousands of substitutions', `cat <<E | wc -l\n${'$(echo x)\n'.repeat(3000)}E`, '3000'],
    ['a pipe of thousands', `echo x${' | cat'.repeat(3000)}`, 'x'],
    [
      'a pattern with many stars',
      'touch aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; echo *a*a*a*a*a*a*a*a*a*a*a*a*a*ab',
      '*a*a*a*a*a*a*a*a*a*a*a*a*a*ab',
    ],
    ['texts that share much', 'seq 1 5000 > a; sed s/^17$/x/ a > b; diff a b | grep -c "^[-+][0-9x]"', '2'],
    [
      'names of JavaScript objects',
      '__proto__=1; constructor=2; echo $__proto__ $constructor $toString; constructor(){ echo hi; }; constructor',
      '1 2\nhi',
    ],
  ])('%s', (_name, script, printed) => {
    const { outcome, stdout } = runScriptIn('ash', script);
    expect([outcome.exitCode, stdout]).toEqual([0, printed]);
  });
});

/** As a real BusyBox on Linux has it: 2047 directories inside each other, below a working directory of one letter one fewer. */
test('directories inside each other end where a path does', { timeout: 60_000 }, () => {
  const { stdout, stderr } = runScriptIn('ash', 'i=0; while mkdir d && cd d; do i=$((i+1)); done; echo $i; pwd | wc -c');
  expect(stdout).toBe('2046\n4095');
  expect(stderr).toBe("mkdir: can't create directory 'd': File name too long");
});

test('a name of 255 bytes is one, a longer one is none', () => {
  const { stdout, stderr } = runScriptIn(
    'ash',
    `touch ${'n'.repeat(255)} && echo yes; touch ${'n'.repeat(256)} || echo no; mkdir -p ${'d/'.repeat(2500)} || echo no`,
  );
  expect(stdout).toBe('yes\nno\nno');
  expect(stderr.match(/File name too long/g)).toHaveLength(2);
});
