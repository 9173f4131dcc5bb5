import { sha256Hex } from '../digest/sha256';
import { quoteGo } from '../parser/quote';
import { collectFiles, type FileListing, listFiles } from './file-listing';
import { includedPaths } from './included-paths';
import { nodeDigest } from './node-digest';
import { baseName, cleanPath } from './path';
import { rootPath } from './root-path';
import { EMPTY_TREE, lookupNode } from './tree';
import type { Tree, TreeNode } from './types';

/** Which files of a tree count for a key. */
export interface ChecksumSelector {
  readonly path: string;
  /** The path has wildcards. */
  readonly wildcard: boolean;
  /** A symlink named by the path stands for what it leads to. */
  readonly followLinks: boolean;
  readonly includePatterns: readonly string[];
  readonly excludePatterns: readonly string[];
  /** Absolute; each must begin a path that counted. */
  readonly requiredPaths: readonly string[];
}

export type Checksum =
  | {
      readonly ok: true;
      /** Hex; equal for equal names, modes, owners, links and contents, whatever the mtimes. */
      readonly digest: string;
      /** What counted, by path without a leading slash. The same object for the same directory object. */
      readonly files: FileListing;
    }
  /** As `"/absent.txt": not found`, to be put behind `failed to calculate checksum of ref …: `. */
  | { readonly ok: false; readonly message: string };

/** What a COPY's key sees of its sources; of several that fail, the first is reported. BuildKit looks at all of them at once and reports the first or the last, as it happens. `undefined` is scratch. */
export function checksumSources(tree: Tree | undefined, selectors: readonly ChecksumSelector[]): Checksum {
  const checksums: Extract<Checksum, { ok: true }>[] = [];
  let failure: Checksum | undefined;
  for (const selector of selectors.length === 0 ? [WHOLE] : selectors) {
    const path = cleanPath(selector.path);
    const checksum: Checksum =
      tree === undefined && path !== '/'
        ? { ok: false, message: `${path}: no such file or directory` }
        : checksumOne(tree ?? EMPTY_TREE, path, selector);
    if (checksum.ok) checksums.push(checksum);
    else failure ??= checksum;
  }
  if (failure !== undefined) return failure;
  const [first] = checksums;
  if (first !== undefined && checksums.length === 1) return first;
  return {
    ok: true,
    digest: sha256Hex(checksums.map((checksum) => checksum.digest).join('\0')),
    files: new Map(checksums.flatMap((checksum) => [...checksum.files])),
  };
}

const WHOLE: ChecksumSelector = { path: '/', wildcard: false, followLinks: false, includePatterns: [], excludePatterns: [], requiredPaths: [] };

function checksumOne(tree: Tree, path: string, selector: ChecksumSelector): Checksum {
  if (!selector.wildcard && selector.includePatterns.length === 0 && selector.excludePatterns.length === 0) {
    const node = findSource(tree, path, selector.followLinks);
    if (node === undefined) return notFound(path);
    return { ok: true, digest: sha256Hex(nodeDigest(node)), files: listFiles(path.slice(1), node) };
  }
  return checksumFiltered(tree, path, selector);
}

function notFound(path: string): Checksum {
  return { ok: false, message: `${quoteGo(path)}: not found` };
}

function findSource(tree: Tree, path: string, followLinks: boolean): TreeNode | undefined {
  const resolved = rootPath(tree, path, followLinks);
  const node = resolved.ok ? lookupNode(tree, resolved.path, { followLast: false }) : undefined;
  return node?.ok === true ? node.value : undefined;
}

/**
 * With wildcards or patterns each path that passes counts by itself, relative to what comes before the first wildcard; a single one
 * that is named outright counts without its name. Nothing found is no error here, unless it was required.
 */
function checksumFiltered(tree: Tree, path: string, selector: ChecksumSelector): Checksum {
  const found = includedPaths(tree, path, selector);
  if (!found.ok) return found;
  const parts: { readonly path: string; readonly digest: string }[] = [];
  const files: [string, TreeNode][] = [];
  for (const included of found.paths) {
    const isLink = included.isTop && selector.followLinks && included.node.kind === 'symlink';
    const node = isLink ? findSource(tree, included.path, true) : included.node;
    if (node === undefined) return notFound(included.path);
    parts.push({ path: included.path, digest: isLink ? nodeDigest(node) : included.digest });
    files.push([included.path.slice(1), node]);
  }
  const absent = selector.requiredPaths.find((required) => !parts.some((part) => part.path.startsWith(required)));
  if (absent !== undefined) return notFound(absent);
  const [first] = parts;
  const isNamed = first !== undefined && parts.length === 1 && baseName(path) === baseName(first.path);
  const text = isNamed ? first.digest : parts.map((part) => `${part.path.slice(found.prefix.length)}\0${part.digest}`).join('\0');
  return { ok: true, digest: sha256Hex(text), files: collectFiles(files) };
}
