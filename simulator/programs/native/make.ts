import type { Program, ProgramContext } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { readText } from '../npm/manifest';
import { notSimulated } from '../stand-ins';
import { expand, type Makefile, parseMakefile, type Rule } from './makefile';

interface MakeOptions {
  readonly goals: readonly string[];
  readonly overrides: ReadonlyMap<string, string>;
  readonly folder: string;
  readonly file: string | undefined;
  readonly silent: boolean;
  readonly dry: boolean;
}

function parse(context: ProgramContext): MakeOptions {
  const goals: string[] = [];
  const overrides = new Map<string, string>();
  let [folder, file, silent, dry] = [context.workingDirectory, undefined as string | undefined, false, false];
  for (let index = 0; index < context.args.length; index++) {
    const word = context.args[index] ?? '';
    const set = /^([\w.-]+):?=(.*)$/.exec(word);
    if (word === '-C' || word === '--directory') folder = absolutePath(context, context.args[++index] ?? '.');
    else if (word === '-f' || word === '--file') file = context.args[++index];
    else if (word === '-j' && /^\d+$/.test(context.args[index + 1] ?? '')) index++;
    else if (word === '-s' || word === '--silent' || word === '--quiet') silent = true;
    else if (word === '-n' || word === '--dry-run') dry = true;
    else if (set !== null && !word.startsWith('-')) overrides.set(set[1] ?? '', set[2] ?? '');
    else if (!word.startsWith('-')) goals.push(word);
  }
  return { goals, overrides, folder, file, silent, dry };
}

/** A run of make, with what it has already made. */
interface Run {
  readonly context: ProgramContext;
  readonly options: MakeOptions;
  readonly makefile: Makefile;
  readonly name: string;
  /** target → whether it was remade. */
  readonly done: Map<string, boolean>;
}

/** GNU make, for Makefiles of variables, rules and pattern rules; recipes run in the shell. Others are outside of the model. */
export const make: Program = (context) => {
  if (context.args.includes('--version') || context.args.includes('-v')) {
    context.out('GNU Make 4.3\n');
    return 0;
  }
  const options = parse(context);
  if (!context.fs.exists(options.folder)) {
    context.err(`make: *** ${options.folder}: No such file or directory.  Stop.\n`);
    return 2;
  }
  const names = options.file === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [options.file];
  const name = names.find((candidate) => context.fs.exists(`${options.folder}/${candidate}`));
  if (name === undefined)
    return stop(
      context,
      options.file === undefined
        ? noMakefile(options)
        : `make: ${options.file}: No such file or directory\nmake: *** No rule to make target '${options.file}'.  Stop.`,
    );
  const makefile = parseMakefile(readText(context, `${options.folder}/${name}`) ?? '', options.overrides, context.env);
  if (makefile === undefined) return notSimulated(context, 'make');
  const first = makefile.rules.flatMap(({ targets }) => targets).find((target) => !target.startsWith('.') && !target.includes('%'));
  const goals = options.goals.length > 0 ? options.goals : first === undefined ? [] : [first];
  if (goals.length === 0) return stop(context, 'make: *** No targets.  Stop.');
  const run: Run = { context, options, makefile, name, done: new Map() };
  for (const goal of goals) {
    const status = update(run, goal, undefined, 0);
    if (status !== 0) return 2;
    if (run.done.get(goal) === false)
      context.out(isFile(run, goal) ? `make: '${goal}' is up to date.\n` : `make: Nothing to be done for '${goal}'.\n`);
  }
  return 0;
};

function noMakefile({ goals }: MakeOptions): string {
  const [goal] = goals;
  return goal === undefined ? 'make: *** No targets specified and no makefile found.  Stop.' : `make: *** No rule to make target '${goal}'.  Stop.`;
}

function stop(context: ProgramContext, message: string): number {
  context.err(`${message}\n`);
  return 2;
}

function pathOf({ options }: Run, target: string): string {
  return target.startsWith('/') ? target : `${options.folder}/${target}`;
}

function isFile(run: Run, target: string): boolean {
  return !run.makefile.phony.has(target) && run.context.fs.exists(pathOf(run, target));
}

const DEEPEST = 100;

