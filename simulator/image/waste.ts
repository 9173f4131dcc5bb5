import type { LayerDiff, LayerEntry } from '../fs/types';

/**
 * Per layer (bottom first) the bytes of its files that no container sees, because a later layer replaces or removes them.
 * They travel with the image all the same.
 */
export function wastedBytes(layers: readonly LayerDiff[]): number[] {
  return hiddenFiles(layers).map(({ bytes }) => bytes);
}

/** Number and bytes of those files. */
export function hiddenFiles(layers: readonly LayerDiff[]): { readonly files: number; readonly bytes: number }[] {
  const hidden = new Set<string>();
  const wasted: { readonly files: number; readonly bytes: number }[] = [];
  for (const diff of [...layers].reverse()) {
    const isHidden = createHiddenTest(hidden);
    const lost = diff.filter((entry) => entry.type === 'file' && isHidden(entry.path));
    wasted.push({ files: lost.length, bytes: lost.reduce((sum, entry) => sum + entry.sizeBytes, 0) });
    for (const entry of diff) {
      const path = hiddenBy(entry);
      if (path !== undefined) hidden.add(path);
    }
  }
  return wasted.reverse();
}

/** The path that an entry takes away from the layers below, with all that lies under it. */
export function hiddenBy({ type, path }: LayerEntry): string | undefined {
  const slash = path.lastIndexOf('/') + 1;
  switch (type) {
    case 'dir':
      return undefined;
    case 'whiteout':
      return path.slice(0, slash) + path.slice(slash).replace(/^\.wh\./, '');
    case 'opaque':
      // The marker lies in the directory that it empties.
      return path.slice(0, Math.max(0, slash - 1));
    default:
      return path;
  }
}

/** Entries come in order, so that what holds for a directory is asked once and holds for its files. */
function createHiddenTest(hidden: ReadonlySet<string>): (path: string) => boolean {
  let directory: string | undefined;
  let isDirectoryHidden = false;
  return (path) => {
    if (hidden.size === 0) return false;
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (parent !== directory) {
      directory = parent;
      isDirectoryHidden = isBelowHidden(parent, hidden);
    }
    return isDirectoryHidden || hidden.has(path);
  };
}

function isBelowHidden(directory: string, hidden: ReadonlySet<string>): boolean {
  if (hidden.has('')) return true;
  for (let end = directory.length; end > 0; end = directory.lastIndexOf('/', end - 1)) if (hidden.has(directory.slice(0, end))) return true;
  return false;
}
