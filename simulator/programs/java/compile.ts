import { contentSize } from '../../fs/content';
import type { ProgramContext } from '../../shell/types';
import { bytesOf, type SourceFile, seedOf, sourcesBelow } from '../bundlers/bundle';
import { mergeTree } from '../merge-tree';
import { readText } from '../npm/manifest';
import { creationOf, standIn } from '../stand-ins';
import { subtreeOf } from '../subtree';
import { COMPILED_BYTE_MILLISECONDS, COMPILER_START_MILLISECONDS } from './figures';

export interface Compiled {
  readonly classBytes: number;
  readonly classes: number;
  readonly hasMain: boolean;
  readonly seed: string;
}

const CLASS_RATIO = 0.55;
const SMALLEST_CLASS_BYTES = 420;

/** A class per source below a folder, and resources as they are. */
export function compileSources(context: ProgramContext, sourceFolder: string, resourceFolder: string, target: string): Compiled {
  const sources = sourcesBelow(context, sourceFolder, /\.(?:java|kt)$/);
  const resources = sourcesBelow(context, resourceFolder, /./);
  if (sources.length + resources.length > 0) context.fs.mkdirAll(target);
  const nodes = sources.map((source) => standIn(source.path.replace(/\.(?:java|kt)$/, '.class'), seedOf('javac', [source]), classBytes(source)));
  mergeTree(context.fs, target, subtreeOf(nodes, creationOf(context)));
  for (const { path, content } of resources) {
    context.fs.mkdirAll(`${target}/${path}`.replace(/\/[^/]*$/, ''));
    context.fs.write(`${target}/${path}`, content);
  }
  if (sources.length > 0)
    context.work({ kind: 'compute', milliseconds: COMPILER_START_MILLISECONDS + bytesOf(sources) * COMPILED_BYTE_MILLISECONDS });
  return {
    classBytes: sources.reduce((sum, source) => sum + classBytes(source), 0) + bytesOf(resources),
    classes: sources.length,
    hasMain: sources.some(({ path }) => /\bstatic\s+void\s+main\b|\bfun\s+main\b/.test(readText(context, `${sourceFolder}/${path}`) ?? '')),
    seed: seedOf('classes', [...sources, ...resources]),
  };
}

function classBytes({ content }: SourceFile): number {
  return Math.round(contentSize(content) * CLASS_RATIO) + SMALLEST_CLASS_BYTES;
}
