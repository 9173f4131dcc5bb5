import type { ProgramContext } from '../../shell/types';
import { parseRequirement, type Requirement } from './requirement';

export interface RequirementList {
  readonly requirements: readonly Requirement[];
  readonly constraints: readonly Requirement[];
  /** Options that lines of the file give, as on the command line. */
  readonly options: readonly string[];
}

export type RequirementFile = { readonly ok: true; readonly list: RequirementList } | { readonly ok: false; readonly message: string };

const MOST_NESTED = 20;

/** Reads `-r` files with all that they include; paths inside are relative to the file that names them. */
export function readRequirements(context: ProgramContext, path: string, asConstraints = false, depth = 0): RequirementFile {
  const place = context.resolve(path);
  const read = context.fs.read(place);
  if (!read.ok) {
    const kind = asConstraints ? 'constraints' : 'requirements';
    const reason =
      read.errno === 'EISDIR'
        ? '[Errno 21] Is a directory'
        : read.errno === 'EACCES'
          ? '[Errno 13] Permission denied'
          : '[Errno 2] No such file or directory';
    return { ok: false, message: `Could not open ${kind} file: ${reason}: '${path}'` };
  }
  const result = { requirements: [] as Requirement[], constraints: [] as Requirement[], options: [] as string[] };
  for (const { number, text } of logicalLines(decode(read.value), context.env)) {
    const origin = `${asConstraints ? '-c' : '-r'} ${path} (line ${number})`;
    const nested = /^(?:(-r|--requirement)|(-c|--constraint))[=\s]*(.+)$/.exec(text);
    if (nested !== null) {
      if (depth >= MOST_NESTED) return { ok: false, message: `${path} recursively references itself in ${path}` };
      const inner = readRequirements(context, besides(path, (nested[3] ?? '').trim()), asConstraints || nested[2] !== undefined, depth + 1);
      if (!inner.ok) return inner;
      result.requirements.push(...inner.list.requirements);
      result.constraints.push(...inner.list.constraints);
      result.options.push(...inner.list.options);
      continue;
    }
    const editable = /^(?:-e|--editable)[=\s]+(.+)$/.exec(text)?.[1];
    if (editable === undefined && text.startsWith('-')) result.options.push(...text.split(/[=\s]+/));
    else (asConstraints ? result.constraints : result.requirements).push(parseRequirement(editable ?? text, origin, editable !== undefined));
  }
  return { ok: true, list: result };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function besides(file: string, path: string): string {
  const slash = file.lastIndexOf('/');
  return path.startsWith('/') || slash < 0 ? path : `${file.slice(0, slash + 1)}${path}`;
}

/** Continued lines joined, comments taken off, `${NAME}` replaced where the variable is set; numbers are those of the first line. */
function logicalLines(text: string, env: ReadonlyMap<string, string>): readonly { readonly number: number; readonly text: string }[] {
  const found: { number: number; text: string }[] = [];
  let joined = '';
  let start = 0;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (joined === '') start = index + 1;
    const comment = /^\s*#/.test(line);
    if (line.endsWith('\\') && !comment) {
      joined += line.slice(0, -1);
      continue;
    }
    const whole = `${joined}${comment ? '' : line}`
      .replace(/(?:^|\s)#.*$/, '')
      .trim()
      .replace(/\$\{([A-Z0-9_]+)\}/g, (word, name: string) => env.get(name) ?? word);
    joined = '';
    if (whole !== '') found.push({ number: start, text: whole });
  }
  return found;
}
