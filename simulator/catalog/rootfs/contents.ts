import type { TreeEntry } from '../../fs/tree';
import type { PublishedImage } from '../parts';
import { linkOf, type Share } from './entries';

/** What is on an image's disk: files that are known, and shares of the bytes that no known file accounts for. */
export interface Contents {
  readonly entries: readonly TreeEntry[];
  readonly shares: readonly Share[];
}

/** What an image adds to its base. A kind of software recognises its images by their environment or packages and says what it put where. */
export type Software = (image: PublishedImage, environment: ReadonlyMap<string, string>) => Contents | undefined;

/** Other names for one program, all in the same directory. */
export function namesFor(folder: string, target: string, names: readonly string[]): readonly TreeEntry[] {
  return names.map((name) => linkOf(`${folder}/${name}`, target));
}

/** Programs of about the same size, side by side. */
export function tools(folder: string, names: string, weight: number): readonly Share[] {
  return names.split(' ').map((name) => ({ path: `${folder}/${name}`, weight, mode: 0o755, program: name }));
}
