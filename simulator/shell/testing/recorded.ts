import { contentSha256 } from '../../fs/content';
import type { TreeEditor, TreeNode } from '../../fs/types';
import type { Dialect } from '../syntax';
import ash from './recorded-ash.json';
import bash from './recorded-bash.json';
import dash from './recorded-dash.json';

/**
 * What real shells did with a script in an empty directory: BusyBox 1.35.0's ash with its applets, dash 0.5.12 and bash 5.2.15
 * with GNU tools (Debian 12), as root in a small root directory. Recordings are never edited.
 */
export interface RecordedScript {
  readonly script: string;
  readonly exitCode: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** Below `/w` and `/tmp`: type, octal mode, owner, and the start of the content's SHA-256 or a link's target. */
  readonly files?: Readonly<Record<string, string>>;
}

export const RECORDED: Readonly<Record<Dialect, readonly RecordedScript[]>> = {
  ash: withoutAbsentFiles(ash),
  bash: withoutAbsentFiles(bash),
  dash: withoutAbsentFiles(dash),
};

/** TypeScript joins the entries of a JSON file into one type in which every file of every entry is optional. */
function withoutAbsentFiles(
  entries: readonly (Omit<RecordedScript, 'files'> & { readonly files?: Readonly<Record<string, string | undefined>> })[],
): readonly RecordedScript[] {
  return entries.map(({ files, ...rest }) => {
    const present = Object.entries(files ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return { ...rest, ...(files ? { files: Object.fromEntries(present) } : {}) };
  });
}

/** The files of a run in the form of a recording. */
export function describeFiles(fs: TreeEditor): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const walk = (directory: string): void => {
    const names = fs.list(directory);
    for (const name of names.ok ? names.value : []) {
      const path = `${directory}/${name}`;
      const node = fs.lstat(path);
      if (!node.ok) continue;
      found[path] = describeNode(node.value);
      if (node.value.kind === 'directory') walk(path);
    }
  };
  walk('/w');
  walk('/tmp');
  return found;
}

function describeNode(node: TreeNode): string {
  const owner = `${node.uid}:${node.gid}`;
  if (node.kind === 'symlink') return `l ${owner} ${node.target}`;
  const mode = `0o${node.mode.toString(8)}`;
  return node.kind === 'directory' ? `d ${mode} ${owner}` : `f ${mode} ${owner} ${contentSha256(node.content).slice(0, 12)}`;
}
