import { contentKey, contentSize } from '../../fs/content';
import type { FileContent } from '../../fs/types';
import type { ProgramContext } from '../../shell/types';

export interface SourceFile {
  /** Relative to the folder that was read. */
  readonly path: string;
  readonly content: FileContent;
}

const SKIPPED = new Set(['node_modules', '.git', 'dist', 'build', 'out', '.next', 'coverage']);

/** Files that a build tool would read below a folder, in the order of their names. */
export function sourcesBelow(context: ProgramContext, folder: string, ending: RegExp): readonly SourceFile[] {
  const found: SourceFile[] = [];
  const pending = [''];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const names = context.fs.list(`${folder}/${place}`);
    for (const name of names.ok ? [...names.value].reverse() : []) {
      const path = place === '' ? name : `${place}/${name}`;
      const node = context.fs.stat(`${folder}/${path}`);
      if (!node.ok) continue;
      if (node.value.kind === 'directory') {
        if (!SKIPPED.has(name)) pending.push(path);
      } else if (node.value.kind === 'file' && ending.test(name)) found.push({ path, content: node.value.content });
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Names what went in, so that the same sources give the same output, and other sources another. */
export function seedOf(tool: string, sources: readonly SourceFile[]): string {
  return `${tool} ${shortHash(sources.map((source) => `${source.path} ${contentKey(source.content)}`).join('\n'))}`;
}

export function bytesOf(sources: readonly SourceFile[]): number {
  return sources.reduce((sum, source) => sum + contentSize(source.content), 0);
}

/** Eight letters and digits, as bundlers put them into file names. */
export function shortHash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let index = 0; index < text.length; index++) {
    a = Math.imul(a ^ text.charCodeAt(index), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(index), 0x85ebca6b) ^ (a >>> 7);
  }
  return ((a >>> 0).toString(36) + (b >>> 0).toString(36)).padStart(8, '0').slice(0, 8);
}

export function writeGenerated(context: ProgramContext, path: string, seed: string, sizeBytes: number): void {
  const { uid, gid } = context.identity;
  context.fs.mkdirAll(path.slice(0, path.lastIndexOf('/')), { uid, gid });
  context.fs.write(
    path,
    { kind: 'generated', seed: `${seed} ${path}`, sizeBytes: Math.max(1, Math.round(sizeBytes)), texture: 'text' },
    { uid, gid },
  );
}

export function noteBundle(context: ProgramContext, tool: string, inputBytes: number, milliseconds: number): void {
  context.work({ kind: 'compute', milliseconds });
  context.notice({ fidelity: 'modelled', code: 'bundler-output', details: { tool, inputBytes } });
}
