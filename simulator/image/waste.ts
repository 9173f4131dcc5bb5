import type { LayerDiff, LayerEntry } from '../fs/types';

/**
 * Per layer (bottom first) the bytes of its files that no container sees, because a later layer replaces or removes them.
 * They travel with the image all the same.
 */
export function wastedBytes(layers: readonly LayerDiff[]): number[] {
  const hidden = new Set<string>();
  const wasted: number[] = [];
  for (const diff of [...layers].reverse()) {
    wasted.push(diff.reduce((sum, entry) => sum + (entry.type === 'file' && isHidden(entry.path, hidden) ? entry.sizeBytes : 0), 0));
    for (const entry of diff) {
      const path = hiddenBy(entry);
      if (path !== undefined) hidden.add(path);
    }
  }
  return wasted.reverse();
}

/** The path that an entry takes away from the layers below, with all that lies under it. */
function hiddenBy(entry: LayerEntry): string | undefined {
  if (entry.type === 'dir') return undefined;
  if (entry.type !== 'whiteout') return entry.path;
  const slash = entry.path.lastIndexOf('/') + 1;
  return entry.path.slice(0, slash) + entry.path.slice(slash).replace(/^\.wh\./, '');
}

function isHidden(path: string, hidden: ReadonlySet<string>): boolean {
  if (hidden.size === 0) return false;
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) if (hidden.has(path.slice(0, end))) return true;
  return false;
}
