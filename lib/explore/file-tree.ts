import type { LayerEntry } from '@/simulator';
import type { PathChange } from './types';

/** A path of a listing, while it is put together; afterwards nobody writes to it. */
export interface FileTreeNode {
  readonly name: string;
  readonly parent: FileTreeNode | undefined;
  children: Map<string, FileTreeNode> | undefined;
  /** Absent for a folder that is only passed through. */
  entry: LayerEntry | undefined;
  layer: number;
  change: PathChange | undefined;
  hiddenBy: number | undefined;
  /** With all below it. */
  sizeBytes: number;
  files: number;
}

/** Folders below this depth are shown as one name: what is deeper was made to break readers. */
const MOST_DEPTH = 128;

export function emptyTree(): FileTreeNode {
  return newNode('', undefined);
}

/** The node at a path, made where it is missing. */
export function nodeFor(root: FileTreeNode, path: string): FileTreeNode {
  let node = root;
  for (const name of namesOf(path)) {
    node.children ??= new Map();
    let child = node.children.get(name);
    if (child === undefined) {
      child = newNode(name, node);
      node.children.set(name, child);
    }
    node = child;
  }
  return node;
}

export function findNode(root: FileTreeNode, path: string): FileTreeNode | undefined {
  let node: FileTreeNode | undefined = root;
  for (const name of namesOf(path)) node = node?.children?.get(name);
  return node;
}

export function pathOf(node: FileTreeNode): string {
  const names: string[] = [];
  for (let at: FileTreeNode | undefined = node; at?.parent !== undefined; at = at.parent) names.push(at.name);
  return names.reverse().join('/');
}

/** Everything below, parents before their children; the node itself first. */
export function* nodesBelow(root: FileTreeNode): Generator<FileTreeNode> {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    if (node.children !== undefined) for (const child of node.children.values()) waiting.push(child);
  }
}

/** Gives every folder the size and number of the files below it. */
export function sumUp(root: FileTreeNode): void {
  const nodes = [...nodesBelow(root)];
  for (const node of nodes) {
    const isFile = node.entry?.type === 'file';
    node.sizeBytes = isFile ? (node.entry?.sizeBytes ?? 0) : 0;
    node.files = isFile ? 1 : 0;
  }
  // Children come after their parents, so that from the end each is whole before it is added.
  for (let at = nodes.length - 1; at > 0; at--) {
    const node = nodes[at];
    if (node?.parent === undefined) continue;
    node.parent.sizeBytes += node.sizeBytes;
    node.parent.files += node.files;
  }
}

function newNode(name: string, parent: FileTreeNode | undefined): FileTreeNode {
  return {
    name,
    parent,
    children: undefined,
    entry: undefined,
    layer: 0,
    change: undefined,
    hiddenBy: undefined,
    sizeBytes: 0,
    files: 0,
  };
}

function namesOf(path: string): readonly string[] {
  if (path === '') return [];
  const names = path.split('/');
  return names.length <= MOST_DEPTH ? names : [...names.slice(0, MOST_DEPTH - 1), names.slice(MOST_DEPTH - 1).join('/')];
}
