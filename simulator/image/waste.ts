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
    const lost = diff.filter((entry) => entry.type === 'file' && isHidden(entry.path, hidden));
    wasted.push({ files: lost.length, bytes: lost.reduce((sum, entry) => sum + entry.sizeBytes, 0) });
    for (const entry of diff) {
      const path = hiddenBy(entry);
      if (path !== undefined) hidden.add(path);
    }
  }
  return wasted.reverse();
}

/** The path that an entry takes away from the layers below, with all that lies under it. */
function hiddenBy({ type, path }: LayerEntry): string | undefined {
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

function isHidden(path: string, hidden: ReadonlySet<string>): boolean {
  if (hidden.size === 0) return false;
  if (hidden.has('')) return true;
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) if (hidden.has(path.slice(0, end))) return true;
  return false;
}
