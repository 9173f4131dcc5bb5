/**
 * Whether an argv is a call of a program with these leading words. A path before the program's name does not count, nor do options
 * between the words: `/usr/bin/apt-get -y -o Dpkg::Use-Pty=0 install curl` matches `apt-get install`. A word right after an option
 * may be the option's value, and is passed over when it is not the one looked for.
 */
export function argumentsMatch(argv: readonly string[], pattern: readonly string[]): boolean {
  const [program, ...rest] = argv;
  const [wantedProgram, ...wanted] = pattern;
  if (program === undefined || program.slice(program.lastIndexOf('/') + 1) !== wantedProgram) return false;
  let next = 0;
  let afterOption = false;
  for (const word of rest) {
    if (next === wanted.length) break;
    if (word === wanted[next]) {
      next += 1;
      afterOption = false;
    } else if (word.startsWith('-')) {
      afterOption = !word.includes('=');
    } else if (afterOption) {
      afterOption = false;
    } else {
      return false;
    }
  }
  return next === wanted.length;
}
