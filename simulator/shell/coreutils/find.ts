import { contentSize } from '../../fs/content';
import type { TreeNode } from '../../fs/types';
import { bytesOf, encodeText } from '../bytes';
import { errorText } from '../errno';
import { hasAccess } from '../guarded-fs';
import { findGroup, findUser } from '../passwd';
import { compilePattern, matchesPattern } from '../pattern';
import { compileRegex, matchRegex } from '../regex';
import type { ProgramContext } from '../types';
import { formatDate } from './date-format';
import { describeMode } from './mode';
import { byFlavour, complain, parseOptions } from './options';
import { joinName, lastName } from './walk';

interface Visit {
  readonly path: string;
  readonly node: TreeNode;
  readonly depth: number;
  readonly start: string;
  pruned: boolean;
}

type Test = (visit: Visit) => boolean;

interface Search {
  readonly context: ProgramContext;
  readonly words: readonly string[];
  at: number;
  minDepth: number;
  maxDepth: number;
  depthFirst: boolean;
  hasAction: boolean;
  quits: boolean;
  failed: boolean;
  readonly batches: { readonly words: readonly string[]; readonly paths: string[] }[];
}

class FindError {
  constructor(readonly text: string) {}
}

export function find(context: ProgramContext): number {
  const first = context.args.findIndex((word) => /^(?:-[^LHP]|-.{2,}|[!(])/.test(word));
  const head = first < 0 ? context.args : context.args.slice(0, first);
  const { flags, operands } = parseOptions(head, { short: 'LHP' });
  const search: Search = { context, words: first < 0 ? [] : context.args.slice(first), at: 0, minDepth: 0, maxDepth: Number.POSITIVE_INFINITY, depthFirst: false, hasAction: false, quits: false, failed: false, batches: [] };
  try {
    const test = search.words.length > 0 ? parseOr(search) : (): boolean => true;
    if (search.at < search.words.length) throw new FindError(byFlavour(context, `paths must precede expression: \`${search.words[search.at] ?? ''}'`, `unrecognized: ${search.words[search.at] ?? ''}`));
    const full: Test = search.hasAction ? test : (visit) => test(visit) && print(search, visit, '\n');
    for (const path of operands.length > 0 ? operands : ['.']) startAt(search, path, full, flags.has('L'));
    for (const batch of search.batches) if (batch.paths.length > 0 && context.spawn(fillBatch(batch)) !== 0) search.failed = true;
  } catch (error) {
    if (!(error instanceof FindError)) throw error;
    complain(context, error.text);
    return 1;
  }
  return search.failed ? 1 : 0;
}

function fillBatch(batch: { readonly words: readonly string[]; readonly paths: readonly string[] }): readonly string[] {
  return batch.words.flatMap((word) => (word === '{}' ? batch.paths : [word]));
}

function startAt(search: Search, path: string, test: Test, follow: boolean): void {
  const { context } = search;
  const absolute = context.resolve(path);
  const node = follow ? context.fs.stat(absolute) : context.fs.lstat(absolute);
  if (node.ok) return descend(search, { path, node: node.value, depth: 0, start: path, pruned: false }, test, follow);
  complain(context, byFlavour(context, `'${path}': ${errorText(node.errno)}`, `${path}: ${errorText(node.errno)}`));
  search.failed = true;
}

function descend(search: Search, visit: Visit, test: Test, follow: boolean): void {
  const { context } = search;
  if (search.quits) return;
  context.spend(1);
  const applies = visit.depth >= search.minDepth;
  if (applies && !search.depthFirst) test(visit);
  if (visit.node.kind === 'directory' && visit.depth < search.maxDepth && !(visit.pruned && !search.depthFirst) && !search.quits) {
    const names = context.fs.list(context.resolve(visit.path));
    if (names.ok) for (const name of names.value) visitChild(search, visit, name, test, follow);
    else if (names.errno !== 'ENOENT') {
      complain(context, `${byFlavour(context, `'${visit.path}'`, visit.path)}: ${errorText(names.errno)}`);
      search.failed = true;
    }
  }
  if (applies && search.depthFirst) test(visit);
}

function visitChild(search: Search, visit: Visit, name: string, test: Test, follow: boolean): void {
  const path = joinName(visit.path, name);
  const absolute = search.context.resolve(path);
  const followed = follow ? search.context.fs.stat(absolute) : search.context.fs.lstat(absolute);
  const node = followed.ok ? followed : search.context.fs.lstat(absolute);
  if (node.ok) descend(search, { path, node: node.value, depth: visit.depth + 1, start: visit.start, pruned: false }, test, follow);
}

function parseOr(search: Search): Test {
  const tests = [parseAnd(search)];
  while (['-o', '-or', ','].includes(search.words[search.at] ?? '')) {
    search.at++;
    tests.push(parseAnd(search));
  }
  return tests.length === 1 ? (tests[0] ?? (() => true)) : (visit) => tests.some((test) => test(visit));
}

function parseAnd(search: Search): Test {
  const tests: Test[] = [];
  while (search.at < search.words.length && !['-o', '-or', ',', ')'].includes(search.words[search.at] ?? '')) {
    if (['-a', '-and'].includes(search.words[search.at] ?? '')) search.at++;
    tests.push(parseNot(search));
  }
  return (visit) => tests.every((test) => test(visit));
}

function parseNot(search: Search): Test {
  const word = search.words[search.at];
  if (word === '!' || word === '-not') {
    search.at++;
    const inner = parseNot(search);
    return (visit) => !inner(visit);
  }
  if (word !== '(' && word !== '\\(') return parsePrimary(search);
  search.at++;
  const inner = parseOr(search);
  if (search.words[search.at] !== ')') throw new FindError(byFlavour(search.context, "invalid expression; I was expecting to find a ')' somewhere but did not see one.", "unmatched '('"));
  search.at++;
  return inner;
}

function argument(search: Search, name: string): string {
  const value = search.words[search.at++];
  if (value === undefined) throw new FindError(byFlavour(search.context, `missing argument to \`${name}'`, `requires an argument: ${name}`));
  return value;
}

function parsePrimary(search: Search): Test {
  const name = search.words[search.at++] ?? '';
  const option = parseGlobal(search, name);
  if (option) return option;
  const action = parseAction(search, name);
  if (action) return action;
  const test = parseTest(search, name);
  if (test) return test;
  throw new FindError(byFlavour(search.context, name.startsWith('-') ? `unknown predicate \`${name}'` : `paths must precede expression: \`${name}'`, `unrecognized: ${name}`));
}

function parseGlobal(search: Search, name: string): Test | undefined {
  switch (name) {
    case '-maxdepth':
      search.maxDepth = Number(argument(search, name));
      return () => true;
    case '-mindepth':
      search.minDepth = Number(argument(search, name));
      return () => true;
    case '-depth':
      search.depthFirst = true;
      return () => true;
    case '-xdev':
    case '-mount':
    case '-noleaf':
    case '-follow':
      return () => true;
    case '-regextype':
      argument(search, name);
      return () => true;
    default:
      return undefined;
  }
}

function parseAction(search: Search, name: string): Test | undefined {
  const action = (run: Test): Test => {
    search.hasAction = true;
    return run;
  };
  switch (name) {
    case '-print':
      return action((visit) => print(search, visit, '\n'));
    case '-print0':
      return action((visit) => print(search, visit, '\0'));
    case '-printf': {
      const format = argument(search, name);
      return action((visit) => {
        search.context.out(printfText(search.context, format, visit));
        return true;
      });
    }
    case '-ls':
      return action((visit) => print(search, visit, '\n'));
    case '-delete':
      search.depthFirst = true;
      return action((visit) => remove(search, visit));
    case '-quit':
      return action(() => {
        search.quits = true;
        return true;
      });
    case '-exec':
    case '-execdir':
    case '-ok':
      return action(parseExec(search, name));
    case '-prune':
      return (visit) => {
        visit.pruned = true;
        return true;
      };
    default:
      return undefined;
  }
}

function print(search: Search, visit: Visit, end: string): true {
  search.context.out(bytesOf(encodeText(visit.path) + end));
  return true;
}

function remove(search: Search, visit: Visit): boolean {
  if (visit.path === '.' || visit.path === './') return true;
  const removed = search.context.fs.remove(search.context.resolve(visit.path));
  if (removed.ok) return true;
  complain(search.context, byFlavour(search.context, `cannot delete '${visit.path}': ${errorText(removed.errno)}`, `${visit.path}: ${errorText(removed.errno)}`));
  search.failed = true;
  return false;
}

function parseExec(search: Search, name: string): Test {
  const words: string[] = [];
  for (;;) {
    const word = argument(search, name);
    if (word === ';') break;
    if (word === '+' && words.at(-1) === '{}') {
      const batch = { words, paths: [] as string[] };
      search.batches.push(batch);
      return (visit) => {
        batch.paths.push(visit.path);
        return true;
      };
    }
    words.push(word);
  }
  return (visit) => {
    const inDirectory = name === '-execdir';
    const path = inDirectory ? `./${lastName(visit.path)}` : visit.path;
    const directory = inDirectory ? search.context.resolve(visit.path.slice(0, visit.path.lastIndexOf('/')) || '.') : search.context.workingDirectory;
    return search.context.spawn(words.map((word) => word.replaceAll('{}', path)), { workingDirectory: directory }) === 0;
  };
}

const TYPES: Readonly<Record<string, TreeNode['kind']>> = { f: 'file', d: 'directory', l: 'symlink' };

function parseTest(search: Search, name: string): Test | undefined {
  const { context } = search;
  switch (name) {
    case '-true':
      return () => true;
    case '-false':
      return () => false;
    case '-name':
    case '-iname':
      return nameTest(argument(search, name), name === '-iname', (visit) => lastName(visit.path));
    case '-path':
    case '-wholename':
    case '-ipath':
      return nameTest(argument(search, name), name === '-ipath', (visit) => visit.path);
    case '-lname':
      return nameTest(argument(search, name), false, (visit) => (visit.node.kind === 'symlink' ? visit.node.target : ''));
    case '-regex':
    case '-iregex': {
      const regex = compileRegex(encodeText(argument(search, name)), { extended: search.words.includes('posix-extended') || search.words.includes('egrep'), ignoreCase: name === '-iregex' });
      return (visit) => {
        const path = encodeText(visit.path);
        const match = regex && matchRegex(regex, path, 0, context.spend);
        return match !== undefined && match.start === 0 && match.end === path.length;
      };
    }
    case '-type': {
      const kinds = argument(search, name).split(',').map((letter) => TYPES[letter]);
      return (visit) => kinds.includes(visit.node.kind);
    }
    case '-empty':
      return ({ node }) => (node.kind === 'directory' ? node.children.size === 0 : node.kind === 'file' && contentSize(node.content) === 0);
    case '-size':
      return sizeTest(argument(search, name));
    case '-perm':
      return permissionTest(argument(search, name));
    case '-executable':
    case '-readable':
    case '-writable':
      return ({ node }) => hasAccess(node, context.identity, { '-executable': 1, '-writable': 2, '-readable': 4 }[name] ?? 4);
    default:
      return parseOwnerOrTime(search, name);
  }
}

function nameTest(pattern: string, ignoreCase: boolean, textOf: (visit: Visit) => string): Test {
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const compiled = compilePattern(encodeText(fold(pattern)));
  return (visit) => matchesPattern(compiled, encodeText(fold(textOf(visit))));
}

/** `+n`, `-n` or `n`. */
function numberTest(text: string): (value: number) => boolean {
  const wanted = Number(text.replace(/^[-+]/, ''));
  if (text.startsWith('+')) return (value) => value > wanted;
  return text.startsWith('-') ? (value) => value < wanted : (value) => value === wanted;
}

const SIZE_UNITS: Readonly<Record<string, number>> = { c: 1, w: 2, b: 512, k: 1024, M: 1048576, G: 1073741824 };

/** Sizes are rounded up to the unit before they are compared. */
function sizeTest(text: string): Test {
  const unit = SIZE_UNITS[text.slice(-1)];
  const fits = numberTest(unit === undefined ? text : text.slice(0, -1));
  return ({ node }) => fits(Math.ceil((node.kind === 'file' ? contentSize(node.content) : node.kind === 'directory' ? 4096 : node.target.length) / (unit ?? 512)));
}

function permissionTest(text: string): Test {
  const octal = text.replace(/^[-/+]/, '');
  const wanted = /^[0-7]+$/.test(octal) ? Number.parseInt(octal, 8) : symbolicBits(octal);
  if (text.startsWith('-')) return ({ node }) => (node.mode & wanted) === wanted;
  return text.startsWith('/') || text.startsWith('+') ? ({ node }) => wanted === 0 || (node.mode & wanted) !== 0 : ({ node }) => node.mode === wanted;
}

function symbolicBits(text: string): number {
  let bits = 0;
  for (const clause of text.split(',')) {
    const [, who = '', letters = ''] = /^([ugoa]*)[=+]([rwxst]+)$/.exec(clause) ?? [];
    const shifts = who === '' || who.includes('a') ? [6, 3, 0] : [...(who.includes('u') ? [6] : []), ...(who.includes('g') ? [3] : []), ...(who.includes('o') ? [0] : [])];
    for (const shift of shifts) bits |= ((letters.includes('r') ? 4 : 0) | (letters.includes('w') ? 2 : 0) | (letters.includes('x') ? 1 : 0)) << shift;
    if (letters.includes('s')) bits |= (who.includes('u') ? 0o4000 : 0) | (who.includes('g') ? 0o2000 : 0);
  }
  return bits;
}

function parseOwnerOrTime(search: Search, name: string): Test | undefined {
  const { context } = search;
  switch (name) {
    case '-user':
    case '-uid': {
      const text = argument(search, name);
      const uid = findUser(context.fs, text)?.uid ?? Number(text);
      return ({ node }) => node.uid === uid;
    }
    case '-group':
    case '-gid': {
      const text = argument(search, name);
      const gid = findGroup(context.fs, text)?.gid ?? Number(text);
      return ({ node }) => node.gid === gid;
    }
    case '-nouser':
      return ({ node }) => !findUser(context.fs, node.uid);
    case '-nogroup':
      return ({ node }) => !findGroup(context.fs, node.gid);
    case '-links': {
      const fits = numberTest(argument(search, name));
      return (visit) => {
        const count = context.fs.linkCount(context.resolve(visit.path));
        return fits(count.ok ? count.value : 1);
      };
    }
    case '-newer': {
      const node = context.fs.stat(context.resolve(argument(search, name)));
      return (visit) => node.ok && visit.node.mtimeSeconds > node.value.mtimeSeconds;
    }
    case '-mtime':
    case '-mmin':
    case '-atime':
    case '-ctime':
    case '-amin':
    case '-cmin': {
      const fits = numberTest(argument(search, name));
      const unit = name.endsWith('min') ? 60 : 86_400;
      return ({ node }) => fits(Math.floor((context.nowSeconds - node.mtimeSeconds) / unit));
    }
    default:
      return undefined;
  }
}

function printfText(context: ProgramContext, format: string, visit: Visit): string {
  const { node, path } = visit;
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '0': '\0', '\\': '\\' };
  return format.replace(/\\(.)|%([-0]?\d*)(T?.)/g, (all, escape: string | undefined, width: string | undefined, code: string | undefined) => {
    if (escape !== undefined) return escapes[escape] ?? all;
    const text = printfField(context, code ?? '', visit, node, path) ?? all;
    const size = Math.abs(Number(width)) || 0;
    return width?.startsWith('-') ? text.padEnd(size) : text.padStart(size);
  });
}

