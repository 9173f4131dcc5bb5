import type { TreeEditor } from '../fs/types';

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

function lines(fs: TreeEditor, path: string): readonly (readonly string[])[] {
  const bytes = fs.read(path);
  if (!bytes.ok) return [];
  return new TextDecoder()
    .decode(bytes.value)
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line) => line.split(':'));
}

export function readUsers(fs: TreeEditor): readonly User[] {
  return lines(fs, '/etc/passwd').map(([name = '', , uid, gid, , home = '/', shell = '']) => ({
    name,
    uid: Number(uid),
    gid: Number(gid),
    home,
    shell,
  }));
}

export function readGroups(fs: TreeEditor): readonly Group[] {
  return lines(fs, '/etc/group').map(([name = '', , gid, members = '']) => ({
    name,
    gid: Number(gid),
    members: members.split(',').filter((member) => member !== ''),
  }));
}

export function findUser(fs: TreeEditor, who: string | number): User | undefined {
  return readUsers(fs).find((user) => (typeof who === 'number' ? user.uid === who : user.name === who));
}

export function findGroup(fs: TreeEditor, which: string | number): Group | undefined {
  return readGroups(fs).find((group) => (typeof which === 'number' ? group.gid === which : group.name === which));
}

export function homeOf(fs: TreeEditor, who: string | number): string | undefined {
  return findUser(fs, who)?.home;
}
