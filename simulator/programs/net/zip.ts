import { unzipSync, zipSync } from 'fflate';
import { isUnfetched } from '../../fs/unfetched';
import { parseOptions } from '../../shell/coreutils/options';
import { compilePattern, matchesPattern } from '../../shell/pattern';
import type { ProgramContext } from '../../shell/types';

/** Info-ZIP's `unzip`, on archives of real bytes; owners and modes are not restored. */
export function unzip(context: ProgramContext): number {
  const { flags, values, operands } = parseOptions(context.args, { short: 'od:qnlptvujx:LaC', long: {} });
  const [archive, ...wanted] = operands;
  if (archive === undefined) {
    context.err(
      'UnZip 6.00 of 20 April 2009, by Debian. Original by Info-ZIP.\n\nUsage: unzip [-Z] [-opts[modifiers]] file[.zip] [list] [-x xlist] [-d exdir]\n',
    );
    return 10;
  }
  const path = [archive, `${archive}.zip`].find((name) => context.fs.exists(context.resolve(name)));
  const bytes = path === undefined ? undefined : context.fs.read(context.resolve(path));
  if (path === undefined || bytes === undefined) {
    context.err(`unzip:  cannot find or open ${archive}, ${archive}.zip or ${archive}.ZIP.\n`);
    return 9;
  }
  if (!bytes.ok || isUnfetched(bytes.value)) {
    context.notice({ fidelity: 'unknown', code: 'content-not-available', details: { program: 'unzip', path } });
    return 0;
  }
  const files = unpacked(bytes.value);
  if (files === undefined) {
    context.err(
      `  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes one disk of a multi-part archive.\nunzip:  cannot find zipfile directory in one of ${archive} or\n        ${archive}.zip, and cannot find ${archive}.ZIP, period.\n`,
    );
    return 9;
  }
  const patterns = wanted.map(compilePattern);
  const chosen = [...files].filter(([name]) => patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, name)));
  if (!flags.has('q') && !flags.has('p')) context.out(`Archive:  ${path}\n`);
  for (const [name, content] of chosen) {
    context.spend(1);
    if (flags.has('p')) context.out(content);
    else if (flags.has('l')) context.out(`${String(content.length).padStart(9)}  ${name}\n`);
    else if (!flags.has('t'))
      extract(
        context,
        {
          folder: values.get('d') ?? '.',
          name: flags.has('j') ? name.slice(name.lastIndexOf('/') + 1) : name,
          quiet: flags.has('q'),
          keeps: flags.has('n'),
        },
        content,
      );
  }
  if (chosen.length > 0 || wanted.length === 0) return 0;
  for (const name of wanted) context.err(`caution: filename not matched:  ${name}\n`);
  return 11;
}

function unpacked(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined {
  try {
    return new Map(Object.entries(unzipSync(bytes)));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

interface Extraction {
  readonly folder: string;
  readonly name: string;
  readonly quiet: boolean;
  readonly keeps: boolean;
}

function extract(context: ProgramContext, { folder, name, quiet, keeps }: Extraction, content: Uint8Array): void {
  // Names that would lead out of the folder lose their dots.
  const safe = name
    .split('/')
    .filter((part) => part !== '..')
    .join('/')
    .replace(/^\/+/, '');
  if (safe === '') return;
  const path = context.resolve(`${folder}/${safe}`);
  if (safe.endsWith('/')) {
    context.fs.mkdirAll(path.slice(0, -1));
    if (!quiet) context.out(`   creating: ${folder === '.' ? '' : `${folder}/`}${safe}\n`);
    return;
  }
  if (keeps && context.fs.exists(path)) return;
  context.fs.mkdirAll(path.slice(0, path.lastIndexOf('/')));
  context.fs.write(path, content);
  if (!quiet) context.out(`  inflating: ${folder === '.' ? '' : `${folder}/`}${safe}  \n`);
}

/** Seconds since 1970 of the first day that a zip archive can hold. */
const FIRST_DAY_SECONDS = 315_532_800;

/** Info-ZIP's `zip`: `-r` and `-j`. The archive unpacks to the same, its bytes are another packer's. */
export function zip(context: ProgramContext): number {
  const { flags, operands } = parseOptions(context.args, {
    short: 'rjqmXyu0123456789x:9T',
    long: { 'recurse-paths': 'r', quiet: 'q', 'junk-paths': 'j' },
  });
  const [archive, ...names] = operands;
  if (archive === undefined || names.length === 0) {
    context.err('\nzip error: Nothing to do!\n');
    return 12;
  }
  const files: Record<string, Uint8Array> = {};
  for (const name of names) collect(context, name.replace(/^\.\//, ''), flags, files);
  if (Object.keys(files).length === 0) {
    for (const name of names) context.err(`\tzip warning: name not matched: ${name}\n`);
    context.err(`\nzip error: Nothing to do! (${archive})\n`);
    return 12;
  }
  if (!flags.has('q')) for (const name of Object.keys(files)) context.out(`  adding: ${name}\n`);
  context.notice({ fidelity: 'modelled', code: 'compressed-bytes', details: { program: 'zip' } });
  const mtime = Math.max(FIRST_DAY_SECONDS, context.nowSeconds) * 1000;
  context.fs.write(context.resolve(/\.\w+$/.test(archive) ? archive : `${archive}.zip`), zipSync(files, { mtime }));
  return 0;
}

function collect(context: ProgramContext, name: string, flags: ReadonlySet<string>, files: Record<string, Uint8Array>): void {
  context.spend(1);
  const path = context.resolve(name);
  const node = context.fs.stat(path);
  if (!node.ok) return;
  if (node.value.kind !== 'directory') {
    const bytes = context.fs.read(path);
    if (bytes.ok) files[flags.has('j') ? name.slice(name.lastIndexOf('/') + 1) : name] = bytes.value;
    return;
  }
  if (!flags.has('r')) return;
  if (!flags.has('j') && name !== '.') files[`${name.replace(/\/+$/, '')}/`] = new Uint8Array(0);
  const children = context.fs.list(path);
  for (const child of children.ok ? children.value : [])
    collect(context, name === '.' ? child : `${name.replace(/\/+$/, '')}/${child}`, flags, files);
}
