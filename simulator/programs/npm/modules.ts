import type { NpmPart } from '../../catalog/parts';
import { bytesContent } from '../../fs/content';
import type { FileContent } from '../../fs/types';
import type { NewNode } from '../subtree';
import type { LockEntry } from './lockfile';
import { moduleFacts } from './world';

interface ModuleFile {
  readonly path: string;
  readonly content: FileContent;
  readonly mode: number;
}

const made = new WeakMap<NpmPart, Map<string, readonly ModuleFile[]>>();

/** The files of one installed module, relative to `node_modules`' own parent; as many and as big as the published package's. */
export function moduleNodes(world: NpmPart, entry: LockEntry): readonly NewNode[] {
  const memo = made.get(world) ?? new Map<string, readonly ModuleFile[]>();
  made.set(world, memo);
  const key = `${entry.name}@${entry.version} ${[...entry.bin.values()].join(' ')}`;
  const files = memo.get(key) ?? moduleFiles(world, entry);
  memo.set(key, files);
  return files.map((file) => ({ kind: 'file', path: `${entry.path}/${file.path}`, content: file.content, mode: file.mode }));
}

function moduleFiles(world: NpmPart, entry: LockEntry): readonly ModuleFile[] {
  const facts = moduleFacts(world, entry.name, entry.version);
  const manifest = `${JSON.stringify({ name: entry.name, version: entry.version, license: facts.licence, main: 'index.js', ...(entry.bin.size === 0 ? {} : { bin: Object.fromEntries(entry.bin) }) }, null, 2)}\n`;
  const manifestBytes = Math.min(manifest.length, facts.bytes);
  const programs = [...entry.bin].map(([name, path]) => ({ name, path: path.replace(/^\.\//, '') }));
  const names = fileNames(facts.files - 1, new Set(programs.map(({ path }) => path)));
  const sizes = shareSizes(facts.bytes - manifestBytes, names.length);
  const files = names.map((path, index): ModuleFile => {
    const program = programs.find((candidate) => candidate.path === path);
    const binary = program === undefined && /\.(?:node|wasm)$/.test(path);
    const content: FileContent = {
      kind: 'generated',
      seed: `${entry.name}@${entry.version}/${path}`,
      sizeBytes: sizes[index] ?? 0,
      ...(binary ? {} : { texture: 'text' }),
      ...(program === undefined ? {} : { program: program.name }),
    };
    return { path, content, mode: program === undefined ? 0o644 : 0o755 };
  });
  return [{ path: 'package.json', content: bytesContent(manifest.slice(0, manifestBytes)), mode: 0o644 }, ...files];
}

/** Names in the order in which packages have them: programs, entry point, licence, read-me, then the library. */
function fileNames(count: number, programs: ReadonlySet<string>): readonly string[] {
  const usual = ['index.js', 'LICENSE', 'README.md', 'CHANGELOG.md'].filter((name) => !programs.has(name));
  const names = [...programs, ...usual].slice(0, Math.max(0, count));
  for (let index = names.length; index < count; index++) {
    const folder = count > 60 ? `lib/${String(Math.floor(index / 40)).padStart(2, '0')}` : 'lib';
    names.push(`${folder}/module-${String(index).padStart(3, '0')}${index % 5 === 4 ? '.d.ts' : '.js'}`);
  }
  return names;
}

/** Sizes that add up to the whole; a few files have most of it, as in real packages. */
function shareSizes(bytes: number, count: number): readonly number[] {
  const weights = Array.from({ length: count }, (_, index) => 1 / (1 + ((index * 7) % count)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let left = Math.max(0, bytes);
  return weights.map((weight, index) => {
    const size = index === count - 1 ? left : Math.min(left, Math.floor((bytes * weight) / sum));
    left -= size;
    return size;
  });
}
