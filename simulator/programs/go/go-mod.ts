import type { ProgramContext } from '../../shell/types';
import { readText } from '../npm/manifest';

export interface Requirement {
  readonly path: string;
  readonly version: string;
  readonly indirect: boolean;
}

/** A go.mod as far as building depends on it. */
export interface GoMod {
  /** Where it lies. */
  readonly folder: string;
  readonly module: string;
  /** `1.23` or `1.23.4`; empty when there is no such line. */
  readonly go: string;
  readonly require: readonly Requirement[];
  /** Path → a folder, for those that stand for a module. */
  readonly localReplacements: ReadonlyMap<string, string>;
}

export type GoModResult =
  | { readonly kind: 'found'; readonly mod: GoMod }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly path: string; readonly line: number; readonly message: string };

/** The go.mod of the folder or of the nearest one above. */
export function findGoMod(context: ProgramContext, start: string): GoModResult {
  for (let folder = start; ; folder = folder.slice(0, folder.lastIndexOf('/'))) {
    const text = readText(context, `${folder}/go.mod`);
    if (text !== undefined) return parseGoMod(text, folder === '' ? '/' : folder);
    if (folder === '' || folder === '/') return { kind: 'missing' };
  }
}

const DIRECTIVES = new Set(['module', 'go', 'toolchain', 'require', 'replace', 'exclude', 'retract', 'tool', 'godebug', 'ignore']);

export function parseGoMod(text: string, folder: string): GoModResult {
  let [module, go, block] = ['', '', ''];
  const require: Requirement[] = [];
  const replacements = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    const [code = '', comment = ''] = line.split('//').map((part) => part.trim());
    if (code === '') continue;
    if (code === ')') {
      block = '';
      continue;
    }
    const words = block === '' ? code.split(/\s+/) : [block, ...code.split(/\s+/)];
    const [directive = '', first = '', second = ''] = words;
    if (!DIRECTIVES.has(directive)) return broken(folder, index, `unknown directive: ${directive}`);
    if (block === '' && first === '(') block = directive;
    else if (directive === 'module') module = unquoted(first);
    else if (directive === 'go') go = first;
    else if (directive === 'require') {
      if (!/^v\d/.test(second)) return broken(folder, index, 'usage: require module/path v1.2.3');
      require.push({ path: unquoted(first), version: second, indirect: comment.startsWith('indirect') });
    } else if (directive === 'replace') noteReplacement(replacements, words);
  }
  return { kind: 'found', mod: { folder, module, go, require, localReplacements: replacements } };
}

function noteReplacement(replacements: Map<string, string>, words: readonly string[]): void {
  const target = words[words.indexOf('=>') + 1];
  if (target !== undefined && /^\.{0,2}\//.test(target)) replacements.set(unquoted(words[1] ?? ''), target);
}

function unquoted(word: string): string {
  return word.replace(/^"(.*)"$/, '$1');
}

function broken(folder: string, index: number, message: string): GoModResult {
  return { kind: 'broken', path: `${folder === '/' ? '' : folder}/go.mod`, line: index + 1, message };
}

/** Says what is wrong with a go.mod; the exit code. */
export function complainOfGoMod(context: ProgramContext, result: Exclude<GoModResult, { readonly kind: 'found' }>): number {
  if (result.kind === 'missing') context.err("go: go.mod file not found in current directory or any parent directory; see 'go help modules'\n");
  else context.err(`go: errors parsing go.mod:\n${result.path}:${result.line}: ${result.message}\n`);
  return 1;
}

/** Lines of go.sum that name a module's content: `path@version`. */
export function sumsOf(context: ProgramContext, folder: string): ReadonlySet<string> {
  const text = readText(context, `${folder}/go.sum`) ?? '';
  return new Set(
    text.split('\n').flatMap((line) => {
      const [path, version, hash] = line.trim().split(/\s+/);
      return path === undefined || version === undefined || hash === undefined || version.endsWith('/go.mod') ? [] : [`${path}@${version}`];
    }),
  );
}

/** Capital letters are written `!x` in the cache, for file systems that do not tell them apart (golang.org/x/mod/module, EscapePath). */
export function escapedPath(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** go.mod as `go mod tidy` and `go get` write it: direct requirements in one block, indirect ones in another. */
export function printGoMod({ module, go, require }: Pick<GoMod, 'module' | 'go' | 'require'>): string {
  const sorted = [...require].sort((a, b) => (a.path < b.path ? -1 : 1));
  const block = (items: readonly Requirement[]) => {
    const lines = items.map(({ path, version, indirect }) => `${path} ${version}${indirect ? ' // indirect' : ''}`);
    if (lines.length === 0) return '';
    return lines.length === 1 ? `\nrequire ${lines[0]}\n` : `\nrequire (\n${lines.map((line) => `\t${line}\n`).join('')})\n`;
  };
  return `module ${module}\n\ngo ${go}\n${block(sorted.filter(({ indirect }) => !indirect))}${block(sorted.filter(({ indirect }) => indirect))}`;
}
