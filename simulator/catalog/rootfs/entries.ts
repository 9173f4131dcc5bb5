import { bytesContent } from '../../fs/content';
import type { TreeEntry } from '../../fs/tree';
import type { FileContent, GeneratedContent } from '../../fs/types';

/** Where a command found on a search path lies. */
const COMMAND_FOLDER = /^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$/;
const TEXT_NAME =
  /\.(?:c?js|mjs|ts|json|md|txt|py|pl|pm|sh|h|hpp|c|html|css|xml|conf|list|md5sums|crt|pem|map|rb|php|go)$|\/(?:copyright|LICENSE|README[^/]*)$/i;

/** Content of the stated size; an executable on a search path is the program of its name. */
export function generated(path: string, sizeBytes: number, executable: boolean, program?: string): FileContent {
  const named = program ?? (executable && COMMAND_FOLDER.test(path) ? path.slice(path.lastIndexOf('/') + 1) : undefined);
  const content: GeneratedContent = { kind: 'generated', seed: path, sizeBytes };
  return {
    ...content,
    ...(named === undefined ? {} : { program: named }),
    ...(TEXT_NAME.test(path) ? { texture: 'text' as const } : {}),
  };
}

export function fileOf(path: string, sizeBytes: number, mode = 0o644, program?: string): TreeEntry {
  return { kind: 'file', path, mode, content: generated(path, sizeBytes, (mode & 0o111) !== 0, program) };
}

export function textOf(path: string, text: string, mode = 0o644, owner: { readonly uid?: number; readonly gid?: number } = {}): TreeEntry {
  return { kind: 'file', path, mode, ...owner, content: bytesContent(text) };
}

export function folderOf(path: string, mode = 0o755, owner: { readonly uid?: number; readonly gid?: number } = {}): TreeEntry {
  return { kind: 'directory', path, mode, ...owner };
}

export function linkOf(path: string, target: string): TreeEntry {
  return { kind: 'symlink', path, target };
}

/** A share of what an image holds beyond its known files: as one file, or spread over `files` of them below a directory. */
export interface Share {
  readonly path: string;
  /** Relative to the other shares of the image. */
  readonly weight: number;
  readonly files?: number;
  /** Ending of the files' names, with its dot. */
  readonly ending?: string;
  readonly mode?: number;
  readonly program?: string;
}

const FILES_PER_FOLDER = 40;

/** Turns shares into files that hold `bytes` altogether. */
export function shareOut(shares: readonly Share[], bytes: number): readonly TreeEntry[] {
  const weights = shares.reduce((sum, share) => sum + share.weight, 0);
  if (weights === 0 || bytes <= 0)
    return shares.filter((share) => share.files === undefined).map((share) => fileOf(share.path, 0, share.mode, share.program));
  return shares.flatMap((share) => {
    const part = Math.floor((bytes * share.weight) / weights);
    return share.files === undefined
      ? [fileOf(share.path, part, share.mode, share.program)]
      : spread(share.path, share.files, part, share.ending ?? '');
  });
}

/** `count` files that hold `bytes` altogether: sizes fall off like in real trees, where a few files have most of the bytes. */
export function spread(folder: string, count: number, bytes: number, ending: string): readonly TreeEntry[] {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const weights = Array.from({ length: count }, (_, index) => 1 / (index + 3));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let left = bytes;
  return weights.map((weight, index) => {
    const size = index === count - 1 ? left : Math.floor((bytes * weight) / sum);
    left -= size;
    const below = count > FILES_PER_FOLDER ? `/part-${String(Math.floor(index / FILES_PER_FOLDER)).padStart(2, '0')}` : '';
    return fileOf(`${folder}${below}/${name}-${String(index).padStart(3, '0')}${ending}`, size);
  });
}

/** Bytes of content. Published unpacked sizes count these, without the headers that a tar adds. */
export function contentBytes(entries: readonly TreeEntry[]): number {
  let sum = 0;
  for (const entry of entries) sum += entry.kind === 'file' ? sizeOf(entry.content) : 0;
  return sum;
}

function sizeOf(content: FileContent): number {
  return content.kind === 'bytes' ? content.bytes.length : content.sizeBytes;
}

/** Makes generated files smaller by the same factor when the known files of similar packages add up to more than the image has. */
export function shrink(entries: readonly TreeEntry[], factor: number): readonly TreeEntry[] {
  return entries.map((entry) => {
    if (entry.kind !== 'file' || entry.content.kind !== 'generated') return entry;
    return { ...entry, content: { ...entry.content, sizeBytes: Math.floor(entry.content.sizeBytes * factor) } };
  });
}
