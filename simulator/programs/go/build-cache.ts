import { sha256Hex } from '../../digest/sha256';
import type { ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { creationOf, standIn } from '../stand-ins';
import { type NewNode, subtreeOf } from '../subtree';

/** What was compiled, under which settings: the cache's key for it. */
export interface CompiledPackage {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** An action's record, which names its output. */
const ACTION_BYTES = 154;

/**
 * Compiles what the build cache does not have; answers what that was. The cache has 256 folders by the first two digits, an action (`-a`) and an
 * output (`-d`) per package (cmd/go/internal/cache/cache.go).
 */
export function compileMissing(context: ProgramContext, folder: string, packages: readonly CompiledPackage[]): readonly CompiledPackage[] {
  const named = packages.map((item) => ({ item, hash: sha256Hex(item.key) }));
  const missing = named.filter(({ hash }) => !context.fs.exists(`${folder}/${hash.slice(0, 2)}/${hash}-a`));
  if (missing.length === 0) return [];
  if (!context.fs.exists(`${folder}/README`)) openCache(context, folder);
  const nodes: NewNode[] = missing.flatMap(({ item, hash }) => {
    const output = sha256Hex(`output ${item.key}`);
    return [
      standIn(`${hash.slice(0, 2)}/${hash}-a`, item.key, ACTION_BYTES, { text: true }),
      standIn(`${output.slice(0, 2)}/${output}-d`, item.key, item.bytes),
    ];
  });
  mergeTree(context.fs, folder, subtreeOf(nodes, creationOf(context)));
  const compiled = missing.map(({ item }) => item);
  context.work({ kind: 'compute', milliseconds: compiled.reduce((sum, { milliseconds }) => sum + milliseconds, 0) });
  context.work({ kind: 'write', bytes: compiled.reduce((sum, { bytes }) => sum + bytes, 0), files: compiled.length * 2 });
  return compiled;
}

function openCache(context: ProgramContext, folder: string): void {
  const { fs } = context;
  fs.mkdirAll(folder);
  for (let index = 0; index < 256; index++) fs.mkdirAll(`${folder}/${index.toString(16).padStart(2, '0')}`);
  fs.write(`${folder}/README`, 'Results of earlier builds of this Go. `go clean -cache` empties this folder.\n');
  fs.write(`${folder}/trim.txt`, `${context.nowSeconds}\n`);
}
