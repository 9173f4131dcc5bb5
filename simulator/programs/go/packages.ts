import { contentSize } from '../../fs/content';
import type { ProgramContext } from '../../shell/types';
import { readText } from '../npm/manifest';
import type { GoMod } from './go-mod';

/** One package of the main module. */
export interface GoPackage {
  readonly importPath: string;
  readonly folder: string;
  readonly isMain: boolean;
  readonly sourceBytes: number;
  readonly imports: readonly GoImport[];
  readonly hasTests: boolean;
}

export interface GoImport {
  readonly path: string;
  /** `main.go:5:2`, relative to where the command runs. */
  readonly position: string;
}

/** Imports of a file: single ones, and those in parentheses. */
function importsOf(text: string): readonly { readonly path: string; readonly line: number; readonly column: number }[] {
  const found: { path: string; line: number; column: number }[] = [];
  let inBlock = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^import\s*\($/.test(line.trim())) inBlock = true;
    else if (inBlock && line.trim() === ')') inBlock = false;
    const match = inBlock ? /^\s*(?:[\w.]+\s+)?"([^"]+)"/.exec(line) : /^import\s+(?:[\w.]+\s+)?"([^"]+)"/.exec(line);
    if (match?.[1] !== undefined) found.push({ path: match[1], line: index + 1, column: line.indexOf('"') + 1 });
    if (/^(?:func|type|var|const)\b/.test(line)) break;
  }
  return found;
}

/** Reads the package in a folder; `undefined` where no Go files are. `only` names files instead of the whole folder. */
export function readPackage(context: ProgramContext, mod: GoMod | undefined, folder: string, only?: readonly string[]): GoPackage | undefined {
  const names = context.fs.list(folder);
  const all = (names.ok ? names.value : []).filter((name) => name.endsWith('.go'));
  const sources = (only ?? all).filter((name) => !name.endsWith('_test.go') && !isForOtherSystem(name));
  if (sources.length === 0) return undefined;
  let [sourceBytes, isMain] = [0, false];
  const imports: GoImport[] = [];
  for (const name of sources) {
    const content = context.fs.content(`${folder}/${name}`);
    const text = readText(context, `${folder}/${name}`) ?? '';
    if (/^\/\/go:build ignore\b/m.test(text)) continue;
    if (content.ok) sourceBytes += contentSize(content.value);
    isMain ||= /^package main\b/m.test(text);
    const shown = relativeTo(context.workingDirectory, `${folder}/${name}`);
    for (const { path, line, column } of importsOf(text)) imports.push({ path, position: `${shown}:${line}:${column}` });
  }
  return { importPath: importPathOf(mod, folder), folder, isMain, sourceBytes, imports, hasTests: all.some((name) => name.endsWith('_test.go')) };
}

/** Files whose name ends in another system or architecture are left out by the build constraints. */
function isForOtherSystem(name: string): boolean {
  return /_(?:windows|darwin|freebsd|arm64|386|js|wasm)(?:_\w+)?\.go$/.test(name);
}

function relativeTo(folder: string, path: string): string {
  const prefix = folder === '/' ? '/' : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

function importPathOf(mod: GoMod | undefined, folder: string): string {
  if (mod === undefined) return 'command-line-arguments';
  const below = relativeTo(mod.folder, folder);
  return folder === mod.folder ? mod.module : `${mod.module}/${below}`;
}

const SKIPPED = /^(?:[._].*|testdata|vendor|node_modules)$/;

/** Folders below one that hold Go files, for `./...`; sorted. A folder with a go.mod of its own belongs to another module. */
export function packageFolders(context: ProgramContext, folder: string): readonly string[] {
  const names = context.fs.list(folder);
  if (!names.ok) return [];
  const own = names.value.some((name) => name.endsWith('.go') && !name.endsWith('_test.go')) ? [folder] : [];
  const below = names.value.flatMap((name) => {
    const path = `${folder === '/' ? '' : folder}/${name}`;
    const node = context.fs.stat(path);
    if (SKIPPED.test(name) || !node.ok || node.value.kind !== 'directory' || context.fs.exists(`${path}/go.mod`)) return [];
    return packageFolders(context, path);
  });
  return [...own, ...below];
}

/** The folder of a package of the main module, or of one that a folder stands in for. */
export function folderOfImport(mod: GoMod, path: string): string | undefined {
  if (path === mod.module) return mod.folder;
  if (path.startsWith(`${mod.module}/`)) return `${mod.folder === '/' ? '' : mod.folder}/${path.slice(mod.module.length + 1)}`;
  for (const [module, target] of mod.localReplacements)
    if (path === module || path.startsWith(`${module}/`)) return normal(`${mod.folder}/${target}/${path.slice(module.length + 1)}`);
  return undefined;
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Neither a module's package nor one of the main module. */
export function isStandardOrC(path: string): boolean {
  return !(path.split('/')[0] ?? '').includes('.');
}
