import { cleanPath } from '../../fs/path';
import type { Errno, FileContent } from '../../fs/types';
import { byteString } from '../bytes';
import { deviceAt } from '../devices';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { byFlavour, complain } from './options';

export type Input = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly errno: Errno };

/** Reads a whole file, or standard input for `-`, as a byte string. */
export function readInput(context: ProgramContext, path: string): Input {
  if (path === '-') return { ok: true, text: byteString(context.stdin) };
  const content = readContent(context, path);
  if (!content.ok) return content;
  if (content.content.kind === 'bytes') return { ok: true, text: byteString(content.content.bytes) };
  if (content.content.kind === 'opaque') return { ok: true, text: '' };
  const bytes = context.fs.read(context.resolve(path));
  return bytes.ok ? { ok: true, text: byteString(bytes.value) } : bytes;
}

/** The content of a file; where its bytes are not here the step says so. */
export function readContent(
  context: ProgramContext,
  path: string,
): { readonly ok: true; readonly content: FileContent } | { readonly ok: false; readonly errno: Errno } {
  const found = context.fs.content(context.resolve(path));
  if (!found.ok) return found;
  if (found.value.kind === 'opaque') context.notice({ fidelity: 'unknown', code: 'content-not-available', details: { program: context.name, path } });
  return { ok: true, content: found.value };
}

/** A device that never ends, of which only the beginning can be read. */
export function endlessDevice(context: ProgramContext, path: string): 'zero' | 'random' | undefined {
  const device = deviceAt(cleanPath(context.resolve(path)));
  if (device?.kind === 'zero' || device?.kind === 'full') return 'zero';
  return device?.kind === 'random' ? 'random' : undefined;
}

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Reads each operand, or standard input without any; complains of what cannot be read. */
export function readInputs(
  context: ProgramContext,
  operands: readonly string[],
): { readonly inputs: readonly NamedText[]; readonly failed: boolean } {
  const inputs: NamedText[] = [];
  let failed = false;
  for (const name of operands.length > 0 ? operands : ['-']) {
    const input = readInput(context, name);
    if (input.ok) inputs.push({ name, text: input.text });
    else {
      failed = true;
      complainOfInput(context, name, input.errno);
    }
  }
  return { inputs, failed };
}

export function complainOfInput(context: ProgramContext, name: string, errno: Errno): void {
  if (errno === 'EISDIR')
    return complain(context, byFlavour(context, `${gnuPrefix(context, name)}${errorText(errno)}`, `read error: ${errorText(errno)}`));
  complain(
    context,
    byFlavour(
      context,
      `${gnuOpenFailure(context, name)}: ${errorText(errno)}`,
      `${opensWithMessage(context.name) ? `can't open '${name}'` : name}: ${errorText(errno)}`,
    ),
  );
}

/** BusyBox's `open_or_warn` and `fopen_or_warn` word it differently; which one a tool calls is not to be guessed from its work. */
function opensWithMessage(tool: string): boolean {
  return ['cat', 'tac', 'tail', 'uniq', 'od', 'hexdump', 'strings', 'split', 'base64'].includes(tool);
}

function gnuPrefix(context: ProgramContext, name: string): string {
  switch (context.name) {
    case 'head':
    case 'tail':
      return `error reading '${name}': `;
    case 'sort':
      return `read failed: ${name}: `;
    case 'sed':
      return `couldn't edit ${name}: `;
    default:
      return `${name}: `;
  }
}

function gnuOpenFailure(context: ProgramContext, name: string): string {
  switch (context.name) {
    case 'head':
    case 'tail':
    case 'tac':
      return `cannot open '${name}' for reading`;
    case 'sort':
      return `cannot read: ${name}`;
    case 'sed':
      return `can't read ${name}`;
    default:
      return name;
  }
}

/** Lines without their ends; a last line without one counts. */
export function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
