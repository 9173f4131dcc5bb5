import { bytesOf, encodeText } from '../bytes';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { printfText } from './find-printf';
import { argument, FindError, type Search, type Test, type Visit } from './find-search';
import { parseTest } from './find-tests';
import { byFlavour, complain, parseOptions } from './options';
import { joinName, lastName } from './walk';

export function find(context: ProgramContext): number {
  const first = context.args.findIndex((word) => /^(?:-[^LHP]|-.{2,}|[!(])/.test(word));
  const head = first < 0 ? context.args : context.args.slice(0, first);
  const { flags, operands } = parseOptions(head, { short: 'LHP' });
  const search: Search = {
    context,
    words: first < 0 ? [] : context.args.slice(first),
    at: 0,
    minDepth: 0,
    maxDepth: Number.POSITIVE_INFINITY,
    depthFirst: false,
    hasAction: false,
    quits: false,
    failed: false,
    batches: [],
  };
  try {
    const test = search.words.length > 0 ? parseOr(search) : (): boolean => true;
    if (search.at < search.words.length)
      throw new FindError(
        byFlavour(context, `paths must precede expression: \`${search.words[search.at] ?? ''}'`, `unrecognized: ${search.words[search.at] ?? ''}`),
      );
    const full: Test = search.hasAction ? test : (visit) => test(visit) && print(search, visit, '\n');
    for (const path of operands.length > 0 ? operands : ['.']) startAt(search, path, full, flags.has('L') || search.words.includes('-follow'));
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
  if (search.words[search.at] !== ')')
    throw new FindError(
      byFlavour(search.context, "invalid expression; I was expecting to find a ')' somewhere but did not see one.", "unmatched '('"),
    );
  search.at++;
  return inner;
}

/** What the recorded BusyBox was built with: no `-delete`, `-printf`, `-ok`, `-ls`. */
const RECORDED_PRIMARIES: ReadonlySet<string> = new Set(
  (
    '-follow -xdev -maxdepth -mindepth -depth -name -iname -path -ipath -wholename -regex -type -executable -perm -mtime -atime -ctime -mmin -amin -cmin ' +
    '-newer -inum -samefile -user -group -size -links -empty -prune -print -print0 -exec -quit'
  ).split(' '),
);

function parsePrimary(search: Search): Test {
  const name = search.words[search.at++] ?? '';
  if (search.context.isRecorded && !RECORDED_PRIMARIES.has(name)) throw new FindError(`unrecognized: ${name}`);
  const option = parseGlobal(search, name);
  if (option) return option;
  const action = parseAction(search, name);
  if (action) return action;
  const test = parseTest(search, name);
  if (test) return test;
  throw new FindError(
    byFlavour(
      search.context,
      name.startsWith('-') ? `unknown predicate \`${name}'` : `paths must precede expression: \`${name}'`,
      `unrecognized: ${name}`,
    ),
  );
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
  complain(
    search.context,
    byFlavour(search.context, `cannot delete '${visit.path}': ${errorText(removed.errno)}`, `${visit.path}: ${errorText(removed.errno)}`),
  );
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
    return (
      search.context.spawn(
        words.map((word) => word.replaceAll('{}', path)),
        { workingDirectory: directory },
      ) === 0
    );
  };
}
