/** How `echo` treats backslashes and options: dash always interprets them, the others with `-e`; in BusyBox an octal number needs no leading zero. */
export type EchoStyle = 'dash' | 'ash' | 'options';

/** What `echo` prints. Byte strings in and out. */
export function echoText(args: readonly string[], style: EchoStyle): string {
  let newline = true;
  let escapes = style === 'dash';
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] ?? '';
    if (!(style === 'dash' ? /^-n$/ : /^-[neE]+$/).test(word)) break;
    for (const letter of word.slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
    if (style === 'dash') {
      at++;
      break;
    }
  }
  const text = args.slice(at).join(' ');
  if (!escapes) return newline ? `${text}\n` : text;
  const unescaped = unescapeEcho(
    style === 'ash' ? text.replace(/\\(\\|[1-7])/g, (all, next: string) => (next === '\\' ? all : `\\0${next}`)) : text,
    style !== 'dash',
  );
  return unescaped.stopped || !newline ? unescaped.text : `${unescaped.text}\n`;
}

const SIMPLE: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };

/** `\c` ends all output; octal numbers begin with `\0`. */
export function unescapeEcho(text: string, extended: boolean): { readonly text: string; readonly stopped: boolean } {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    const next = text[at + 1];
    if (character !== '\\' || next === undefined) {
      result += character;
      at++;
      continue;
    }
    if (next === 'c') return { text: result, stopped: true };
    const octal = /^\\0([0-7]{0,3})/.exec(text.slice(at, at + 5));
    const hex = extended ? /^\\x([0-9a-fA-F]{1,2})/.exec(text.slice(at, at + 4)) : null;
    const simple = SIMPLE[next] ?? (next === 'e' ? '\x1b' : undefined);
    if (octal) result += String.fromCharCode((Number.parseInt(octal[1] || '0', 8) || 0) & 255);
    else if (hex) result += String.fromCharCode(Number.parseInt(hex[1] ?? '0', 16));
    else result += simple ?? `\\${next}`;
    at += (octal ?? hex)?.[0].length ?? 2;
  }
  return { text: result, stopped: false };
}
