import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lookupImage, requiredParts } from '../catalog/lookup';
import { partFileName } from '../catalog/parts';
import { resolveReference } from '../catalog/reference';
import type { BaseImage, Catalog } from '../catalog/types';
import { diffTrees } from '../fs/diff';
import { editTree } from '../fs/editor';
import type { LayerDiff, Tree } from '../fs/types';
import { worldProgramTable } from '../programs/world';
import { runProcess } from '../shell/run-process';
import type { ProcessOutcome } from '../shell/types';

export interface LayerFigures {
  readonly fileBytes: number;
  /** Regular files; whiteouts count as files, as in the measurements. */
  readonly files: number;
  readonly entries: number;
  readonly top: Readonly<Record<string, number>>;
}

/** A catalogue with everything that builds from a reference may need, from the files that the site serves. */
export function loadCatalog(references: readonly string[], folder = fileURLToPath(new URL('../../public/catalog', import.meta.url))): Catalog {
  const catalog = new Map<string, unknown>();
  for (const reference of references) {
    for (let parts = requiredParts(catalog, reference); parts.length > 0; parts = requiredParts(catalog, reference)) {
      for (const part of parts) catalog.set(part, JSON.parse(readFileSync(`${folder}/${partFileName(part)}`, 'utf8')));
    }
  }
  return catalog;
}

export function openImage(catalog: Catalog, text: string): BaseImage {
  const resolved = resolveReference(text);
  if (!resolved.ok) throw new Error(resolved.message);
  const found = lookupImage(catalog, resolved.reference, { os: 'linux', architecture: 'amd64' });
  if (found.kind !== 'found') throw new Error(`${text}: ${found.kind}`);
  return found.image;
}

export interface SandboxRun extends ProcessOutcome {
  readonly tree: Tree;
  readonly layer: LayerDiff;
  readonly errors: string;
  readonly printed: string;
}

const NOW_SECONDS = 1_768_400_000;

export interface SandboxOptions {
  readonly env?: readonly (readonly [string, string])[];
  readonly workingDirectory?: string;
  readonly network?: boolean;
  readonly uid?: number;
  readonly stdin?: Uint8Array;
}

/** One shell-form RUN. */
export function runInImage(catalog: Catalog, tree: Tree, command: string, options: SandboxOptions = {}): SandboxRun {
  const editor = editTree(tree, { uid: 0, gid: 0, nowSeconds: NOW_SECONDS });
  const outcome = runProcess({
    argv: ['/bin/sh', '-c', command],
    env: [['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], ...(options.env ?? [])],
    workingDirectory: options.workingDirectory ?? '/',
    identity: { uid: options.uid ?? 0, gid: options.uid ?? 0, groups: [] },
    ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
    fs: editor,
    network: options.network ?? true,
    nowSeconds: NOW_SECONDS,
    programs: worldProgramTable(catalog),
  });
  const after = editor.commit();
  const errors = outcome.output
    .filter((line) => line.stream === 'stderr')
    .map((line) => line.text)
    .join('\n');
  const printed = outcome.output
    .filter((line) => line.stream === 'stdout')
    .map((line) => line.text)
    .join('\n');
  return { ...outcome, tree: after, layer: diffTrees(tree, after), errors, printed };
}

const TOP_ENTRIES = 12;

export function figuresOf(layer: LayerDiff): LayerFigures {
  const files = layer.filter((entry) => entry.type !== 'dir' && entry.type !== 'symlink');
  const top = new Map<string, number>();
  for (const entry of layer) {
    const place = entry.path.split('/').slice(0, 3).join('/');
    if (entry.sizeBytes > 0) top.set(place, (top.get(place) ?? 0) + entry.sizeBytes);
  }
  return {
    fileBytes: layer.reduce((sum, entry) => sum + entry.sizeBytes, 0),
    files: files.length,
    entries: layer.length,
    top: Object.fromEntries([...top].sort(([, a], [, b]) => b - a).slice(0, TOP_ENTRIES)),
  };
}
