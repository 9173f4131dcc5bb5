import type { ExploredImage, ExploredLayer } from './types';

/** A line of the image's history, with the layer that it made. */
export interface HistoryRow {
  /** `undefined` where the config has no entry for a layer. */
  readonly createdBy: string | undefined;
  readonly created?: string;
  readonly layer?: ExploredLayer;
  /** Of the layer, from 0 at the bottom. */
  readonly index?: number;
}

/** Of a layer whose packing cannot be read neither files nor the unpacked size are known. */
export function isReadable(layer: ExploredLayer): boolean {
  return layer.diffId !== undefined;
}

/** History says which entries made a layer; layers beyond those are shown all the same, and entries without one too. */
export function historyRows({ history, layers }: Pick<ExploredImage, 'history' | 'layers'>): readonly HistoryRow[] {
  let next = 0;
  const rows = history.map(({ createdBy, created, emptyLayer }): HistoryRow => {
    const row = { createdBy, ...(created === undefined ? {} : { created }) };
    const layer = emptyLayer ? undefined : layers[next];
    return layer === undefined ? row : { ...row, layer, index: next++ };
  });
  const rest = layers.slice(next).map((layer, at): HistoryRow => ({ createdBy: undefined, layer, index: next + at }));
  return [...rows, ...rest];
}
