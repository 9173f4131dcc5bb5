import { cleanPath } from '../fs/path';
import type { Errno, TreeEditor } from '../fs/types';
import { BUSYBOX_APPLETS, isApplet } from './busybox-applets';
import { BUSYBOX_BANNER } from './busybox-banner';
import { refusedOption } from './busybox-options';
import { byteString, bytesOf, decodeText, encodeText } from './bytes';
import { fail, guardEditor, hasAccess } from './guarded-fs';
import type { Process, Session } from './session';
import {
  bufferBytes,
  createBuffer,
  type Description,
  flushAll,
  readDevice,
  readDeviceStart,
  readRest,
  sourceOf,
  writeBytes,
  writeContent,
} from './streams';
import type { Dialect } from './syntax';
import type { Program, ProgramContext, SpawnOptions } from './types';

export type StartResult =
  | { readonly kind: 'exited'; readonly status: number }
  | {
      readonly kind: 'failed';
      readonly errno: Errno | 'ENOEXEC' /** The interpreter that a `#!` line or a program's header names and that is missing. */;
      readonly interpreter?: string;
    };

/** The tree with this process's permissions and streams. */
export function processFs(process: Process): TreeEditor {
  const { session, descriptors } = process;
  return guardEditor({
    fs: session.fs,
    identity: process.identity,
    umask: process.umask,
    readOnlyPaths: session.readOnlyPaths,
    mountPoints: session.mountPoints,
    countWritten: session.countWritten,
    devices: {
      read: (device) => {
        if (device.kind === 'stream') return { ok: true, value: readRest(session, descriptors.get(device.descriptor)) };
        return { ok: true, value: readForPipe(process, { kind: 'device', device }) };
      },
      write: (device, bytes) => {
        const description = device.kind === 'stream' ? descriptors.get(device.descriptor) : ({ kind: 'device', device } as const);
        return writeBytes(session, description, bytes).ok ? { ok: true, value: undefined } : fail('EBUSY', '/dev/full');
      },
    },
  });
}

/** As much of an endless device as a pipe takes before its reader is gone. */
const PIPED_BYTES = 128 * 1024;

function readForPipe(process: Process, description: Description | undefined): Uint8Array {
  if (description?.kind !== 'device') return readRest(process.session, description);
  const endless = ['zero', 'random', 'full'].includes(description.device.kind);
  if (!endless || process.descriptors.get(1)?.kind !== 'buffer') return readDevice(process.session, description.device);
  const start = readDeviceStart(process.session, description.device, PIPED_BYTES);
  return start.kind === 'bytes' ? start.bytes : new Uint8Array(PIPED_BYTES);
}

