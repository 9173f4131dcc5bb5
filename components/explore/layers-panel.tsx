import { PanelFrame } from '@/components/lab/panel-frame';
import { LayerTable, type LayerTableRow } from '@/components/lab/panels/layer-table';
import { Button } from '@/components/ui/button';
import { type HistoryRow, historyRows, isReadable } from '@/lib/explore/history-rows';
import type { ExploredImage, ExploredLayer, PathChange } from '@/lib/explore/types';
import { formatCount, layerNumber, printable } from '@/lib/explore/words';
import { formatBytes } from '@/lib/lab/format';
import { fillCounted, fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './opened.module.css';

interface LayersPanelProps {
  readonly image: ExploredImage;
  readonly onShowFiles: (layer: number) => void;
}

/** No image that anybody built has as many. */
const LISTED = 500;

/** History and layers side by side: which instruction made which bytes, to scale. */
export function LayersPanel({ image, onShowFiles }: LayersPanelProps) {
  const words = strings.explore.layers;
  const rows = historyRows(image);
  const layers = fillCounted(strings.explore.opening.layers, image.layers.length);
  const summary = image.layers.every(isReadable) ? fillText(words.summary, { layers, size: formatBytes(image.sizeBytes) }) : layers;
  return (
    <PanelFrame title={words.name} anchor="layers" summary={summary}>
      <div className={styles.layers}>
        <LayerTable label={words.table} lastHeading={words.last} rows={rows.slice(0, LISTED).map((row) => rowOf(row, onShowFiles))} />
      </div>
      {rows.length > LISTED && <p className={styles.note}>{fillCounted(words.more, rows.length - LISTED)}</p>}
    </PanelFrame>
  );
}

function rowOf({ createdBy, layer, index }: HistoryRow, onShowFiles: (layer: number) => void): LayerTableRow {
  const words = strings.explore.layers;
  const instruction = createdBy === undefined || createdBy === '' ? words.unnamed : printable(createdBy);
  if (layer === undefined || index === undefined) return { createdBy: instruction, last: words.metadata };
  const number = layerNumber(index);
  const isPacked = layer.packing !== 'none';
  const isRead = isReadable(layer);
  return {
    createdBy: instruction,
    ...(isRead ? { sizeBytes: layer.sizeBytes } : {}),
    ...(isPacked ? { sizeNote: fillText(words.packed, { size: formatBytes(layer.blobBytes) }) } : {}),
    digest: layer.digest,
    wastedBytes: layer.wastedBytes,
    remarks: [fillText(words.number, { number }), words.packings[layer.packing]],
    details: <Details layer={layer} />,
    last: !isRead ? (
      words.notKnown
    ) : (
      <Button size="small" onClick={() => onShowFiles(index)}>
        {formatCount(layer.entries)}
        <span className="visually-hidden">{fillText(words.showLabel, { number })}</span>
      </Button>
    ),
  };
}

const CHANGES: readonly PathChange[] = ['added', 'changed', 'removed', 'emptied'];

function Details({ layer }: { readonly layer: ExploredLayer }) {
  const words = strings.explore.layers;
  const changes = CHANGES.filter((change) => layer.changes[change] > 0).map((change) =>
    fillText(words.changes[change], { count: formatCount(layer.changes[change]) }),
  );
  const hides = layer.hidesBytes > 0 ? [fillText(words.hides, { size: formatBytes(layer.hidesBytes) })] : [];
  const { outside, devices } = layer.leftOut;
  return (
    <>
      <span className={styles.changes}>{[...changes, ...hides].join(' · ')}</span>
      {!isReadable(layer) && <span className={styles.layerProblem}>{fillText(words.unreadable, { packing: words.packings[layer.packing] })}</span>}
      {isReadable(layer) && layer.problem !== undefined && (
        <span className={styles.layerProblem}>{fillText(words.problem, { problem: printable(layer.problem) })}</span>
      )}
      {outside + devices > 0 && <span className={styles.layerProblem}>{fillText(words.leftOut, { outside, devices })}</span>}
    </>
  );
}
