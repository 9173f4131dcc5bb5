import { EMPTY_CONTENT } from '../fs/content';
import { cleanPath } from '../fs/path';
import type { Errno } from '../fs/types';
import { bytesOf, decodeText, encodeText } from './bytes';
import { deviceAt } from './devices';
import { errorText } from './errno';
import { expandFields, expandText } from './expand';
import { printError } from './messages';
import { hasOption, type Shell } from './shell-state';
import { type Description, flushAll, flushDescription, sourceOf } from './streams';
import type { Redirect, Word } from './syntax';

/** Opens what the redirects name, in order. On failure the message has been printed and the status is returned. */
export function openRedirects(
  shell: Shell,
  redirects: readonly Redirect[],
): { readonly descriptors: Map<number, Description> } | { readonly status: number } {
  const descriptors = new Map(shell.descriptors);
  for (const redirect of redirects) {
    const problem = redirect.kind === 'here' ? openHere(shell, redirect, descriptors) : openFileRedirect(shell, redirect, descriptors);
    if (problem !== undefined) {
      printError(shell, problem);
      return { status: shell.dialect === 'dash' ? 2 : 1 };
    }
  }
  return { descriptors };
}

/** Runs something with redirects in place and puts everything back. */
export function withRedirects(shell: Shell, redirects: readonly Redirect[], run: () => number): number | { readonly failed: number } {
  if (redirects.length === 0) return run();
  flushAll(shell.descriptors);
  const opened = openRedirects(shell, redirects);
  if ('status' in opened) return { failed: opened.status };
  const before = shell.descriptors;
  shell.descriptors = opened.descriptors;
  try {
    return run();
  } finally {
    flushAll(shell.descriptors);
    shell.descriptors = before;
  }
}

function openHere(shell: Shell, redirect: Extract<Redirect, { readonly kind: 'here' }>, descriptors: Map<number, Description>): undefined {
  descriptors.set(redirect.descriptor, sourceOf(bytesOf(expandText(shell, redirect.body))));
  return undefined;
}

type FileRedirect = Extract<Redirect, { readonly kind: 'file' }>;

function openFileRedirect(shell: Shell, redirect: FileRedirect, descriptors: Map<number, Description>): string | undefined {
  const { operator, descriptor } = redirect;
  const both = operator === '&>' || operator === '&>>';
  if (both && shell.dialect === 'dash') return openBoth(shell, redirect, descriptors);
  const target = targetText(shell, redirect.target);
  if (operator === '<&' || operator === '>&') {
    if (target === '-' || /^\d+-?$/.test(target)) return duplicate(shell, descriptor, target, descriptors);
    if (operator === '<&' || shell.dialect === 'dash')
      return shell.dialect === 'dash' ? 'Syntax error: Bad fd number' : `${target}: ambiguous redirect`;
  }
  const opened = openPath(shell, target, operator, descriptors);
  if ('problem' in opened) return opened.problem;
  descriptors.set(both || operator === '>&' ? 1 : descriptor, opened.description);
  if (both || operator === '>&') descriptors.set(2, opened.description);
  return undefined;
}

/** dash reads `cmd &>file` as `cmd &` and `>file`; the file is emptied and the command writes where it always did. */
function openBoth(shell: Shell, redirect: FileRedirect, descriptors: Map<number, Description>): string | undefined {
  const opened = openPath(shell, targetText(shell, redirect.target), redirect.operator === '&>>' ? '>>' : '>', descriptors);
  return 'problem' in opened ? opened.problem : undefined;
}

/** bash expands patterns in a target when exactly one file matches; the others never do. */
function targetText(shell: Shell, word: Word): string {
  if (shell.dialect !== 'bash') return expandText(shell, word);
  const fields = expandFields(shell, word);
  return fields.length === 1 ? (fields[0] ?? '') : expandText(shell, word);
}

