const MOST_WORDS = 100_000;

/** bash's `a{b,c}d` and `{1..5}`, on the text of a word: quoted and escaped braces do not count. */
export function expandBraces(text: string): readonly string[] {
  for (let open = nextOpen(text, 0); open >= 0; open = nextOpen(text, open + 1)) {
    const group = groupAt(text, open);
    if (!group) continue;
    const before = text.slice(0, open);
    const after = expandBraces(text.slice(group.end));
    const inner = group.alternatives.length > 1 ? group.alternatives.flatMap((part) => expandBraces(part)) : sequence(group.alternatives[0] ?? '');
    if (!inner || inner.length * after.length > MOST_WORDS) continue;
    return inner.flatMap((middle) => after.map((rest) => before + middle + rest));
  }
  return [text];
}

interface Group {
  readonly alternatives: readonly string[];
  readonly end: number;
}

function nextOpen(text: string, from: number): number {
  for (let at = from; at < text.length; at = skip(text, at)) if (text[at] === '{' && text[at - 1] !== '$') return at;
  return -1;
}

/** The place after the character, quoted string or `${…}` at `at`. */
function skip(text: string, at: number): number {
  const character = text[at];
  if (character === '\\') return at + 2;
  if (character !== "'" && character !== '"') return at + 1;
  const close = text.indexOf(character, at + 1);
  return close < 0 ? text.length : close + 1;
}

function groupAt(text: string, open: number): Group | undefined {
  const alternatives: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < text.length; at = skip(text, at)) {
    const character = text[at];
    if (character === '{') depth++;
    if (character === ',' && depth === 1) {
      alternatives.push(text.slice(start, at));
      start = at + 1;
    }
    if (character === '}' && --depth === 0) return { alternatives: [...alternatives, text.slice(start, at)], end: at + 1 };
  }
  return undefined;
}

function sequence(text: string): readonly string[] | undefined {
  const match = /^(?:(-?\d+)\.\.(-?\d+)|([A-Za-z])\.\.([A-Za-z]))(?:\.\.(-?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, low, high, first, last, increment] = match;
  const from = low === undefined ? (first?.charCodeAt(0) ?? 0) : Number(low);
  const to = high === undefined ? (last?.charCodeAt(0) ?? 0) : Number(high);
  const step = Math.abs(Number(increment ?? 1)) || 1;
  if (Math.abs(to - from) / step > MOST_WORDS) return undefined;
  const width = [low, high].some((bound) => /^-?0\d/.test(bound ?? '')) ? Math.max(low?.length ?? 0, high?.length ?? 0) : 0;
  const show = (value: number): string => (low === undefined ? String.fromCharCode(value) : pad(value, width));
  const values: string[] = [];
  for (let value = from; from <= to ? value <= to : value >= to; value += from <= to ? step : -step) values.push(show(value));
  return values;
}

function pad(value: number, width: number): string {
  const digits = String(Math.abs(value));
  return value < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0');
}
