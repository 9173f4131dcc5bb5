import { contentKey, contentSize } from '../../fs/content';
import type { GeneratedContent } from '../../fs/types';
import type { Program, ProgramContext } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { shortHash } from '../bundlers/bundle';
import { readText } from '../npm/manifest';
import { noteCompiled, notSimulated } from '../stand-ins';
import {
  C_FILE_MILLISECONDS,
  C_PROGRAM,
  CODE_RATIO,
  CPP_FILE_MILLISECONDS,
  CPP_PROGRAM,
  DEBUG_RATIO,
  MUSL_PROGRAM,
  OBJECT_BYTES,
  START_MILLISECONDS,
} from './figures';

interface CompilerOptions {
  readonly inputs: readonly string[];
  readonly output: string | undefined;
  readonly includes: readonly string[];
  readonly libraries: readonly string[];
  has(flag: string): boolean;
}

const WITH_VALUE = new Set(['-o', '-I', '-L', '-l', '-D', '-U', '-x', '-include', '-isystem', '-MF', '-MT', '-Xlinker', '-T']);

function parse(args: readonly string[]): CompilerOptions {
  const inputs: string[] = [];
  const flags = new Set<string>();
  const values: [flag: string, value: string][] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    if (WITH_VALUE.has(word)) values.push([word, args[++index] ?? '']);
    else if (/^-[oILlDU]./.test(word)) values.push([word.slice(0, 2), word.slice(2)]);
    else if (word.startsWith('-') && word !== '-') flags.add(word);
    else inputs.push(word);
  }
  const of = (name: string) => values.filter(([flag]) => flag === name).map(([, value]) => value);
  return { inputs, output: of('-o').at(-1), includes: of('-I'), libraries: of('-l'), has: (flag) => flags.has(flag) };
}

/** The C and C++ compilers: what they are given is looked at for headers and for `main`, not for its sense. */
export const gcc: Program = (context) => {
  const options = parse(context.args);
  const cpp = /\+\+/.test(context.name);
  if (options.has('--version') || options.has('-dumpversion') || options.has('-dumpmachine') || options.has('-v')) return version(context, options);
  if (options.inputs.length === 0) return fatal(context, ['no input files']);
  const missing = options.inputs.filter((input) => !context.fs.exists(absolutePath(context, input)));
  if (missing.length > 0) {
    for (const input of missing) context.err(`${context.name}: error: ${input}: No such file or directory\n`);
    return missing.length === options.inputs.length ? fatal(context, ['no input files']) : 1;
  }
  if (options.has('-E') || options.has('-S')) return notSimulated(context, `${context.name} -E`);
  for (const input of options.inputs.filter((name) => /\.(?:c|cc|cpp|cxx|h)$/.test(name))) if (!headersFound(context, options, input)) return 1;
  const isCpp = cpp || options.inputs.some((input) => /\.(?:cc|cpp|cxx)$/.test(input));
  const sources = options.inputs.filter((input) => /\.(?:c|cc|cpp|cxx)$/.test(input));
  context.work({ kind: 'compute', milliseconds: START_MILLISECONDS + sources.length * (isCpp ? CPP_FILE_MILLISECONDS : C_FILE_MILLISECONDS) });
  noteCompiled(context, context.name);
  return options.has('-c') ? compileOnly(context, options, sources) : link(context, options, isCpp);
};

function version(context: ProgramContext, options: CompilerOptions): number {
  const release = context.fs.exists('/usr/lib/gcc/x86_64-linux-gnu/12') || context.fs.exists('/etc/debian_version') ? '12.2.0' : '13.2.1';
  if (options.has('-dumpversion')) context.out(`${release.split('.')[0] ?? release}\n`);
  else if (options.has('-dumpmachine')) context.out(isMusl(context) ? 'x86_64-alpine-linux-musl\n' : 'x86_64-linux-gnu\n');
  else if (options.has('-v')) context.err(`gcc version ${release}\n`);
  else context.out(`${context.name} (${isMusl(context) ? 'Alpine' : 'Debian'} ${release}) ${release}\n`);
  return 0;
}

function isMusl(context: ProgramContext): boolean {
  return context.fs.exists('/etc/alpine-release');
}

function fatal(context: ProgramContext, messages: readonly string[]): number {
  for (const message of messages) context.err(`${context.name}: fatal error: ${message}\n`);
  context.err('compilation terminated.\n');
  return 1;
}

/** Headers that the C library brings, by the first part of their path. */
const C_HEADERS =
  /^(?:assert|ctype|dirent|dlfcn|errno|fcntl|inttypes|limits|locale|malloc|math|netdb|poll|pthread|pwd|semaphore|setjmp|signal|stdio|stdlib|string|strings|termios|time|unistd|wchar|sys\/\w+|netinet\/\w+|arpa\/\w+|net\/if)\.h$/;
/** Those of the compiler's own, which need no C library; C++'s have no ending. */
const OWN_HEADERS = /^(?:std(?:arg|bool|def|int|noreturn|align|atomic)|float|iso646|\w*intrin|limits)\.h$|^\w+$/;

