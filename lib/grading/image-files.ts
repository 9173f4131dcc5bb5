import type { BuiltImage, ImageLayer } from '@/simulator';

/** Paths of the files that the build's own layers left in the image, without a leading slash; the base's files are not among them. */
export function builtFilesOf(image: BuiltImage): ReadonlySet<string> {
  const files = new Set<string>();
  for (const layer of image.layers) applyLayer(files, layer);
  return files;
}

function applyLayer(files: Set<string>, layer: ImageLayer): void {
  for (const entry of layer.entries) {
    if (entry.type === 'whiteout') removeUnder(files, hiddenPath(entry.path), true);
    else if (entry.type === 'opaque') removeUnder(files, parentOf(entry.path), false);
  }
  for (const entry of layer.entries) {
    if (entry.type === 'file' || entry.type === 'hardlink' || entry.type === 'symlink') files.add(entry.path);
  }
}

function removeUnder(files: Set<string>, path: string, itself: boolean): void {
  if (itself) files.delete(path);
  for (const file of files) if (file.startsWith(`${path}/`)) files.delete(file);
}

/** `app/.wh.server.js` hides `app/server.js`; an entry may also come with the hidden path itself. */
function hiddenPath(path: string): string {
  const parent = parentOf(path);
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/^\.wh\./, '');
  return parent === '' ? name : `${parent}/${name}`;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
