/**
 * What a file holds. Content is immutable and compared by identity first.
 *
 * - `bytes`: known bytes.
 * - `generated`: deterministic stand-in bytes of exactly `sizeBytes`, produced from `seed` only when somebody reads or hashes them.
 * - `opaque`: bytes that are not here but whose hash is known (a base image's binaries in the recordings).
 */
export type FileContent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | GeneratedContent
  | { readonly kind: 'opaque'; readonly sha256: string; readonly sizeBytes: number; readonly program?: string };
// `program` names the modelled program that an executable runs (`busybox`, `node`, `apt-get`), so that a copied binary still works.

export interface GeneratedContent {
  readonly kind: 'generated';
  readonly seed: string;
  readonly sizeBytes: number;
  readonly program?: string;
  /** Of a dynamically linked program: the loader that it names and that must be there to start it. Absent: static, or not known. */
  readonly loader?: string;
  /** How well it packs: like source text or (when left out) like machine code. `zeros` is exact: zero bytes only, whatever the seed. */
  readonly texture?: 'text' | 'binary' | 'zeros';
}

export interface NodeAttributes {
  /** Permission, setuid, setgid and sticky bits; never the type. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Whole seconds since 1970. */
  readonly mtimeSeconds: number;
}

export interface Moment {
  /**
   * Stands in for the fraction of the second, which two steps never share: the same object in two nodes means the same moment.
   * Absent when the time is a whole second, as from a tar, the build context or an explicit `utimes`. Compared by identity only.
   */
  readonly instant?: object;
}

export type FileNode = NodeAttributes &
  Moment & {
    readonly kind: 'file';
    readonly content: FileContent;
    /** Hard links of one file share this number; absent for a file with a single name. */
    readonly linkId?: number;
  };
export type DirectoryNode = NodeAttributes & {
  readonly kind: 'directory';
  readonly children: ReadonlyMap<string, TreeNode>;
};
export type SymlinkNode = NodeAttributes & Moment & { readonly kind: 'symlink'; readonly target: string };
export type TreeNode = FileNode | DirectoryNode | SymlinkNode;

/**
 * An immutable file system. Two trees share every directory that is the same object in both; a node that was
 * written to (even with equal bytes) is a new object, which is what the overlay diff looks at.
 */
export type Tree = DirectoryNode;

export type Errno =
  | 'ENOENT'
  | 'EEXIST'
  | 'ENOTDIR'
  | 'EISDIR'
  | 'ENOTEMPTY'
  | 'ELOOP'
  | 'EACCES'
  | 'EPERM'
  | 'EROFS'
  | 'EINVAL'
  | 'ENAMETOOLONG'
  | 'EXDEV'
  | 'EFBIG'
  | 'EBUSY';

export type FsResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errno: Errno; readonly path: string };

/** An entry of a layer's tar, in the order the tar has them. `path` has no leading or trailing slash. */
export type LayerEntry = NodeAttributes & {
  readonly path: string;
  readonly type: 'file' | 'dir' | 'symlink' | 'hardlink' | 'whiteout' | 'opaque';
  /** Bytes of content; 0 for everything but files. */
  readonly sizeBytes: number;
  /** Target of a symlink, or path of the entry that a hard link points to. */
  readonly link?: string;
  /** Of a file that has bytes in this entry. */
  readonly content?: FileContent;
};

/** The entries of one layer, sorted by path component as BuildKit's tar has them. */
export type LayerDiff = readonly LayerEntry[];

/**
 * Attributes given to what an editor creates; parts left out come from the editor's defaults. A given mode is taken as it
 * is, without the umask. Of an existing file, `write` takes only the time.
 */
export type NewAttributes = Partial<NodeAttributes>;

/**
 * Makes changes to a tree without touching it: copy-on-write, `commit` returns the new tree.
 * Paths are absolute or relative to `/`. Symlinks in the directory part are always followed, inside the root; the last
 * component is followed where the operation's POSIX counterpart follows it.
 */
export interface TreeEditor {
  /** Follows symlinks. */
  stat(path: string): FsResult<TreeNode>;
  lstat(path: string): FsResult<TreeNode>;
  /** The absolute path with every symlink resolved; the last component need not exist. */
  realpath(path: string): FsResult<string>;
  exists(path: string): boolean;
  /** Names, sorted bytewise. */
  list(path: string): FsResult<readonly string[]>;
  content(path: string): FsResult<FileContent>;
  /** Reads bytes; generated content is produced, opaque content is `EACCES`. */
  read(path: string): FsResult<Uint8Array>;
  /** Names of the file at the path, which is not followed; 1 for everything else. */
  linkCount(path: string): FsResult<number>;
  /** Creates or replaces the content, keeping mode and owner of an existing file; hard links see it too. */
  write(path: string, content: FileContent | Uint8Array | string, attributes?: NewAttributes): FsResult<void>;
  append(path: string, bytes: Uint8Array): FsResult<void>;
  mkdir(path: string, attributes?: NewAttributes): FsResult<void>;
  /** Like `mkdir -p`; returns the directories that it created, outermost first. */
  mkdirAll(path: string, attributes?: NewAttributes): FsResult<readonly string[]>;
  symlink(target: string, path: string, attributes?: NewAttributes): FsResult<void>;
  link(existing: string, path: string): FsResult<void>;
  rename(from: string, to: string): FsResult<void>;
  /** Removes a file, symlink or empty directory. */
  remove(path: string): FsResult<void>;
  /** Like `rm -rf`: a path that does not exist is no error. */
  removeAll(path: string): FsResult<void>;
  chmod(path: string, mode: number): FsResult<void>;
  chown(path: string, owner: { readonly uid?: number; readonly gid?: number }, options?: { readonly followLink?: boolean }): FsResult<void>;
  utimes(path: string, mtimeSeconds: number, options?: { readonly followLink?: boolean }): FsResult<void>;
  /**
   * Puts a whole subtree at a path, replacing what is there: one operation however many files it has. Hard links in it get
   * numbers of this tree; calls that share `linkIds` (old number → new) keep links between their subtrees.
   */
  graft(path: string, node: TreeNode, linkIds?: Map<number, number>): FsResult<void>;
  /** `graft` for many names of one directory. */
  graftAll(directory: string, nodes: Iterable<readonly [name: string, node: TreeNode]>, linkIds?: Map<number, number>): FsResult<void>;
  commit(): Tree;
}
