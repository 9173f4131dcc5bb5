import { parseStatus } from '../../catalog/debian-status';
import type { FileContent } from '../../fs/types';
import type { ProgramContext } from '../../shell/types';

const STATUS = '/var/lib/dpkg/status';
const EXTENDED_STATES = '/var/lib/apt/extended_states';
const decoder = new TextDecoder();

/** Installed packages by name → version, and their paragraphs as they stand in the status file. */
export interface DpkgDatabase {
  readonly text: string;
  readonly versions: ReadonlyMap<string, string>;
}

const parsed = new WeakMap<FileContent, DpkgDatabase>();

export function readDatabase(context: ProgramContext): DpkgDatabase {
  const content = context.fs.content(STATUS);
  if (!content.ok) return { text: '', versions: new Map() };
  const known = parsed.get(content.value);
  if (known !== undefined) return known;
  const text = textAt(context, STATUS);
  const database = { text, versions: new Map(parseStatus(text).map(({ name, version }) => [name, version])) };
  parsed.set(content.value, database);
  return database;
}

/** Replaces and adds paragraphs; `undefined` takes a package out. */
export function updateStatus(context: ProgramContext, changes: ReadonlyMap<string, string | undefined>): void {
  const { text } = readDatabase(context);
  const stanzas = new Map<string, string>();
  for (const stanza of text.split('\n\n')) {
    const name = /^Package: (.+)$/m.exec(stanza)?.[1];
    if (name !== undefined) stanzas.set(name, `${stanza.replace(/^\n+/, '')}\n\n`);
  }
  for (const [name, stanza] of changes) {
    if (stanza === undefined) stanzas.delete(name);
    else stanzas.set(name, stanza);
  }
  const sorted = [...stanzas].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, stanza]) => stanza);
  // dpkg writes the file after every change it makes to a package, so the one before the last differs by a word only.
  context.fs.write('/var/lib/dpkg/status-old', sorted.join(''));
  context.fs.write(STATUS, sorted.join(''));
}

/** Packages that were only pulled in by others. */
export function readAutomatic(context: ProgramContext): ReadonlySet<string> {
  const names = [...textAt(context, EXTENDED_STATES).matchAll(/^Package: (.+)\nArchitecture: .+\nAuto-Installed: 1$/gm)];
  return new Set(names.flatMap((match) => match[1] ?? []));
}

export function writeAutomatic(context: ProgramContext, automatic: ReadonlySet<string>, architecture: string): void {
  const text = [...automatic].sort().map((name) => `Package: ${name}\nArchitecture: ${architecture}\nAuto-Installed: 1\n\n`);
  context.fs.write(EXTENDED_STATES, text.join(''));
}

export function textAt(context: ProgramContext, path: string): string {
  const read = context.fs.read(path);
  return read.ok ? decoder.decode(read.value) : '';
}

export function nativeArchitecture(context: ProgramContext): string {
  return context.fs.exists('/usr/lib/aarch64-linux-gnu') ? 'arm64' : 'amd64';
}
