import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildContext, ContextEntry } from '@/simulator';

/** A folder on disk as a build context: files, links and directories with their modes and times; sockets and the like are left out. */
export function readContext(folder: string): BuildContext {
  const context = new Map<string, ContextEntry>();
  const pending = [''];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    for (const name of readdirSync(join(folder, path)).sort()) {
      const below = path === '' ? name : `${path}/${name}`;
      const entry = entryOf(join(folder, below));
      if (entry === undefined) continue;
      context.set(below, entry);
      if (entry.kind === 'directory') pending.push(below);
    }
  }
  return context;
}

function entryOf(path: string): ContextEntry | undefined {
  const stat = lstatSync(path);
  const mtimeSeconds = Math.floor(stat.mtimeMs / 1000);
  const mode = stat.mode & 0o7777;
  if (stat.isSymbolicLink()) return { kind: 'symlink', target: readlinkSync(path), mtimeSeconds };
  if (stat.isDirectory()) return { kind: 'directory', mode, mtimeSeconds };
  return stat.isFile() ? { kind: 'file', content: new Uint8Array(readFileSync(path)), mode, mtimeSeconds } : undefined;
}
