import { assertNever } from '../assert-never';
import type { Work } from '../shell/types';

/** Where a build runs; the names are those of `CostProfileName` in `build-types.ts`. */
export type CostProfileId = 'ci' | 'laptop' | 'hotel';

/** Figures that durations rest on. All are round numbers for the machines they describe, chosen so that they can be defended, not measured on one. */
interface CostProfile {
  /** Bytes per second that one download gets. */
  readonly networkBytesPerSecond: number;
  /** Of one request, until its first byte. */
  readonly requestMilliseconds: number;
  /** Requests under way at once: npm keeps 15 sockets per host, apt a handful; the mean of what tools do. */
  readonly parallelRequests: number;
  /** Unpacking is bound by the processor: gzip and xz give 60 to 200 MB/s of output on a server core. */
  readonly unpackBytesPerSecond: number;
  /** Creating a file on overlayfs: path look-up, inode, journal. */
  readonly fileMilliseconds: number;
  readonly writeBytesPerSecond: number;
  /** Time of the same computation against a CI runner's. */
  readonly computeFactor: number;
}

const PROFILES: Readonly<Record<CostProfileId, CostProfile>> = {
  // A hosted runner: a data centre's network, two shared cores, network-attached disk.
  ci: {
    networkBytesPerSecond: 25e6,
    requestMilliseconds: 60,
    parallelRequests: 8,
    unpackBytesPerSecond: 60e6,
    fileMilliseconds: 0.25,
    writeBytesPerSecond: 250e6,
    computeFactor: 1,
  },
  // A recent laptop on a home line: faster cores and disk, slower network.
  laptop: {
    networkBytesPerSecond: 10e6,
    requestMilliseconds: 45,
    parallelRequests: 8,
    unpackBytesPerSecond: 120e6,
    fileMilliseconds: 0.12,
    writeBytesPerSecond: 600e6,
    computeFactor: 0.5,
  },
  // The same laptop on a hotel's wireless network.
  hotel: {
    networkBytesPerSecond: 0.8e6,
    requestMilliseconds: 220,
    parallelRequests: 6,
    unpackBytesPerSecond: 120e6,
    fileMilliseconds: 0.12,
    writeBytesPerSecond: 600e6,
    computeFactor: 0.5,
  },
};

/** Starting a container for a RUN, mounting its layers and taking the snapshot afterwards, on a CI runner. */
export const STEP_OVERHEAD_MILLISECONDS = 350;

/** Simulated milliseconds for the work of one process. Deterministic, additive, never negative; the same work is never faster with more of it. */
export function durationMs(work: Iterable<Work>, profile: CostProfileId): number {
  let sum = 0;
  for (const item of work) sum += itemMilliseconds(item, PROFILES[profile]);
  return Math.round(sum);
}

function itemMilliseconds(item: Work, profile: CostProfile): number {
  switch (item.kind) {
    case 'download':
      return (
        (item.bytes / profile.networkBytesPerSecond) * 1000 +
        (item.requests * profile.requestMilliseconds) / Math.min(profile.parallelRequests, Math.max(1, item.requests))
      );
    case 'unpack':
      return (item.bytes / profile.unpackBytesPerSecond) * 1000 + item.files * profile.fileMilliseconds;
    case 'write':
      return (item.bytes / profile.writeBytesPerSecond) * 1000 + item.files * profile.fileMilliseconds;
    case 'compute':
      return item.milliseconds * profile.computeFactor;
    default:
      return assertNever(item);
  }
}

/** As tools print it: `734ms`, `3s`, `1m`. */
export function printedDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)}ms`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m`;
}