/** `#include` of what is not there ends the compilation: the C library's headers are a package of their own (libc6-dev, musl-dev). */
function headersFound(context: ProgramContext, options: CompilerOptions, input: string): boolean {
  const path = absolutePath(context, input);
  const folder = path.replace(/\/[^/]*$/, '');
  const lines = (readText(context, path) ?? '').split('\n');
  for (const [index, line] of lines.entries()) {
    const match = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(line);
    const name = match?.[2];
    if (match === null || name === undefined) continue;
    const local = match[1] === '"' && context.fs.exists(`${folder}/${name}`);
    if (local || headerExists(context, options, name)) continue;
    const column = line.search(/[<"]/) + 1;
    const number = String(index + 1);
    context.err(
      `${input}:${number}:${column}: fatal error: ${name}: No such file or directory\n ${number.padStart(4)} | ${line}\n      |${' '.repeat(column)}^${'~'.repeat(name.length + 1)}\ncompilation terminated.\n`,
    );
    return false;
  }
  return true;
}

function headerExists(context: ProgramContext, options: CompilerOptions, name: string): boolean {
  const folders = [
    ...options.includes.map((folder) => absolutePath(context, folder)),
    '/usr/local/include',
    '/usr/include',
    '/usr/include/x86_64-linux-gnu',
  ];
  if (folders.some((folder) => context.fs.exists(`${folder}/${name}`))) return true;
  if (OWN_HEADERS.test(name)) return true;
  // Published images have headers whose names are not known, in numbered folders.
  const stands = context.fs.exists('/usr/include/part-00');
  return stands || (C_HEADERS.test(name) && context.fs.exists('/usr/include/stdio.h'));
}

function inputSeed(context: ProgramContext, options: CompilerOptions): string {
  const keys = options.inputs.map((input) => {
    const content = context.fs.content(absolutePath(context, input));
    return `${input} ${content.ok ? contentKey(content.value) : ''}`;
  });
  return shortHash(keys.join('\n'));
}

function inputBytes(context: ProgramContext, options: CompilerOptions): number {
  return options.inputs.reduce((sum, input) => {
    const content = context.fs.content(absolutePath(context, input));
    return sum + (content.ok ? contentSize(content.value) : 0);
  }, 0);
}

/** Names an object file, and whether the program's start is in it. */
const OBJECT_MARK = 'object ';

function compileOnly(context: ProgramContext, options: CompilerOptions, sources: readonly string[]): number {
  for (const source of sources) {
    const text = readText(context, absolutePath(context, source)) ?? '';
    const path = absolutePath(context, options.output ?? source.replace(/^.*\//, '').replace(/\.\w+$/, '.o'));
    const seed = `${OBJECT_MARK}${definesMain(text) ? 'main' : 'part'} ${source} ${shortHash(text)}`;
    const sizeBytes = OBJECT_BYTES + Math.round(text.length * CODE_RATIO * (options.has('-g') ? DEBUG_RATIO : 1));
    if (!put(context, path, { kind: 'generated', seed, sizeBytes }, 0o644)) return 1;
  }
  return 0;
}

function definesMain(text: string): boolean {
  return /\bmain\s*\(/.test(text);
}

function link(context: ProgramContext, options: CompilerOptions, cpp: boolean): number {
  const shared = options.has('-shared');
  const hasMain = options.inputs.some((input) => {
    const content = context.fs.content(absolutePath(context, input));
    if (!content.ok) return false;
    if (content.value.kind === 'generated') return content.value.seed.startsWith(`${OBJECT_MARK}main`) || !content.value.seed.startsWith(OBJECT_MARK);
    return definesMain(readText(context, absolutePath(context, input)) ?? '');
  });
  if (!hasMain && !shared) {
    context.err("/usr/bin/ld: in function `_start':\n(.text+0x17): undefined reference to `main'\ncollect2: error: ld returned 1 exit status\n");
    return 1;
  }
  const isStatic = options.has('-static') || options.has('-static-pie');
  const stripped = options.has('-s');
  const sizes = isMusl(context) ? MUSL_PROGRAM : cpp ? CPP_PROGRAM : C_PROGRAM;
  const base = isStatic ? (stripped ? sizes.staticStripped : sizes.static) : stripped ? sizes.dynamicStripped : sizes.dynamic;
  const code = Math.max(0, inputBytes(context, options) - 60) * CODE_RATIO * (options.has('-g') && !stripped ? DEBUG_RATIO : 1);
  const loader = isMusl(context) ? '/lib/ld-musl-x86_64.so.1' : '/lib64/ld-linux-x86-64.so.2';
  const content: GeneratedContent = {
    kind: 'generated',
    seed: `${context.name} ${inputSeed(context, options)} ${isStatic} ${stripped} ${options.libraries.join(' ')}`,
    sizeBytes: Math.round(base + code),
    ...(isStatic || shared ? {} : { loader }),
  };
  return put(context, absolutePath(context, options.output ?? 'a.out'), content, 0o777 & ~context.umask) ? 0 : 1;
}

function put(context: ProgramContext, path: string, content: GeneratedContent, mode: number): boolean {
  const written = context.fs.write(path, content, { mode });
  if (!written.ok)
    context.err(
      `/usr/bin/ld: cannot open output file ${path}: ${written.errno === 'EACCES' ? 'Permission denied' : 'No such file or directory'}\ncollect2: error: ld returned 1 exit status\n`,
    );
  else {
    context.fs.chmod(path, mode);
    context.work({ kind: 'write', bytes: content.sizeBytes, files: 1 });
  }
  return written.ok;
}
