/** A mode given as octal digits or symbols; `undefined` when it is neither. Without a `who`, symbols obey the umask. */
export function changeMode(text: string, before: number, isDirectory: boolean, umask: number): number | undefined {
  if (/^[-+=]?[0-7]{1,5}$/.test(text)) return octalMode(text, before, isDirectory);
  let mode = before;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
    if (!match) return undefined;
    for (const [, operator = '', letters = ''] of (match[2] ?? '').matchAll(/([-+=])([rwxXstugo]*)/g)) {
      mode = applyClause(mode, match[1] ?? '', operator, letters, isDirectory, umask);
    }
  }
  return mode;
}

/** GNU and BusyBox keep a directory's setuid and setgid bits unless all five digits or a minus say otherwise. */
function octalMode(text: string, before: number, isDirectory: boolean): number {
  const operator = /^[-+=]/.exec(text)?.[0];
  const value = Number.parseInt(text.replace(/^[-+=]/, ''), 8) & 0o7777;
  if (operator === '+') return before | value;
  if (operator === '-') return before & ~value;
  return isDirectory && text.length < 5 ? value | (before & 0o6000) : value;
}

function applyClause(mode: number, who: string, operator: string, letters: string, isDirectory: boolean, umask: number): number {
  const everyone = who === '' || who.includes('a');
  const targets = { u: everyone || who.includes('u'), g: everyone || who.includes('g'), o: everyone || who.includes('o') };
  const mask = (targets.u ? 0o4700 : 0) | (targets.g ? 0o2070 : 0) | (targets.o ? 0o1007 : 0);
  let bits = bitsOf(mode, letters, isDirectory) & mask;
  if (who === '') bits &= ~umask;
  if (letters.includes('t')) bits |= 0o1000;
  if (operator === '+') return mode | bits;
  if (operator === '-') return mode & ~bits;
  const kept = isDirectory && !letters.includes('s') ? mode & 0o6000 : 0;
  return (mode & ~mask & ~0o1000) | (mode & 0o1000 & ~mask) | bits | kept;
}

function bitsOf(mode: number, letters: string, isDirectory: boolean): number {
  let bits = 0;
  for (const letter of letters) {
    if (letter === 'r') bits |= 0o444;
    if (letter === 'w') bits |= 0o222;
    if (letter === 'x' || (letter === 'X' && (isDirectory || (mode & 0o111) !== 0))) bits |= 0o111;
    if (letter === 's') bits |= 0o6000;
    if ('ugo'.includes(letter)) bits |= ((mode >> (letter === 'u' ? 6 : letter === 'g' ? 3 : 0)) & 7) * 0o111;
  }
  return bits;
}

/** As `ls -l` shows it, ten characters. */
export function describeMode(kind: 'file' | 'directory' | 'symlink', mode: number): string {
  const type = { file: '-', directory: 'd', symlink: 'l' }[kind];
  const special = (bit: number, executable: number, letter: string): string => {
    const runs = (mode & executable) !== 0;
    if ((mode & bit) === 0) return runs ? 'x' : '-';
    return runs ? letter : letter.toUpperCase();
  };
  const pair = (shift: number): string => `${(mode >> shift) & 4 ? 'r' : '-'}${(mode >> shift) & 2 ? 'w' : '-'}`;
  return `${type}${pair(6)}${special(0o4000, 0o100, 's')}${pair(3)}${special(0o2000, 0o010, 's')}${pair(0)}${special(0o1000, 0o001, 't')}`;
}
