import type { ProgramContext } from '../../shell/types';

export interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
}

export interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

const decoder = new TextDecoder();

export function readUsers(context: ProgramContext): readonly PasswdEntry[] {
  return linesOf(context, '/etc/passwd').map((line) => {
    const [name = '', , uid = '0', gid = '0', comment = '', home = '', shell = ''] = line.split(':');
    return { name, uid: Number(uid), gid: Number(gid), comment, home, shell };
  });
}

export function readGroups(context: ProgramContext): readonly GroupEntry[] {
  return linesOf(context, '/etc/group').map((line) => {
    const [name = '', , gid = '0', members = ''] = line.split(':');
    return { name, gid: Number(gid), members: members === '' ? [] : members.split(',') };
  });
}

function linesOf(context: ProgramContext, path: string): readonly string[] {
  const read = context.fs.read(path);
  return read.ok
    ? decoder
        .decode(read.value)
        .split('\n')
        .filter((line) => line !== '')
    : [];
}

/** The shadow tools keep the file as it was under a name with a dash; BusyBox makes no such copy. */
export interface WriteStyle {
  readonly backups: boolean;
}

export function addUser(context: ProgramContext, user: PasswdEntry, style: WriteStyle): void {
  appendLine(context, '/etc/passwd', `${user.name}:x:${user.uid}:${user.gid}:${user.comment}:${user.home}:${user.shell}`, style);
  const days = Math.floor(context.nowSeconds / 86_400);
  if (context.fs.exists('/etc/shadow')) appendLine(context, '/etc/shadow', `${user.name}:!:${days}:0:99999:7:::`, style);
}

export function addGroup(context: ProgramContext, name: string, gid: number, style: WriteStyle): void {
  appendLine(context, '/etc/group', `${name}:x:${gid}:`, style);
  if (context.fs.exists('/etc/gshadow')) appendLine(context, '/etc/gshadow', `${name}:!::`, style);
}

export function addMember(context: ProgramContext, user: string, group: string, style: WriteStyle): void {
  rewrite(context, '/etc/group', style, (line) => joined(line, user, group));
  if (context.fs.exists('/etc/gshadow')) rewrite(context, '/etc/gshadow', style, (line) => joined(line, user, group));
}

function joined(line: string, user: string, group: string): string {
  const [name, second, third, members = ''] = line.split(':');
  if (name !== group || members.split(',').includes(user)) return line;
  return [name, second, third, members === '' ? user : `${members},${user}`].join(':');
}

/** Takes a user out of all files, also as a member of groups. */
export function removeUser(context: ProgramContext, user: string, style: WriteStyle): void {
  for (const path of ['/etc/passwd', '/etc/shadow'])
    if (context.fs.exists(path)) rewrite(context, path, style, (line) => (line.startsWith(`${user}:`) ? undefined : line));
  for (const path of ['/etc/group', '/etc/gshadow']) {
    if (!context.fs.exists(path)) continue;
    rewrite(context, path, style, (line) => {
      const parts = line.split(':');
      const members = (parts[3] ?? '').split(',').filter((member) => member !== user);
      return [...parts.slice(0, 3), members.join(',')].join(':');
    });
  }
}

export function removeGroup(context: ProgramContext, group: string, style: WriteStyle): void {
  for (const path of ['/etc/group', '/etc/gshadow'])
    if (context.fs.exists(path)) rewrite(context, path, style, (line) => (line.startsWith(`${group}:`) ? undefined : line));
}

export function changeUser(context: ProgramContext, name: string, change: (user: PasswdEntry) => PasswdEntry, style: WriteStyle): void {
  const user = readUsers(context).find((candidate) => candidate.name === name);
  if (user === undefined) return;
  const changed = change(user);
  const line = `${changed.name}:x:${changed.uid}:${changed.gid}:${changed.comment}:${changed.home}:${changed.shell}`;
  rewrite(context, '/etc/passwd', style, (old) => (old.startsWith(`${name}:`) ? line : old));
}

function appendLine(context: ProgramContext, path: string, line: string, style: WriteStyle): void {
  replace(context, path, style, [...linesOf(context, path), line]);
}