/** Makes a target when it is missing, phony, or older than something that it needs. */
function update(run: Run, target: string, neededBy: string | undefined, depth: number): number {
  if (run.done.has(target)) return 0;
  run.context.spend(1);
  const rule = ruleFor(run, target);
  if (rule === undefined || depth > DEEPEST) {
    if (isFile(run, target)) {
      run.done.set(target, false);
      return 0;
    }
    return stop(run.context, `make: *** No rule to make target '${target}'${neededBy === undefined ? '' : `, needed by '${neededBy}'`}.  Stop.`);
  }
  run.done.set(target, false);
  let remade = false;
  for (const needed of rule.prerequisites) {
    const status = update(run, needed, target, depth + 1);
    if (status !== 0) return status;
    remade ||= run.done.get(needed) === true;
  }
  const exists = isFile(run, target);
  if (exists && !remade && !isOlder(run, target, rule.prerequisites)) return 0;
  if (rule.recipe.length > 0 || remade) run.done.set(target, rule.recipe.length > 0 || remade);
  return execute(run, target, rule);
}

function isOlder(run: Run, target: string, prerequisites: readonly string[]): boolean {
  const time = (name: string) => {
    const node = run.context.fs.stat(pathOf(run, name));
    return node.ok ? node.value.mtimeSeconds : 0;
  };
  return prerequisites.some((name) => time(name) > time(target));
}

/** The rule that names the target, else a pattern rule whose sources are there, else make's own for object files. */
function ruleFor(run: Run, target: string): Rule | undefined {
  const named = run.makefile.rules.filter(({ targets }) => targets.includes(target));
  const recipe = named.find((rule) => rule.recipe.length > 0)?.recipe ?? [];
  const prerequisites = named.flatMap((rule) => rule.prerequisites);
  if (recipe.length > 0) return { targets: [target], prerequisites, recipe };
  const pattern = patternFor(run, target);
  if (pattern !== undefined) return { ...pattern, prerequisites: [...pattern.prerequisites, ...prerequisites] };
  return named.length > 0 ? { targets: [target], prerequisites, recipe: [] } : undefined;
}

const BUILT_IN: readonly Rule[] = [
  { targets: ['%.o'], prerequisites: ['%.c'], recipe: ['$(CC) $(CFLAGS) $(CPPFLAGS) -c -o $@ $<'] },
  { targets: ['%.o'], prerequisites: ['%.cc'], recipe: ['$(CXX) $(CXXFLAGS) $(CPPFLAGS) -c -o $@ $<'] },
  { targets: ['%.o'], prerequisites: ['%.cpp'], recipe: ['$(CXX) $(CXXFLAGS) $(CPPFLAGS) -c -o $@ $<'] },
  { targets: ['%'], prerequisites: ['%.c'], recipe: ['$(CC) $(CFLAGS) $(CPPFLAGS) $(LDFLAGS) $< $(LDLIBS) -o $@'] },
];

function patternFor(run: Run, target: string): Rule | undefined {
  if (run.makefile.phony.has(target)) return undefined;
  for (const rule of [...run.makefile.rules, ...BUILT_IN]) {
    const pattern = rule.targets.find((item) => item.includes('%'));
    const [before = '', after = ''] = pattern?.split('%') ?? [];
    if (pattern === undefined || !target.startsWith(before) || !target.endsWith(after) || target.length <= before.length + after.length) continue;
    const stem = target.slice(before.length, target.length - after.length);
    const prerequisites = rule.prerequisites.map((item) => item.replace('%', stem));
    if (prerequisites.every((name) => isFile(run, name))) return { targets: [target], prerequisites, recipe: rule.recipe };
  }
  return undefined;
}

function execute(run: Run, target: string, rule: Rule): number {
  const { context, options, makefile } = run;
  const automatic = new Map([
    ...makefile.variables,
    ['@', target],
    ['<', rule.prerequisites[0] ?? ''],
    ['^', [...new Set(rule.prerequisites)].join(' ')],
    ['+', rule.prerequisites.join(' ')],
    ['CURDIR', options.folder],
  ]);
  for (const line of rule.recipe) {
    const expanded = expand(line, automatic);
    if (expanded === undefined) return notSimulated(context, `make ${target}`);
    const prefix = /^[@+-]*/.exec(expanded.trim())?.[0] ?? '';
    const command = expanded.trim().slice(prefix.length).trim().replaceAll('$$', '$');
    if (command === '') continue;
    if (!prefix.includes('@') && !options.silent) context.out(`${command.replace(/ {2,}/g, ' ')}\n`);
    if (options.dry) continue;
    const status = context.spawn(['/bin/sh', '-c', command], { workingDirectory: options.folder });
    if (status !== 0 && !prefix.includes('-')) {
      context.err(`make: *** [${run.name}: ${target}] Error ${status}\n`);
      return 2;
    }
  }
  return 0;
}
