import type { HistoryEntry } from './types';

/**
 * Gives every history entry its time. Entries with a layer have the time of the step that made it; the others that of the next new
 * layer, or of the last one there is (moby/buildkit exporter/containerimage/writer.go, normalizeLayersAndHistory). With an epoch, new
 * entries bear it from the start (dockerfile2llb/convert.go, commitToHistory) and those of the base keep their own.
 */
export function timedHistory(
  history: readonly HistoryEntry[],
  options: { readonly baseEntries: number; readonly layerTimes: readonly (number | undefined)[]; readonly epochSeconds: number | undefined },
): readonly HistoryEntry[] {
  const { epochSeconds, baseEntries } = options;
  const epoch = epochSeconds === undefined ? undefined : isoTime(epochSeconds);
  const stamped = epoch === undefined ? history : history.map((entry, index) => (index < baseEntries ? entry : { ...entry, created: epoch }));
  return fillGaps(withLayerTimes(stamped, options.layerTimes));
}

/** Whole seconds as Go prints them. */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

function withLayerTimes(history: readonly HistoryEntry[], times: readonly (number | undefined)[]): readonly HistoryEntry[] {
  let layer = 0;
  return history.map((entry) => {
    if (entry.emptyLayer) return entry;
    const seconds = times[layer++];
    return entry.created !== undefined || seconds === undefined ? entry : { ...entry, created: isoTime(seconds) };
  });
}

function fillGaps(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  let created = firstNewTime(history);
  let afterGap = false;
  return history.map((entry) => {
    if (entry.created !== undefined) {
      if (afterGap) created = entry.created;
      return entry;
    }
    afterGap = true;
    return created === undefined ? entry : { ...entry, created };
  });
}

/** The first time behind an entry without one; if there is none, the last time of all. */
function firstNewTime(history: readonly HistoryEntry[]): string | undefined {
  let created: string | undefined;
  let gap = false;
  for (const entry of history) {
    if (entry.created === undefined) gap = true;
    else {
      created = entry.created;
      if (gap) break;
    }
  }
  return created;
}
