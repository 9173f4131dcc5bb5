import type { ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { type NewNode, subtreeOf } from '../subtree';
import { bytecodePath } from './distribution-files';
import { COMPILED_BYTES_PER_MILLISECOND } from './figures';
import type { Installation } from './installation';
import { bytecodeBytes, creationOf } from './write-distribution';

/** `python -m compileall [-q] [-b] FOLDER…`: byte code beside every source. */
export function compileAll(context: ProgramContext, python: Installation, args: readonly string[]): number {
  const words: string[] = [];
  let quiet = 0;
  let beside = false;
  let force = false;
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    if (/^-[qbfl]+$/.test(word)) {
      quiet += word.split('q').length - 1;
      beside ||= word.includes('b');
      force ||= word.includes('f');
    } else if (/^-(?:d|s|p|x|i|j|r|o|e)$/.test(word) || word === '--workers' || word === '--invalidation-mode') index++;
    else if (!word.startsWith('-')) words.push(word);
  }
  let status = 0;
  for (const word of words) {
    const place = context.resolve(word).replace(/(?!^)\/+$/, '');
    const node = context.fs.stat(place);
    if (!node.ok) {
      context.out(word.endsWith('.py') ? '' : `Listing '${word}'...\nCan't list '${word}'\n`);
      status = 1;
      continue;
    }
    const made: NewNode[] = [];
    if (node.value.kind === 'directory')
      collect(context, python, place, '', { beside, force }, made, (folder) => quiet === 0 && context.out(`Listing '${word}${folder}'...\n`));
    else status = status === 0 ? compileFile(context, python, place) : status;
    if (quiet === 0) for (const { path } of made) context.out(`Compiling '${word}/${sourceOf(path)}'...\n`);
    if (made.length > 0) mergeTree(context.fs, place, subtreeOf(made, creationOf(context)));
  }
  return status;
}

function sourceOf(compiled: string): string {
  return compiled.replace('__pycache__/', '').replace(/(?:\.cpython-\d+)?\.pyc$/, '.py');
}

interface CompileOptions {
  readonly beside: boolean;
  readonly force: boolean;
}

function collect(
  context: ProgramContext,
  python: Installation,
  root: string,
  below: string,
  options: CompileOptions,
  made: NewNode[],
  listing: (folder: string) => void,
): void {
  context.spend(1);
  listing(below);
  const names = context.fs.list(`${root}${below}`);
  for (const name of names.ok ? names.value : []) {
    if (name === '__pycache__') continue;
    const path = `${root}${below}/${name}`;
    const node = context.fs.lstat(path);
    if (!node.ok) continue;
    if (node.value.kind === 'directory') collect(context, python, root, `${below}/${name}`, options, made, listing);
    else if (node.value.kind === 'file' && name.endsWith('.py')) {
      const size = node.value.content.kind === 'bytes' ? node.value.content.bytes.length : node.value.content.sizeBytes;
      const source = `${below}/${name}`.slice(1);
      const compiled = options.beside ? `${source}c` : bytecodePath(source, python.minor.replace('.', ''));
      // Byte code of the same second is taken to be up to date.
      if (!options.force && context.fs.exists(`${root}/${compiled}`)) continue;
      made.push({ kind: 'file', path: compiled, content: { kind: 'generated', seed: `${root}/${compiled}`, sizeBytes: bytecodeBytes(size) } });
      context.work({ kind: 'compute', milliseconds: Math.round(size / COMPILED_BYTES_PER_MILLISECOND) });
    }
  }
}

/** `python -m py_compile FILE`. */
export function compileFile(context: ProgramContext, python: Installation, path: string): number {
  const content = context.fs.content(path);
  if (!content.ok) {
    context.err(`[Errno 2] No such file or directory: '${path}'\n`);
    return 1;
  }
  const size = content.value.kind === 'bytes' ? content.value.bytes.length : content.value.sizeBytes;
  const compiled = bytecodePath(path, python.minor.replace('.', ''));
  context.fs.mkdirAll(compiled.slice(0, compiled.lastIndexOf('/')));
  context.fs.write(compiled, { kind: 'generated', seed: compiled, sizeBytes: bytecodeBytes(size) });
  return 0;
}