function printfField(context: ProgramContext, code: string, visit: Visit, node: TreeNode, path: string): string | undefined {
  if (code.startsWith('T') && code.length === 2) return code === 'T@' ? `${node.mtimeSeconds}.0000000000` : formatDate(`%${code[1] ?? ''}`, node.mtimeSeconds);
  switch (code) {
    case '%': return '%';
    case 'p': return path;
    case 'f': return lastName(path);
    case 'h': return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
    case 'P': return path === visit.start ? '' : path.slice(visit.start.replace(/\/$/, '').length + 1);
    case 'H': return visit.start;
    case 's': return String(node.kind === 'file' ? contentSize(node.content) : 4096);
    case 'm': return node.mode.toString(8);
    case 'M': return describeMode(node.kind, node.kind === 'symlink' ? 0o777 : node.mode);
    case 'u': return findUser(context.fs, node.uid)?.name ?? String(node.uid);
    case 'g': return findGroup(context.fs, node.gid)?.name ?? String(node.gid);
    case 'U': return String(node.uid);
    case 'G': return String(node.gid);
    case 'y': return { file: 'f', directory: 'd', symlink: 'l' }[node.kind];
    case 'l': return node.kind === 'symlink' ? node.target : '';
    case 'd': return String(visit.depth);
    case 't': return formatDate('%a %b %e %H:%M:%S.0000000000 %Y', node.mtimeSeconds);
    default: return undefined;
  }
}
