import type { Program, ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { homeOf } from '../npm/cache';
import { creationOf, noteCompiled, notSimulated, spreadFiles } from '../stand-ins';
import { subtreeOf } from '../subtree';
import { TARGET_ARCHIVE_BYTES, TARGET_BYTES } from './figures';

function rustupHome(context: ProgramContext): string {
  return context.env.get('RUSTUP_HOME') || (context.fs.exists('/usr/local/rustup') ? '/usr/local/rustup' : `${homeOf(context)}/.rustup`);
}

export function rustVersion(context: ProgramContext): string {
  return context.env.get('RUST_VERSION') ?? '1.63.0';
}

function targetFolder(context: ProgramContext, target: string): string {
  return `${rustupHome(context)}/toolchains/stable/lib/rustlib/${target}`;
}

export function isInstalledTarget(context: ProgramContext, target: string): boolean {
  return hostOf(context) === target || context.fs.exists(targetFolder(context, target));
}

function hostOf(context: ProgramContext): string {
  return context.fs.exists('/etc/alpine-release') ? 'x86_64-unknown-linux-musl' : 'x86_64-unknown-linux-gnu';
}

const TARGET = /^[\w.]+-[\w.]+(?:-[\w.]+){0,2}$/;

/** `rustup target add`: brings the standard library of another target. */
export const rustup: Program = (context) => {
  const words = context.args.filter((word) => !word.startsWith('-'));
  const [first = '', second = '', ...targets] = words;
  if (first === 'show' || first === 'default' || first === 'update' || first === 'toolchain' || first === 'component')
    return notSimulated(context, `rustup ${first}`);
  if (first !== 'target' || second !== 'add') return notSimulated(context, `rustup ${[first, second].join(' ')}`.trim());
  for (const target of targets) {
    if (isInstalledTarget(context, target)) {
      context.err(`info: component 'rust-std' for target '${target}' is up to date\n`);
      continue;
    }
    if (!TARGET.test(target)) {
      context.err(`error: toolchain 'stable-${hostOf(context)}' does not support target '${target}'\n`);
      return 1;
    }
    context.err(`info: downloading component 'rust-std' for '${target}'\n`);
    if (!context.network) {
      context.err('error: could not download file from https://static.rust-lang.org/dist/: failed to lookup address information\n');
      return 1;
    }
    context.err(`info: installing component 'rust-std' for '${target}'\n`);
    const folder = targetFolder(context, target);
    context.fs.mkdirAll(folder);
    const files = spreadFiles({ folder: 'lib', files: 26, bytes: TARGET_BYTES, ending: '.rlib', seed: `rust-std ${target}`, texture: 'binary' });
    mergeTree(context.fs, folder, subtreeOf(files, creationOf(context)));
    context.work({ kind: 'download', bytes: TARGET_ARCHIVE_BYTES, requests: 2 });
    context.work({ kind: 'unpack', bytes: TARGET_BYTES, files: files.length });
    noteCompiled(context, 'rustup target add');
  }
  return 0;
};

/** `rustc`: its version; single files are outside of the model. */
export const rustc: Program = (context) => {
  if (!context.args.includes('--version') && !context.args.includes('-V')) return notSimulated(context, 'rustc');
  context.out(`rustc ${rustVersion(context)}\n`);
  return 0;
};
