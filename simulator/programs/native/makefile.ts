export interface Rule {
  readonly targets: readonly string[];
  readonly prerequisites: readonly string[];
  readonly recipe: readonly string[];
}

export interface Makefile {
  readonly rules: readonly Rule[];
  readonly phony: ReadonlySet<string>;
  readonly variables: ReadonlyMap<string, string>;
}

/** Reads a Makefile of variables, rules and pattern rules; `undefined` when it needs more of make than that. */
export function parseMakefile(text: string, overrides: ReadonlyMap<string, string>, environment: ReadonlyMap<string, string>): Makefile | undefined {
  const variables = new Map<string, string>([
    ['CC', 'cc'],
    ['CXX', 'g++'],
    ['AR', 'ar'],
    ['RM', 'rm -f'],
    ['MAKE', 'make'],
    ...environment,
    ...overrides,
  ]);
  const rules: { targets: string[]; prerequisites: string[]; recipe: string[] }[] = [];
  const phony = new Set<string>();
  for (const line of joined(text)) {
    if (line.startsWith('\t')) {
      rules.at(-1)?.recipe.push(line.slice(1));
      continue;
    }
    const code = line.replace(/(?<!\\)#.*/, '').trimEnd();
    if (code.trim() === '') continue;
    if (/^\s*-?(?:ifeq|ifneq|ifdef|ifndef|else|endif|include|define|endef|vpath)\b/.test(code)) return undefined;
    const assignment = /^(?:export\s+)?([\w.-]+)\s*(:{1,2}|\?|\+)?=\s*(.*)$/.exec(code);
    if (assignment !== null) {
      if (!assign(variables, overrides, assignment)) return undefined;
      continue;
    }
    const rule = /^([^:=]+?)\s*::?\s*([^|]*)(?:\|.*)?$/.exec(code);
    if (rule === null) {
      if (/^export\b/.test(code)) continue;
      return undefined;
    }
    const [targets, body] = [expand(rule[1] ?? '', variables), expand(rule[2] ?? '', variables)];
    if (targets === undefined || body === undefined) return undefined;
    const [prerequisites = '', ...inline] = body.split(';');
    const words = (value: string) => value.split(/\s+/).filter((word) => word !== '');
    if (targets.trim() === '.PHONY') for (const name of words(prerequisites)) phony.add(name);
    else rules.push({ targets: words(targets), prerequisites: words(prerequisites), recipe: inline.map((part) => part.trim()) });
  }
  return { rules, phony, variables };
}

function joined(text: string): readonly string[] {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/\\\n[ \t]*/g, ' ')
    .split('\n');
}

function assign(
  variables: Map<string, string>,
  overrides: ReadonlyMap<string, string>,
  [, name = '', operator = '', value = '']: RegExpExecArray,
): boolean {
  if (overrides.has(name)) return true;
  const before = variables.get(name);
  if (operator === '?' && before !== undefined) return true;
  const text = operator.startsWith(':') ? expand(value, variables) : value;
  if (text === undefined) return false;
  variables.set(name, operator === '+' && before !== undefined ? `${before} ${text}` : text);
  return true;
}

const DEEPEST = 20;

/** Puts variables in place; `undefined` where a function of make is called. `$$` is left for the shell. */
export function expand(text: string, variables: ReadonlyMap<string, string>, depth = 0): string | undefined {
  if (depth > DEEPEST) return undefined;
  let failed = false;
  const result = text.replace(/\$(?:\$|\(([^()]*)\)|\{([^{}]*)\}|(\S))/g, (whole, round?: string, curly?: string, single?: string) => {
    if (whole === '$$') return '$$';
    const name = round ?? curly ?? single ?? '';
    if (/[\s,]/.test(name)) failed = true;
    const [base = '', substitution] = name.split(':');
    const value = variables.get(base) ?? '';
    const inner = expand(value, variables, depth + 1);
    if (inner === undefined) failed = true;
    return substituted(inner ?? '', substitution);
  });
  return failed || /\$\((?!\$)[a-z]+ /.test(text) ? undefined : result;
}

/** `$(SRC:.c=.o)` */
function substituted(value: string, rule: string | undefined): string {
  const [from, to] = (rule ?? '').split('=');
  if (from === undefined || to === undefined || from === '') return value;
  const [ending, other] = [from.replace('%', ''), to.replace('%', '')];
  return value
    .split(/\s+/)
    .map((word) => (word.endsWith(ending) ? `${word.slice(0, word.length - ending.length)}${other}` : word))
    .join(' ');
}
