import type { TreeEditor } from '../fs/types';
import { decodeText, encodeText } from './bytes';
import { compilePattern, hasPattern, matchesPattern } from './pattern';

/**
 * Paths that a pattern stands for, sorted bytewise; none when nothing matches.
 *
 * @param pattern a byte string in which backslashes quote
 * @param withDots whether `.*` finds `.` and `..`, as everywhere but in bash since 5.2
 */
export function expandGlob(fs: TreeEditor, workingDirectory: string, pattern: string, withDots: boolean): readonly string[] {
  const absolute = pattern.startsWith('/');
  const components = pattern.split(/\/+/).filter((part) => part !== '');
  let paths: readonly string[] = [absolute ? '/' : ''];
  components.forEach((component, index) => {
    const last = index === components.length - 1;
    paths = paths.flatMap((path) => extend(fs, workingDirectory, path, component, last && !pattern.endsWith('/'), withDots));
  });
  return pattern.endsWith('/') ? paths.map((path) => `${path}/`) : paths;
}

function extend(fs: TreeEditor, workingDirectory: string, path: string, component: string, last: boolean, withDots: boolean): readonly string[] {
  const join = (name: string): string => (path === '' || path.endsWith('/') ? path + name : `${path}/${name}`);
  const at = (relative: string): string => decodeText(relative.startsWith('/') ? relative : `${workingDirectory}/${relative}`);
  if (!hasPattern(component)) {
    const name = component.replace(/\\(.)/g, '$1');
    return fs.lstat(at(join(name))).ok ? [join(name)] : [];
  }
  const names = fs.list(path === '' ? decodeText(workingDirectory) : at(path));
  if (!names.ok) return [];
  const compiled = compilePattern(component);
  const hidden = component.startsWith('.') || component.startsWith('\\.');
  const all = hidden && withDots ? ['.', '..', ...names.value] : names.value;
  return all
    .map(encodeText)
    .filter((name) => name.startsWith('.') === hidden && matchesPattern(compiled, name))
    .map(join)
    .filter((found) => last || isDirectory(fs, at(found)));
}

function isDirectory(fs: TreeEditor, path: string): boolean {
  const node = fs.stat(path);
  return node.ok && node.value.kind === 'directory';
}
