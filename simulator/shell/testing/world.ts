import { editTree } from '../../fs/editor';
import { buildTree, type TreeEntry } from '../../fs/tree';
import type { FileContent, Tree, TreeEditor } from '../../fs/types';
import { coreProgramTable } from '../programs';
import { runProcess } from '../run-process';
import type { Dialect } from '../syntax';
import type { Identity, ProcessLimits, ProcessOutcome } from '../types';

export const TEST_NOW_SECONDS = 1_700_000_000;
const ROOT: Identity = { uid: 0, gid: 0, groups: [] };

function executable(path: string, program: string): TreeEntry {
  const content: FileContent = { kind: 'generated', seed: program, sizeBytes: 1000, program };
  return { kind: 'file', path, mode: 0o755, content };
}

function text(path: string, value: string, mode = 0o644): TreeEntry {
  return { kind: 'file', path, mode, content: { kind: 'bytes', bytes: new TextEncoder().encode(value) } };
}

const SHARED: readonly TreeEntry[] = [
  text('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n'),
  text('etc/group', 'root:x:0:\nnode:x:1000:\nstaff:x:50:node\n'),
  { kind: 'directory', path: 'root', mode: 0o700 },
  { kind: 'directory', path: 'home/node', uid: 1000, gid: 1000 },
  { kind: 'directory', path: 'tmp', mode: 0o1777 },
  { kind: 'directory', path: 'w' },
];

const trees = new Map<Dialect, Tree>();

/** A small root file system: BusyBox links under ash, single GNU tools under dash and bash. */
export function testTree(dialect: Dialect): Tree {
  const known = trees.get(dialect) ?? createTree(dialect);
  trees.set(dialect, known);
  return known;
}

function createTree(dialect: Dialect): Tree {
  const names = [...coreProgramTable().keys()];
  if (dialect === 'ash') {
    const links = [...names, 'sh', 'ash'].map((name): TreeEntry => ({ kind: 'symlink', path: `bin/${name}`, target: 'busybox', mode: 0o777 }));
    return buildTree([...SHARED, executable('bin/busybox', 'busybox'), ...links]);
  }
  const tools = names.map((name) => executable(`bin/${name}`, name));
  return buildTree([
    ...SHARED,
    ...tools,
    executable('bin/dash', 'dash'),
    executable('bin/bash', 'bash'),
    { kind: 'symlink', path: 'bin/sh', target: 'dash', mode: 0o777 },
  ]);
}

export interface ScriptOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly identity?: Identity;
  readonly limits?: Partial<ProcessLimits>;
  readonly args?: readonly string[];
  readonly stdin?: string;
}

export interface ScriptRun {
  readonly outcome: ProcessOutcome;
  /** Both streams apart, lines joined. */
  readonly stdout: string;
  readonly stderr: string;
  readonly fs: TreeEditor;
}

/** Runs a script in `/w` with the dialect's shell, as a RUN would. */
export function runScriptIn(dialect: Dialect, script: string, options: ScriptOptions = {}): ScriptRun {
  const identity = options.identity ?? ROOT;
  const fs = editTree(testTree(dialect), { uid: identity.uid, gid: identity.gid, nowSeconds: TEST_NOW_SECONDS });
  for (const [path, value] of Object.entries(options.files ?? {})) {
    fs.mkdirAll(path.slice(0, path.lastIndexOf('/')));
    fs.write(path, value, { uid: 0, gid: 0 });
  }
  const name = dialect === 'bash' ? '/bin/bash' : '/bin/sh';
  const outcome = runProcess({
    argv: [name, '-c', script, ...(options.args ?? [])],
    env: [['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']],
    workingDirectory: '/w',
    identity,
    fs,
    ...(options.stdin === undefined ? {} : { stdin: new TextEncoder().encode(options.stdin) }),
    network: false,
    nowSeconds: TEST_NOW_SECONDS,
    programs: coreProgramTable(),
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const of = (stream: 'stdout' | 'stderr'): string =>
    outcome.output
      .filter((line) => line.stream === stream)
      .map((line) => line.text)
      .join('\n');
  return { outcome, stdout: of('stdout'), stderr: of('stderr'), fs };
}