/** Looks a command up as `execvp` does: in each directory of PATH, going on where permission is missing. */
export function findProgram(process: Process, fs: TreeEditor, name: string): { readonly path: string } | { readonly errno: Errno } {
  if (name.includes('/')) return { path: name };
  let refused = false;
  for (const directory of (process.env.get('PATH') ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin').split(':')) {
    const path = `${directory === '' ? '.' : directory}/${name}`;
    const node = fs.stat(absolutePath(process, path));
    if (!node.ok || node.value.kind === 'directory') continue;
    if (hasAccess(node.value, process.identity, 1)) return { path };
    refused = true;
  }
  return { errno: refused ? 'EACCES' : 'ENOENT' };
}

function absolutePath(process: Process, path: string): string {
  return decodeText(path.startsWith('/') ? path : `${process.workingDirectory}/${path}`);
}

const MOST_INTERPRETERS = 4;
const WRAPPERS: ReadonlySet<string> = new Set(['mvnw', 'gradlew']);

/** `execve`: starts the file at a path and waits for it. */
export function startFile(process: Process, path: string, argv: readonly string[], nesting = 0): StartResult {
  const fs = processFs(process);
  const absolute = absolutePath(process, path);
  const node = fs.stat(absolute);
  if (!node.ok) return { kind: 'failed', errno: node.errno };
  if (node.value.kind !== 'file' || !hasAccess(node.value, process.identity, 1)) return { kind: 'failed', errno: 'EACCES' };
  const content = node.value.content;
  if (content.kind === 'opaque' && content.program === 'busybox') process.session.recordedBusybox = true;
  const loader = content.kind === 'generated' ? content.loader : undefined;
  if (loader !== undefined && !fs.exists(loader)) return { kind: 'failed', errno: 'ENOENT', interpreter: loader };
  if (content.kind !== 'bytes') return startBinary(process, content.program, path, argv);
  const line = byteString(content.bytes.subarray(0, 256)).split('\n')[0] ?? '';
  if (line.startsWith('\x7fELF')) return startBinary(process, undefined, path, argv);
  if (!line.startsWith('#!')) return { kind: 'failed', errno: 'ENOEXEC' };
  // Maven's and Gradle's wrapper scripts start a jar that is not here: the programs that they lead to stand in for them.
  if (WRAPPERS.has(baseName(path)) && /^#! ?\/(?:usr\/)?bin\/(?:env )?(?:ba)?sh$/.test(line) && fs.exists('/bin/sh'))
    return startBinary(process, baseName(path), path, argv);
  if (nesting >= MOST_INTERPRETERS) return { kind: 'failed', errno: 'ELOOP' };
  return startScript(process, line.slice(2), path, argv, nesting);
}

/** Everything after the interpreter's name is one argument, and a carriage return is part of it. */
function startScript(process: Process, line: string, path: string, argv: readonly string[], nesting: number): StartResult {
  const match = /^[ \t]*([^ \t]+)(?:[ \t]+(.*?))?[ \t]*$/.exec(line);
  const interpreter = match?.[1];
  if (interpreter === undefined) return { kind: 'failed', errno: 'ENOEXEC' };
  const argument = match?.[2] === undefined || match[2] === '' ? [] : [match[2]];
  const result = startFile(process, interpreter, [interpreter, ...argument, path, ...argv.slice(1)], nesting + 1);
  return result.kind === 'failed' && nesting === 0 ? { ...result, interpreter } : result;
}

const SHELLS: Readonly<Record<string, Dialect>> = { dash: 'dash', ash: 'ash', bash: 'bash' };
const APPLET_SHELLS: readonly string[] = ['sh', 'ash'];

function startBinary(process: Process, program: string | undefined, path: string, argv: readonly string[]): StartResult {
  const { session } = process;
  return session.nested(() => {
    if (program === 'busybox') return startApplet(process, argv);
    const dialect = program === undefined ? undefined : SHELLS[program];
    if (dialect) return { kind: 'exited', status: session.runShell(process, dialect, argv) };
    const known = program === undefined ? undefined : session.programs.get(program);
    if (known) return { kind: 'exited', status: runProgram(process, known, 'gnu', argv) };
    return notModelled(session, program ?? baseName(path));
  });
}

/** Runs an applet that has no file of its own to start, as the shell of the recorded BusyBox does. */
export function startBuiltApplet(process: Process, argv: readonly string[]): StartResult {
  return process.session.nested(() => startApplet(process, argv));
}

function startApplet(process: Process, argv: readonly string[]): StartResult {
  const { session } = process;
  const called = baseName(argv[0] ?? '');
  const isBare = called === 'busybox';
  const words = isBare ? argv.slice(1) : argv;
  const applet = baseName(words[0] ?? '').replace(/^-/, '');
  if (APPLET_SHELLS.includes(applet)) return { kind: 'exited', status: session.runShell(process, 'ash', words) };
  if (isBare && (applet === '' || words[0]?.startsWith('--'))) return describeBusybox(process, words[0]);
  if (session.recordedBusybox && !isApplet(applet)) return complainOf(process, applet, 'applet not found', 127);
  const refusal = session.recordedBusybox ? refusedOption(applet, words.slice(1)) : undefined;
  if (refusal) return complainOf(process, applet, `${refusal.text}\n${BUSYBOX_BANNER}\n\nUsage: ${applet} …`, refusal.status);
  const program = session.programs.get(`busybox:${applet}`) ?? session.programs.get(applet);
  if (!program) return notModelled(session, applet);
  return { kind: 'exited', status: runProgram(process, program, 'busybox', words) };
}

function complainOf(process: Process, applet: string, text: string, status: number): StartResult {
  writeBytes(process.session, process.descriptors.get(2), bytesOf(encodeText(`${decodeText(applet)}: ${text}\n`)));
  return { kind: 'exited', status };
}

/** `busybox` alone says what it is; of its texts only the first line and the list of applets are kept here. */
function describeBusybox(process: Process, option: string | undefined): StartResult {
  const text = option === '--list' ? BUSYBOX_APPLETS.join('\n') : BUSYBOX_BANNER;
  writeBytes(process.session, process.descriptors.get(1), bytesOf(`${text}\n`));
  return { kind: 'exited', status: 0 };
}

function notModelled(session: Session, program: string): StartResult {
  session.notices.set(`program-not-modelled ${program}`, {
    fidelity: 'unknown',
    code: 'program-not-modelled',
    details: { program: decodeText(program) },
  });
  return { kind: 'exited', status: 0 };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function runProgram(process: Process, program: Program, flavour: ProgramContext['flavour'], argv: readonly string[]): number {
  flushAll(process.descriptors);
  const status = program(createContext(process, flavour, argv));
  flushAll(process.descriptors);
  return status & 255;
}

function createContext(process: Process, flavour: ProgramContext['flavour'], argv: readonly string[]): ProgramContext {
  const { session, descriptors } = process;
  const encode = (text: string | Uint8Array): Uint8Array => (typeof text === 'string' ? bytesOf(encodeText(text)) : text);
  let stdin: Uint8Array | undefined;
  return {
    name: decodeText(baseName(argv[0] ?? '')),
    calledAs: decodeText(argv[0] ?? ''),
    flavour,
    ...(flavour === 'busybox' && session.recordedBusybox ? { isRecorded: true } : {}),
    args: argv.slice(1).map(decodeText),
    env: decodedEnv(process.env),
    workingDirectory: decodeText(process.workingDirectory),
    identity: process.identity,
    fs: processFs(process),
    network: session.network,
    nowSeconds: session.nowSeconds,
    umask: process.umask,
    get stdin() {
      stdin ??= readForPipe(process, descriptors.get(0));
      return stdin;
    },
    resolve: (path) => (path.startsWith('/') ? path : `${decodeText(process.workingDirectory)}/${path}`),
    out: (text) => void writeBytes(session, descriptors.get(1), encode(text)),
    outContent: (content) => void writeContent(session, descriptors.get(1), content),
    err: (text) => void writeBytes(session, descriptors.get(2), encode(text)),
    work: (item) => void session.work.push(item),
    notice: (notice) => void session.notices.set(`${notice.code} ${JSON.stringify(notice.details)}`, notice),
    spend: session.spend,
    spawn: (spawned, options) => spawn(process, spawned, options),
  };
}

function decodedEnv(env: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...env].map(([name, value]) => [name, decodeText(value)]));
}

/** Starts a command for a program; 127 and 126 as `env` and `xargs` report them, which print their own message. */
function spawn(process: Process, argv: readonly string[], options: SpawnOptions = {}): number {
  const capture = options.capture ? createBuffer() : undefined;
  const descriptors = new Map(process.descriptors);
  if (options.stdin) descriptors.set(0, sourceOf(options.stdin));
  if (capture) descriptors.set(1, capture);
  const child: Process = {
    ...process,
    env: options.env ? new Map([...options.env].map(([name, value]) => [name, encodeText(value)])) : process.env,
    workingDirectory: options.workingDirectory === undefined ? process.workingDirectory : encodeText(cleanPath(options.workingDirectory)),
    identity: options.identity ?? process.identity,
    descriptors,
  };
  flushAll(process.descriptors);
  const status = runCommandLine(child, argv.map(encodeText));
  if (capture && options.capture) options.capture(bufferBytes(capture));
  return status;
}

/** Finds and runs a command outside any shell. */
function runCommandLine(process: Process, argv: readonly string[]): number {
  process.session.countCommand();
  process.session.reportCommand(argv.map(decodeText));
  // Its tools, too, run an applet before they look for a file (FEATURE_PREFER_APPLETS).
  if (process.session.recordedBusybox && isApplet(argv[0] ?? '')) {
    const started = startBuiltApplet(process, argv);
    if (started.kind === 'exited') return started.status;
  }
  const found = findProgram(process, processFs(process), argv[0] ?? '');
  const result: StartResult = 'errno' in found ? { kind: 'failed', errno: found.errno } : startFile(process, found.path, argv);
  if (result.kind === 'exited') return result.status;
  if (result.errno === 'ENOEXEC' && 'path' in found) return process.session.runShell(process, 'dash', ['/bin/sh', found.path, ...argv.slice(1)]);
  return result.errno === 'ENOENT' || result.errno === 'ENOTDIR' ? 127 : 126;
}