function duplicate(shell: Shell, descriptor: number, target: string, descriptors: Map<number, Description>): string | undefined {
  if (target === '-') {
    const closed = descriptors.get(descriptor);
    if (closed) flushDescription(closed);
    descriptors.delete(descriptor);
    return undefined;
  }
  const number = Number.parseInt(target, 10);
  const source = descriptors.get(number);
  if (!source) return shell.dialect === 'ash' ? `${number}: Bad file descriptor` : `${number}: Bad file descriptor`;
  descriptors.set(descriptor, source);
  if (target.endsWith('-')) descriptors.delete(number);
  return undefined;
}

type Opened = { readonly description: Description } | { readonly problem: string };

function openPath(shell: Shell, target: string, operator: FileRedirect['operator'], descriptors: Map<number, Description>): Opened {
  const path = cleanPath(decodeText(target.startsWith('/') ? target : `${shell.workingDirectory}/${target}`));
  const real = shell.fs.realpath(path);
  const device = deviceAt(path) ?? (real.ok ? deviceAt(real.value) : undefined);
  const creates = operator !== '<';
  if (target === '') return { problem: describe(shell, target, 'ENOENT', creates) };
  if (device?.kind === 'stream') {
    // A process substitution among the redirects has just opened one.
    const description = descriptors.get(device.descriptor) ?? shell.descriptors.get(device.descriptor);
    return description ? { description } : { problem: describe(shell, target, 'ENOENT', creates) };
  }
  if (device?.kind === 'tty') return { problem: describeText(shell, target, 'No such device or address', creates) };
  if (device?.kind === 'text') return { description: sourceOf(bytesOf(encodeText(device.text))) };
  if (device) return { description: { kind: 'device', device } };
  return openFile(shell, target, path, operator);
}

function openFile(shell: Shell, target: string, path: string, operator: FileRedirect['operator']): Opened {
  const node = shell.fs.stat(path);
  const creates = operator !== '<';
  const describeFailure = (errno: Errno): Opened => ({ problem: describe(shell, target, errno, creates) });
  if (!creates) {
    const content = node.ok && node.value.kind === 'directory' ? node : shell.fs.content(path);
    if (!content.ok) return describeFailure(content.errno);
    return { description: fileDescription(shell, path, operator) };
  }
  if (node.ok && node.value.kind === 'directory') return describeFailure('EISDIR');
  if (!node.ok && node.errno !== 'ENOENT') return describeFailure(node.errno);
  if (operator === '>' && hasOption(shell, 'noclobber') && node.ok) {
    return { problem: shell.dialect === 'bash' ? `${target}: cannot overwrite existing file` : describeText(shell, target, 'File exists', true) };
  }
  const truncates = operator === '>' || operator === '>|' || operator === '>&' || operator === '&>';
  const written = truncates || !node.ok ? shell.fs.write(path, EMPTY_CONTENT) : shell.fs.append(path, new Uint8Array(0));
  return written.ok ? { description: fileDescription(shell, path, operator) } : describeFailure(written.errno);
}

function fileDescription(shell: Shell, path: string, operator: FileRedirect['operator']): Description {
  const append = operator === '>>' || operator === '&>>';
  return {
    kind: 'file',
    fs: shell.fs,
    path,
    readable: operator === '<' || operator === '<>',
    writable: operator !== '<',
    append,
    offset: 0,
    pending: [],
  };
}

function describe(shell: Shell, target: string, errno: Errno, creates: boolean): string {
  if (errno === 'ENOENT' && shell.dialect !== 'bash') {
    const what = creates
      ? shell.dialect === 'dash'
        ? 'Directory nonexistent'
        : 'nonexistent directory'
      : shell.dialect === 'dash'
        ? 'No such file'
        : 'no such file';
    return describeText(shell, target, what, creates);
  }
  return describeText(shell, target, errorText(errno), creates);
}

function describeText(shell: Shell, target: string, text: string, creates: boolean): string {
  switch (shell.dialect) {
    case 'dash':
      return `cannot ${creates ? 'create' : 'open'} ${target}: ${text}`;
    case 'ash':
      return `can't ${creates ? 'create' : 'open'} ${target}: ${text}`;
    case 'bash':
      return `${target}: ${text}`;
  }
}