function rewrite(context: ProgramContext, path: string, style: WriteStyle, change: (line: string) => string | undefined): void {
  replace(
    context,
    path,
    style,
    linesOf(context, path).flatMap((line) => change(line) ?? []),
  );
}

/** A new file takes the old one's place, with its mode and owner. */
function replace(context: ProgramContext, path: string, style: WriteStyle, lines: readonly string[]): void {
  const node = context.fs.stat(path);
  const old = context.fs.content(path);
  const attributes = node.ok ? { mode: node.value.mode, uid: node.value.uid, gid: node.value.gid } : {};
  if (style.backups && old.ok) context.fs.write(`${path}-`, old.value, attributes);
  context.fs.write(path, lines.map((line) => `${line}\n`).join(''), attributes);
}

/** Letters, digits, `_` and `-`, not beginning with a digit or a dash, at most 32, with a `$` at the end if need be. */
const ACCOUNT_NAME = /^[a-z_][a-z0-9_-]{0,31}\$?$/i;

/** What is wrong with a new account's name, its number or a field of its line; the tools' words, without their name. */
export function accountProblem(
  kind: 'user' | 'group',
  name: string,
  number: string | undefined,
  fields: readonly (string | undefined)[] = [],
): string | undefined {
  if (!ACCOUNT_NAME.test(name)) return `invalid ${kind} name '${name}'`;
  if (number !== undefined && !(/^\d{1,10}$/.test(number) && Number(number) < 2 ** 32 - 1)) return `invalid ${kind} ID '${number}'`;
  const broken = fields.find((field) => field !== undefined && /[:\n]/.test(field));
  return broken === undefined ? undefined : `invalid field '${broken}'`;
}

/** The first free number of a range, from its first end towards the other. */
export function freeNumber(taken: Iterable<number>, [from, to]: readonly [number, number]): number {
  const used = new Set(taken);
  const step = from <= to ? 1 : -1;
  for (let candidate = from; candidate !== to + step; candidate += step) if (!used.has(candidate)) return candidate;
  return to;
}

/** Makes a home directory with what `/etc/skel` has, for a user. */
export function makeHome(context: ProgramContext, home: string, uid: number, gid: number, mode: number): void {
  if (context.fs.exists(home)) return;
  const owner = { uid, gid };
  const parents = home.slice(0, home.lastIndexOf('/'));
  if (parents !== '') context.fs.mkdirAll(parents);
  context.fs.mkdir(home, { ...owner, mode });
  const skeleton = context.fs.list('/etc/skel');
  for (const name of skeleton.ok ? skeleton.value : []) {
    const content = context.fs.content(`/etc/skel/${name}`);
    if (content.ok) context.fs.write(`${home}/${name}`, content.value, { ...owner, mode: 0o644 });
  }
}

/** Words with the values of the options that take one: `--uid 5`, `--uid=5`, `-u 5`, `-u5`. */
export function splitArguments(
  args: readonly string[],
  withValue: ReadonlySet<string>,
): { readonly options: ReadonlyMap<string, string>; readonly words: readonly string[] } {
  const options = new Map<string, string>();
  const words: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    const equals = word.indexOf('=');
    if (word.startsWith('--') && word.length > 2) {
      const name = equals < 0 ? word : word.slice(0, equals);
      if (equals >= 0) options.set(name, word.slice(equals + 1));
      else options.set(name, withValue.has(name) ? (args[++index] ?? '') : '');
    } else if (word.startsWith('-') && word.length > 1) index += shortOptions(word, args[index + 1], withValue, options);
    else words.push(word);
  }
  return { options, words };
}

/** Answers how many further words were taken. */
function shortOptions(word: string, next: string | undefined, withValue: ReadonlySet<string>, options: Map<string, string>): number {
  for (let at = 1; at < word.length; at++) {
    const name = `-${word[at]}`;
    if (!withValue.has(name)) {
      options.set(name, '');
      continue;
    }
    const attached = word.slice(at + 1);
    options.set(name, attached === '' ? (next ?? '') : attached);
    return attached === '' ? 1 : 0;
  }
  return 0;
}
