import { contentBytes } from './content';
import { lookupNode } from './tree';
import type { Tree } from './types';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A `--chown` with its numbers settled and its names still names. */
export interface OwnerSpec {
  readonly user: OwnerPart | undefined;
  readonly group: OwnerPart | undefined;
}
export type OwnerPart = { readonly id: number } | { readonly name: string };

export type OwnerResult = { readonly ok: true; readonly owner: Owner } | { readonly ok: false; readonly message: string };

/** Reads `--chown`. A number beyond 31 bits is a name, which nobody has. `root` needs no lookup, and a missing user, as in `:50`, is 0 (moby/buildkit client/llb `WithUser`). */
export function parseOwnerSpec(text: string): OwnerSpec {
  const colon = text.indexOf(':');
  return {
    user: parsePart(colon < 0 ? text : text.slice(0, colon)),
    group: colon < 0 ? undefined : parsePart(text.slice(colon + 1)),
  };
}

function parsePart(text: string): OwnerPart {
  if (text === '' || text === 'root') return { id: 0 };
  const id = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  return id >= -(2 ** 31) && id < 2 ** 31 ? { id } : { name: text };
}

/**
 * Looks the names up in the tree that a file operation works on; `undefined` for one that starts from nothing, where a name is an
 * error. A name that is not found, or no file to find it in, silently means 0 (moby/buildkit ops/user_linux.go `readUser`).
 * A number alone stands for the group as well; a group that is not found leaves the user's.
 */
export function resolveOwner(spec: OwnerSpec, tree: Tree | undefined): OwnerResult {
  const hasName = [spec.user, spec.group].some((part) => part !== undefined && 'name' in part);
  if (hasName && tree === undefined) return { ok: false, message: 'invalid user index: -1' };
  const user = spec.user === undefined ? { uid: 0, gid: 0 } : resolveUser(spec.user, tree);
  const gid = spec.group === undefined ? user.gid : (resolveGroup(spec.group, tree) ?? user.gid);
  return { ok: true, owner: { uid: user.uid, gid } };
}

function resolveUser(part: OwnerPart, tree: Tree | undefined): Owner {
  if ('id' in part) return { uid: unsigned(part.id), gid: unsigned(part.id) };
  const entry = readUsers(tree).find((user) => user.name === part.name);
  return { uid: entry?.uid ?? 0, gid: entry?.gid ?? 0 };
}

function resolveGroup(part: OwnerPart, tree: Tree | undefined): number | undefined {
  if ('id' in part) return unsigned(part.id);
  return readGroups(tree).find((group) => group.name === part.name)?.gid;
}

/** Operations carry an owner as 32 unsigned bits; -1 tells the kernel to leave the owner, which for a new file is root. */
function unsigned(id: number): number {
  return id === -1 ? 0 : id >>> 0;
}

export interface ProcessUser extends Owner {
  /** Supplementary groups, the primary one first. */
  readonly groups: readonly number[];
}

export type ProcessUserResult = { readonly ok: true; readonly identity: ProcessUser } | { readonly ok: false; readonly message: string };

/**
 * Who a process runs as, from USER (moby/buildkit executor/oci `GetUser`, moby/sys/user `GetExecUser`). Unlike `--chown`, an unknown name is an error, and a
 * number brings the group and the supplementary groups of the user who has it.
 */
export function resolveProcessUser(tree: Tree, spec: string): ProcessUserResult {
  const [userText = '', groupText = ''] = (spec === '' ? '0' : spec).split(':');
  const fast = fastIdentity(spec, userText, groupText);
  if (fast !== undefined) return { ok: true, identity: fast };
  if ([userText, groupText].some(isOutOfRange)) return { ok: false, message: `uids and gids must be in range 0-${LARGEST_ID}` };
  const uid = parseId(userText.replace(/^\+/, ''));
  const user = readUsers(tree).find((entry) => (userText === '' ? entry.uid === 0 : uid === undefined ? entry.name === userText : entry.uid === uid));
  if (user === undefined && userText !== '' && uid === undefined) {
    return { ok: false, message: `unable to find user ${userText}: no matching entries in passwd file` };
  }
  const primary = { uid: user?.uid ?? uid ?? 0, gid: user?.gid ?? 0 };
  return groupText === '' ? { ok: true, identity: withSupplementary(primary, user?.name, tree) } : withGroup(primary.uid, groupText, tree);
}

/** Two numbers need no look at the files. */
function fastIdentity(spec: string, userText: string, groupText: string): ProcessUser | undefined {
  const [uid, gid] = [parseId(userText === 'root' ? '0' : userText), parseId(groupText === 'root' ? '0' : groupText)];
  if (!spec.includes(':') || uid === undefined || gid === undefined || uid >= 2 ** 32 || gid >= 2 ** 32) return undefined;
  return { uid, gid, groups: [gid] };
}

const LARGEST_ID = 2_147_483_647;

function isOutOfRange(text: string): boolean {
  return /^[-+]?\d+$/.test(text) && (Number(text) < 0 || Number(text) > LARGEST_ID);
}

function withGroup(uid: number, groupText: string, tree: Tree): ProcessUserResult {
  const id = parseId(groupText);
  const group = readGroups(tree).find((entry) => (id === undefined ? entry.name === groupText : entry.gid === id));
  const gid = group?.gid ?? id;
  if (gid === undefined) return { ok: false, message: `unable to find group ${groupText}: no matching entries in group file` };
  return { ok: true, identity: { uid, gid, groups: [gid] } };
}

function withSupplementary(owner: Owner, name: string | undefined, tree: Tree): ProcessUser {
  const others =
    name === undefined
      ? []
      : readGroups(tree)
          .filter((group) => group.members.includes(name))
          .map((group) => group.gid);
  return { ...owner, groups: others.includes(owner.gid) ? others : [owner.gid, ...others] };
}

function parseId(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

export interface UserEntry extends Owner {
  readonly name: string;
  readonly home: string;
  readonly shell: string;
}

/** The entries of `/etc/passwd`, first match wins; a field that is no number counts as 0. */
export function readUsers(tree: Tree | undefined): readonly UserEntry[] {
  return readLines(tree, '/etc/passwd').map((line) => {
    const [name = '', , uid, gid, , home = '', shell = ''] = line.split(':');
    return { name, uid: parseId(uid ?? '') ?? 0, gid: parseId(gid ?? '') ?? 0, home, shell };
  });
}

export interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

export function readGroups(tree: Tree | undefined): readonly GroupEntry[] {
  const lines = readLines(tree, '/etc/group').filter((line) => !line.startsWith('#'));
  return lines.map((line) => {
    const [name = '', , gid, members = ''] = line.split(':');
    return { name, gid: parseId(gid ?? '') ?? 0, members: members === '' ? [] : members.split(',') };
  });
}

const decoder = new TextDecoder();

function readLines(tree: Tree | undefined, path: string): readonly string[] {
  if (tree === undefined) return [];
  const found = lookupNode(tree, path);
  const bytes = found.ok && found.value.kind === 'file' ? contentBytes(found.value.content) : undefined;
  if (bytes === undefined) return [];
  return decoder
    .decode(bytes)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
