import type { Program } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { noteCompiled, notSimulated } from '../stand-ins';

/** `ldd`: of programs that were built here, whose loader is known; of those of a base image nothing is. */
export const ldd: Program = (context) => {
  const files = context.args.filter((word) => !word.startsWith('-'));
  if (files.length === 0) return notSimulated(context, 'ldd');
  let status = 0;
  for (const file of files) {
    const content = context.fs.content(absolutePath(context, file));
    if (files.length > 1) context.out(`${file}:\n`);
    if (!content.ok) {
      context.err(`ldd: ${file.includes('/') ? file : `./${file}`}: No such file or directory\n`);
      status = 1;
    } else if (content.value.kind === 'generated' && content.value.loader !== undefined) {
      const { loader } = content.value;
      if (loader.includes('musl')) context.out(`\t${loader} (0x7f5c1e000000)\n\tlibc.musl-x86_64.so.1 => ${loader} (0x7f5c1e000000)\n`);
      else
        context.out(
          `\tlinux-vdso.so.1 (0x00007ffc5d1f2000)\n\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f5c1e000000)\n\t${loader} (0x00007f5c1e200000)\n`,
        );
    } else if (content.value.kind === 'bytes' || isBuiltHere(content.value)) {
      if (context.flavour === 'gnu') context.err('\tnot a dynamic executable\n');
      status = 1;
    } else notSimulated(context, `ldd ${file}`);
  }
  return status;
};

function isBuiltHere(content: { readonly kind: string; readonly seed?: string }): boolean {
  return /^(?:go|rustc|gcc|g\+\+|cc|c\+\+|clang|cargo|stripped) /.test(content.seed ?? '');
}

/** Symbols and debugging information are about a third of a program. */
const STRIPPED_RATIO = 0.68;

/** `strip`: makes programs that were built here smaller; other files keep their size, and the step says so. */
export const strip: Program = (context) => {
  const files = context.args.filter((word) => !word.startsWith('-'));
  if (files.length === 0) {
    context.err('Usage: strip <option(s)> in-file(s)\n');
    return 1;
  }
  for (const file of files) {
    const path = absolutePath(context, file);
    const content = context.fs.content(path);
    if (!content.ok) {
      context.err(`strip: '${file}': No such file\n`);
      return 1;
    }
    if (content.value.kind !== 'generated' || !isBuiltHere(content.value)) {
      if (content.value.kind === 'bytes') {
        context.err(`strip:${file}: file format not recognized\n`);
        return 1;
      }
      notSimulated(context, `strip ${file}`);
      continue;
    }
    if (content.value.seed.startsWith('stripped ')) continue;
    const sizeBytes = Math.round(content.value.sizeBytes * STRIPPED_RATIO);
    context.fs.write(path, { ...content.value, seed: `stripped ${content.value.seed}`, sizeBytes });
    noteCompiled(context, 'strip');
  }
  return 0;
};
