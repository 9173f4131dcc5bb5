import type { TreeEntry } from '../../fs/tree';
import type { PublishedImage, PublishedPlatform } from '../parts';
import type { Contents, Software } from './contents';
import { fileOf } from './entries';
import { buildToolsSoftware } from './software-build-tools';
import { nodeSoftware } from './software-node';
import { pythonSoftware } from './software-python';
import { runtimeSoftware } from './software-runtimes';
import { serverSoftware } from './software-servers';

const SOFTWARE: readonly Software[] = [buildToolsSoftware, nodeSoftware, pythonSoftware, runtimeSoftware, serverSoftware];

export function softwareOf(image: PublishedImage, platform: PublishedPlatform): Contents {
  const environment = new Map(
    (platform.config.Env ?? []).map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const found = SOFTWARE.flatMap((software) => software(image, environment) ?? []);
  return { entries: [...entrypointOf(platform), ...found.flatMap(({ entries }) => entries)], shares: found.flatMap(({ shares }) => shares) };
}

/** A program that the config starts must be there, even where nothing else is known about it. */
function entrypointOf(platform: PublishedPlatform): readonly TreeEntry[] {
  const first = platform.config.Entrypoint?.[0];
  return first?.startsWith('/') === true && platform.config.Entrypoint?.length === 1 ? [fileOf(first, 1_000, 0o755)] : [];
}
