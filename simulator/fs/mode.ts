const SETUID = 0o4000;
const SETGID = 0o2000;
const STICKY = 0o1000;
/** What `=` clears when no class is named: everything but the sticky bit. */
const STANDARD = 0o6777;

/** One operation of a symbolic mode: `u+rw`, or a copy of another class's bits as in `g=u`. */
type Operation =
  | { readonly kind: 'add' | 'clear' | 'add-if-executable'; readonly bits: number }
  | { readonly kind: 'copy'; readonly from: 'u' | 'g' | 'o'; readonly operator: string; readonly who: number };

/**
 * What is wrong with a `--chmod` value that is no octal number up to 07777: `numeric` when it begins with a digit, `symbolic` for
 * anything else that BSD's setmode does not read; `undefined` for a valid symbolic mode.
 */
export function isValidSymbolicMode(text: string): 'symbolic' | 'numeric' | undefined {
  if (/^\d/.test(text)) return 'numeric';
  return parseSymbolicMode(text) === undefined ? 'symbolic' : undefined;
}

/** Applies a symbolic mode as with umask 0 (tonistiigi/dchapes-mode `Apply`); a malformed one changes nothing. */
export function applySymbolicMode(text: string, mode: number, isDirectory: boolean): number {
  let result = mode;
  for (const operation of parseSymbolicMode(text) ?? []) result = applyOperation(operation, result, mode, isDirectory);
  return result;
}

function applyOperation(operation: Operation, mode: number, original: number, isDirectory: boolean): number {
  switch (operation.kind) {
    case 'add':
      return mode | operation.bits;
    case 'clear':
      return mode & ~operation.bits;
    case 'add-if-executable':
      return (original & 0o111) !== 0 || isDirectory ? mode | operation.bits : mode;
    case 'copy':
      return copyClass(operation.from, operation.operator, operation.who, mode);
  }
}

const SHIFTS = { u: 6, g: 3, o: 0 } as const;

function copyClass(from: 'u' | 'g' | 'o', operator: string, who: number, mode: number): number {
  const value = (mode >> SHIFTS[from]) & 0o7;
  let result = mode;
  for (const shift of Object.values(SHIFTS)) {
    if (who !== 0 && (who & (0o4 << shift)) === 0) continue;
    if (operator === '=') result &= ~(0o7 << shift);
    if (operator === '-') result &= ~(value << shift);
    else result |= value << shift;
  }
  return result;
}

interface Scan {
  readonly text: string;
  at: number;
  readonly operations: Operation[];
}

/** `[ugoa]*[-+=][rwxXstugo]*`, operators repeated, clauses separated by commas. */
function parseSymbolicMode(text: string): readonly Operation[] | undefined {
  const scan: Scan = { text, at: 0, operations: [] };
  do {
    const who = parseClasses(scan);
    do {
      if (!parseOperator(scan, who)) return undefined;
    } while (scan.at < text.length && text[scan.at] !== ',');
  } while (text[scan.at++] === ',');
  return scan.operations;
}

const CLASSES: Readonly<Record<string, number>> = { a: STANDARD, u: SETUID | 0o700, g: SETGID | 0o070, o: 0o007 };

function parseClasses(scan: Scan): number {
  let who = 0;
  for (let bits = CLASSES[scan.text[scan.at] ?? '']; bits !== undefined; bits = CLASSES[scan.text[scan.at] ?? '']) {
    who |= bits;
    scan.at++;
  }
  return who;
}

const PERMISSIONS: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111, s: SETUID | SETGID, t: STICKY };

/** A `t` narrows the classes named before to the sticky bit itself when none was named: `+xt` is `+t`. */
function parseOperator(scan: Scan, named: number): boolean {
  const operator = scan.text[scan.at++];
  if (operator !== '+' && operator !== '-' && operator !== '=') return false;
  let who = named;
  let permissions = 0;
  let ifExecutable = 0;
  let isCleared = false;
  const flush = (isEnd: boolean) => {
    if (permissions !== 0 || (isEnd && operator === '=' && !isCleared)) addBits(scan, operator, who, permissions);
    if (ifExecutable !== 0) scan.operations.push({ kind: 'add-if-executable', bits: limit(who, ifExecutable) });
    permissions = 0;
    ifExecutable = 0;
  };
  for (let letter = scan.text[scan.at]; letter !== undefined; letter = scan.text[++scan.at]) {
    if (letter === 'u' || letter === 'g' || letter === 'o') {
      flush(false);
      isCleared = isCleared || operator === '=';
      scan.operations.push({ kind: 'copy', from: letter, operator, who });
    } else if (letter === 'X' && operator !== '-') {
      ifExecutable = 0o111;
    } else {
      const bits = PERMISSIONS[letter === 'X' ? 'x' : letter];
      if (bits === undefined) break;
      const isForOthersOnly = who !== 0 && (who & ~0o007) === 0;
      if ((letter !== 's' && letter !== 't') || !isForOthersOnly) permissions |= bits;
      if (letter === 't' && !isForOthersOnly) who |= STICKY;
    }
  }
  flush(true);
  return true;
}

function addBits(scan: Scan, operator: string, who: number, permissions: number): void {
  if (operator === '=') scan.operations.push({ kind: 'clear', bits: who === 0 ? STANDARD : who });
  scan.operations.push({ kind: operator === '-' ? 'clear' : 'add', bits: limit(who, permissions) });
}

function limit(who: number, bits: number): number {
  return who === 0 ? bits : who & bits;
}
