import { type ParsedRegex, parseRegex, type RegexNode, type RegexOptions } from './regex-parse';

export type { RegexOptions } from './regex-parse';

export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** The whole match, then each group; `undefined` where a group took no part. */
  readonly groups: readonly (string | undefined)[];
}

export type Regex = ParsedRegex;

const compiled = new Map<string, Regex | undefined>();
const MOST_COMPILED = 200;

/** `undefined` when the expression is not well-formed. */
export function compileRegex(source: string, options: RegexOptions): Regex | undefined {
  const key = `${options.extended ? 'E' : 'B'}${options.ignoreCase ? 'i' : ''} ${source}`;
  if (compiled.has(key)) return compiled.get(key);
  const regex = parseRegex(source, options);
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(key, regex);
  return regex;
}

interface Matching {
  readonly text: string;
  readonly captures: (readonly [number, number] | undefined)[];
  /** Steps since they were last reported. */
  steps: number;
  readonly spend: (steps: number) => void;
}

type Continuation = (at: number) => boolean;

/** A group repeated more often than this is taken to end there, so that the JavaScript stack suffices. */
const MOST_GROUP_REPEATS = 600;
const STEPS_PER_REPORT = 1000;

/** The leftmost match at or after `from`; the longest one there when alternatives compete, as POSIX demands. */
export function matchRegex(regex: Regex, text: string, from: number, spend: (steps: number) => void): RegexMatch | undefined {
  const firsts = firstTable(regex.node);
  for (let start = from; start <= text.length; start++) {
    if (firsts && (start >= text.length || firsts[text.charCodeAt(start)] !== 1)) continue;
    const match = matchAt(regex, text, start, spend);
    if (match) return match;
    if (regex.node.kind === 'sequence' && regex.node.items[0]?.kind === 'start') return undefined;
  }
  return undefined;
}

/** Bytes that a match must begin with, where that is plain to see. */
function firstTable(node: RegexNode): Uint8Array | undefined {
  switch (node.kind) {
    case 'character':
      return node.table;
    case 'sequence':
      return node.items[0] && firstTable(node.items[0]);
    case 'group':
      return firstTable(node.body);
    case 'repeat':
      return node.min > 0 ? firstTable(node.body) : undefined;
    default:
      return undefined;
  }
}

function matchAt(regex: Regex, text: string, start: number, spend: (steps: number) => void): RegexMatch | undefined {
  const matching: Matching = { text, captures: [], steps: 0, spend };
  let best: { readonly end: number; readonly captures: Matching['captures'] } | undefined;
  run(regex.node, matching, start, (end) => {
    if (!best || end > best.end) best = { end, captures: [...matching.captures] };
    return !regex.hasChoice || end === text.length;
  });
  spend(matching.steps + 1);
  if (!best) return undefined;
  const groups: (string | undefined)[] = [text.slice(start, best.end)];
  for (let index = 1; index <= regex.groups; index++) {
    const capture = best.captures[index];
    groups.push(capture && text.slice(capture[0], capture[1]));
  }
  return { start, end: best.end, groups };
}

function run(node: RegexNode, matching: Matching, at: number, next: Continuation): boolean {
  if (++matching.steps > STEPS_PER_REPORT) {
    matching.spend(matching.steps);
    matching.steps = 0;
  }
  switch (node.kind) {
    case 'character':
      return at < matching.text.length && node.table[matching.text.charCodeAt(at)] === 1 && next(at + 1);
    case 'sequence':
      return runSequence(node.items, 0, matching, at, next);
    case 'choice':
      return node.items.some((item) => run(item, matching, at, next));
    case 'group':
      return runGroup(node, matching, at, next);
    case 'repeat':
      return node.body.kind === 'character'
        ? repeatCharacter(node.body.table, node.min, node.max, matching, at, next)
        : repeatNode(node, matching, at, next, 0, -1);
    case 'reference':
      return runReference(node.index, matching, at, next);
    default:
      return holds(node.kind, matching.text, at) && next(at);
  }
}

function runSequence(items: readonly RegexNode[], index: number, matching: Matching, at: number, next: Continuation): boolean {
  let here = at;
  let item = items[index];
  let position = index;
  while (item?.kind === 'character') {
    if (here >= matching.text.length || item.table[matching.text.charCodeAt(here)] !== 1) return false;
    here++;
    item = items[++position];
  }
  if (!item) return next(here);
  return run(item, matching, here, (end) => runSequence(items, position + 1, matching, end, next));
}

function runGroup(node: Extract<RegexNode, { readonly kind: 'group' }>, matching: Matching, at: number, next: Continuation): boolean {
  const before = matching.captures[node.index];
  const matched = run(node.body, matching, at, (end) => {
    const inner = matching.captures[node.index];
    matching.captures[node.index] = [at, end];
    if (next(end)) return true;
    matching.captures[node.index] = inner;
    return false;
  });
  if (!matched) matching.captures[node.index] = before;
  return matched;
}

function runReference(index: number, matching: Matching, at: number, next: Continuation): boolean {
  const capture = matching.captures[index];
  if (!capture) return false;
  const wanted = matching.text.slice(capture[0], capture[1]);
  return matching.text.startsWith(wanted, at) && next(at + wanted.length);
}

function repeatCharacter(table: Uint8Array, min: number, max: number, matching: Matching, at: number, next: Continuation): boolean {
  const most = Math.min(matching.text.length, at + max);
  let end = at;
  while (end < most && table[matching.text.charCodeAt(end)] === 1) end++;
  matching.steps += (end - at) >> 3;
  for (; end >= at + min; end--) {
    matching.steps++;
    if (next(end)) return true;
  }
  return false;
}

function repeatNode(
  node: Extract<RegexNode, { readonly kind: 'repeat' }>,
  matching: Matching,
  at: number,
  next: Continuation,
  count: number,
  last: number,
): boolean {
  const goesOn = count < Math.min(node.max, MOST_GROUP_REPEATS) && !(count >= node.min && at === last);
  if (goesOn && run(node.body, matching, at, (end) => repeatNode(node, matching, end, next, count + 1, at))) return true;
  return count >= node.min && next(at);
}

function holds(kind: 'start' | 'end' | 'word-start' | 'word-end' | 'boundary' | 'inside', text: string, at: number): boolean {
  const before = at > 0 && /\w/.test(text[at - 1] ?? '');
  const after = at < text.length && /\w/.test(text[at] ?? '');
  switch (kind) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'word-start':
      return !before && after;
    case 'word-end':
      return before && !after;
    case 'boundary':
      return before !== after;
    case 'inside':
      return before === after;
  }
}
