import type { ProgramContext } from '../../shell/types';

const decoder = new TextDecoder();

/** Empty when there is no such file, or none whose bytes are known. */
export function textAt(context: ProgramContext, path: string): string {
  const content = context.fs.content(path);
  return content.ok && content.value.kind === 'bytes' ? decoder.decode(content.value.bytes) : '';
}

export function linesAt(context: ProgramContext, path: string): readonly string[] {
  return textAt(context, path)
    .split('\n')
    .filter((line) => line !== '');
}
