import type { ProgramContext } from '../../shell/types';
import { type Installation, searchedSites } from './installation';
import { installedAcross, textAt } from './installed';
import { isStandardModule } from './standard-library';

/** Where modules are looked for, in order, as `sys.path` has them before the library. */
export function modulePath(context: ProgramContext, python: Installation, first: string): readonly string[] {
  const named = (context.env.get('PYTHONPATH') ?? '').split(':').filter((folder) => folder !== '');
  const sites = searchedSites(context, python);
  return [first, ...named.map((folder) => context.resolve(folder)), ...sites, ...sites.flatMap((site) => pathFiles(context, site))];
}

/** Folders that `.pth` files add: how editable installs work. */
function pathFiles(context: ProgramContext, site: string): readonly string[] {
  const names = context.fs.list(site);
  return (names.ok ? names.value : [])
    .filter((name) => name.endsWith('.pth'))
    .flatMap((name) => (textAt(context, `${site}/${name}`) ?? '').split('\n'))
    .filter((line) => line.startsWith('/'));
}

/** Whether an import of the top-level name would find something. */
export function hasModule(context: ProgramContext, python: Installation, name: string, path: readonly string[]): boolean {
  if (isStandardModule(name, python.minor)) return true;
  return path.some((folder) => moduleIn(context, folder, name));
}

function moduleIn(context: ProgramContext, folder: string, name: string): boolean {
  if (context.fs.exists(`${folder}/${name}.py`)) return true;
  const node = context.fs.stat(`${folder}/${name}`);
  if (node.ok && node.value.kind === 'directory') return true;
  const names = context.fs.list(folder);
  return names.ok && names.value.some((file) => file.startsWith(`${name}.`) && /\.so$/.test(file));
}

/** The version of the distribution that a module belongs to, by the files that lie beside it. */
export function moduleVersion(context: ProgramContext, python: Installation, module: string): string | undefined {
  const installed = installedAcross(context, searchedSites(context, python));
  const own = installed.get(module.replaceAll('_', '-').toLowerCase());
  if (own !== undefined) return own.version;
  for (const distribution of installed.values()) {
    const record = textAt(context, `${distribution.site}/${distribution.record}/RECORD`) ?? '';
    if (record.includes(`\n${module}/`) || record.startsWith(`${module}/`) || record.includes(`\n${module}.py,`)) return distribution.version;
  }
  return undefined;
}

/** Modules that a script imports before anything else can happen: import statements at the margin, up to the first other statement. */
export function leadingImports(source: string): readonly { readonly module: string; readonly line: number; readonly text: string }[] {
  const found: { module: string; line: number; text: string }[] = [];
  let inText: string | undefined;
  let open = false;
  for (const [index, line] of source.split('\n').entries()) {
    if (inText !== undefined) {
      if (line.includes(inText)) inText = undefined;
      continue;
    }
    if (open) {
      open = !line.includes(')');
      continue;
    }
    const quote = /^[rRuUbB]{0,2}("""|''')/.exec(line)?.[1];
    if (quote !== undefined) {
      if (line.indexOf(quote, line.indexOf(quote) + quote.length) < 0) inText = quote;
      continue;
    }
    if (/^\s*(?:#|$)/.test(line) || /^from\s+__future__\s/.test(line)) continue;
    const modules = importedModules(line);
    if (modules === undefined) break;
    for (const module of modules) found.push({ module, line: index + 1, text: line.trim() });
    open = line.includes('(') && !line.includes(')');
  }
  return found;
}

/** Top-level names that an import statement names; `undefined` when the line is none. Relative imports name nothing. */
export function importedModules(statement: string): readonly string[] | undefined {
  const from = /^from\s+(\.*)([A-Za-z_][\w.]*)?\s+import\b/.exec(statement);
  if (from !== null) return from[1] === '' && from[2] !== undefined ? [from[2].split('.')[0] ?? ''] : [];
  const plain = /^import\s+(.+)$/.exec(statement);
  if (plain === null) return undefined;
  return (plain[1] ?? '')
    .replace(/#.*$/, '')
    .split(',')
    .map((part) => /^\s*([A-Za-z_]\w*)/.exec(part)?.[1] ?? '')
    .filter((name) => name !== '');
}
