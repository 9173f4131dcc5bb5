import type { TreeEntry } from '../../fs/tree';
import type { PublishedImage, PublishedPlatform } from '../parts';
import type { Share } from './entries';
import { fileOf, linkOf } from './entries';
import { buildToolsSoftware } from './software-build-tools';
import { nodeSoftware } from './software-node';
import { pythonSoftware } from './software-python';
import { runtimeSoftware } from './software-runtimes';
import { serverSoftware } from './software-servers';
import type { Contents } from './rootfs';

/** What an image adds to its base. A kind of software recognises its images by their environment or packages and says what it put where. */
export type Software = (image: PublishedImage, environment: ReadonlyMap<string, string>) => Contents | undefined;

const SOFTWARE: readonly Software[] = [buildToolsSoftware, nodeSoftware, pythonSoftware, runtimeSoftware, serverSoftware];

export function softwareOf(image: PublishedImage, platform: PublishedPlatform): Contents {
  const environment = new Map((platform.config.Env ?? []).map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  const found = SOFTWARE.flatMap((software) => software(image, environment) ?? []);
  return { entries: [...entrypointOf(platform), ...found.flatMap(({ entries }) => entries)], shares: found.flatMap(({ shares }) => shares) };
}

/** A program that the config starts must be there, even where nothing else is known about it. */
function entrypointOf(platform: PublishedPlatform): readonly TreeEntry[] {
  const first = platform.config.Entrypoint?.[0];
  return first?.startsWith('/') === true && platform.config.Entrypoint?.length === 1 ? [fileOf(first, 1_000, 0o755)] : [];
}

/** Other names for one program, all in the same directory. */
export function namesFor(folder: string, target: string, names: readonly string[]): readonly TreeEntry[] {
  return names.map((name) => linkOf(`${folder}/${name}`, target));
}

export function tools(folder: string, names: string, weight: number): readonly Share[] {
  return names.split(' ').map((name) => ({ path: `${folder}/${name}`, weight, mode: 0o755 }));
}
