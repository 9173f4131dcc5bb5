import { bytesOf } from '../bytes';
import type { ProgramContext } from '../types';
import { complainOfInput, linesOf, readInput } from './input';
import { complain, parseOptions, refuseOption } from './options';

interface PatchedFile {
  readonly from: string;
  readonly to: string;
  readonly hunks: readonly PatchHunk[];
}

interface PatchHunk {
  /** 1-based, in the file before. */
  readonly start: number;
  readonly lines: readonly string[];
}

/** Applies unified diffs; a hunk that is not where it should be is looked for nearby, without leaving out context. */
export function patch(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'p:i:RNEufs',
    long: { strip: 'p:', input: 'i:', reverse: 'R', forward: 'N', force: 'f', unified: 'u', quiet: 's', silent: 's', 'dry-run': 'dry' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const [target, file] = options.operands;
  const name = options.values.get('i') ?? file ?? '-';
  const input = readInput(context, name);
  if (!input.ok) {
    complainOfInput(context, name, input.errno);
    return 1;
  }
  const strip = Number(options.values.get('p') ?? -1);
  const how = { reverse: options.flags.has('R'), dry: options.flags.has('dry'), quiet: options.flags.has('s') };
  const statuses = readPatch(linesOf(input.text)).map((patched) => applyToFile(context, patched, target ?? pathOf(context, patched, strip), how));
  return Math.max(0, ...statuses);
}

interface How {
  readonly reverse: boolean;
  readonly dry: boolean;
  readonly quiet: boolean;
}

function readPatch(lines: readonly string[]): readonly PatchedFile[] {
  const files: { from: string; to: string; hunks: PatchHunk[] }[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('--- ') && lines[at + 1]?.startsWith('+++ ')) {
      files.push({ from: nameIn(line), to: nameIn(lines[++at] ?? ''), hunks: [] });
      continue;
    }
    const header = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
    if (!header) continue;
    const hunk = readHunk(lines, at + 1, Number(header[2] ?? 1), Number(header[3] ?? 1));
    files.at(-1)?.hunks.push({ start: Number(header[1]), lines: hunk });
    at += hunk.length;
  }
  return files;
}

function nameIn(line: string): string {
  return line.slice(4).split('\t')[0]?.trimEnd() ?? '';
}

function readHunk(lines: readonly string[], from: number, before: number, after: number): readonly string[] {
  let [old, fresh] = [before, after];
  const taken: string[] = [];
  for (let at = from; (old > 0 || fresh > 0) && at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('\\')) continue;
    if (!line.startsWith('+')) old--;
    if (!line.startsWith('-')) fresh--;
    taken.push(line === '' ? ' ' : line);
  }
  return taken;
}

function pathOf(context: ProgramContext, patched: PatchedFile, strip: number): string {
  const cut = (name: string): string => {
    if (strip < 0) return name.slice(name.lastIndexOf('/') + 1);
    return name.split(/\/+/).slice(strip).join('/');
  };
  const named = patched.to === '/dev/null' ? patched.from : patched.to;
  const other = cut(patched.from);
  return context.fs.exists(context.resolve(cut(named))) || patched.from === '/dev/null' ? cut(named) : other;
}

function applyToFile(context: ProgramContext, patched: PatchedFile, path: string, how: How): number {
  const absolute = context.resolve(path);
  const isNew = (how.reverse ? patched.to : patched.from) === '/dev/null';
  const input = isNew ? ({ ok: true, text: '' } as const) : readInput(context, path);
  if (!input.ok) {
    complain(context, `can't open '${path}': No such file or directory`);
    return 1;
  }
  if (!how.quiet) context.out(`${isNew ? 'creating' : 'patching file'} ${path}\n`);
  const result = applyHunks(linesOf(input.text), patched.hunks, how.reverse);
  for (const number of result.failed)
    context.out(`Hunk ${number} FAILED ${patched.hunks[number - 1]?.start ?? 0}/${patched.hunks[number - 1]?.start ?? 0}.\n`);
  if (result.failed.length > 0) return 1;
  if (how.dry) return 0;
  const isGone = (how.reverse ? patched.from : patched.to) === '/dev/null';
  if (isGone && result.lines.length === 0) {
    context.fs.remove(absolute);
    return 0;
  }
  store(context, absolute, result.lines.map((line) => `${line}\n`).join(''));
  return 0;
}

/** The patched file is a new one with the old one's mode. */
function store(context: ProgramContext, absolute: string, text: string): void {
  const node = context.fs.stat(absolute);
  if (node.ok) context.fs.remove(absolute);
  context.fs.mkdirAll(absolute.slice(0, absolute.lastIndexOf('/')) || '/');
  context.fs.write(absolute, bytesOf(text), node.ok ? { mode: node.value.mode } : {});
}

function applyHunks(
  lines: readonly string[],
  hunks: readonly PatchHunk[],
  reverse: boolean,
): { readonly lines: readonly string[]; readonly failed: readonly number[] } {
  const result = [...lines];
  const failed: number[] = [];
  let shift = 0;
  hunks.forEach((hunk, index) => {
    const [removed, added] = reverse ? ['+', '-'] : ['-', '+'];
    const before = hunk.lines.filter((line) => line[0] !== added).map((line) => line.slice(1));
    const after = hunk.lines.filter((line) => line[0] !== removed).map((line) => line.slice(1));
    const place = findLines(result, before, Math.max(0, hunk.start - 1 + shift));
    if (place === undefined) failed.push(index + 1);
    else {
      result.splice(place, before.length, ...after);
      shift += after.length - before.length;
    }
  });
  return { lines: result, failed };
}

/** Nearest to where they were. */
function findLines(lines: readonly string[], wanted: readonly string[], near: number): number | undefined {
  const fits = (at: number): boolean => at >= 0 && at + wanted.length <= lines.length && wanted.every((line, index) => lines[at + index] === line);
  for (let distance = 0; distance <= lines.length; distance++) {
    if (fits(near + distance)) return near + distance;
    if (fits(near - distance)) return near - distance;
  }
  return undefined;
}
