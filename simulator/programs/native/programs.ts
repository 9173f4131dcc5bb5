import type { Program } from '../../shell/types';
import { ldd, strip } from './binaries';
import { gcc } from './gcc';
import { make } from './make';

const COMPILERS =
  'gcc cc g++ c++ clang clang++ gcc-12 g++-12 x86_64-linux-gnu-gcc x86_64-linux-gnu-g++ x86_64-linux-gnu-gcc-12 x86_64-linux-gnu-g++-12'.split(' ');

/** Compilers and what goes with them, by the names that Debian and Alpine give them. */
export const nativePrograms: readonly (readonly [name: string, program: Program])[] = [
  ...COMPILERS.map((name) => [name, gcc] as const),
  ['make', make],
  ['gmake', make],
  ['ldd', ldd],
  ['strip', strip],
  ['x86_64-linux-gnu-strip', strip],
];
