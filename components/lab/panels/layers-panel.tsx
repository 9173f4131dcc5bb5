'use client';

import { isNewLayer } from '@/lib/lab/compare-builds';
import { formatBytes } from '@/lib/lab/format';
import { fillCounted, fillText } from '@/lib/lab/message';
import { previousImage, shownImage } from '@/lib/lab/store/selectors';
import { strings } from '@/lib/strings';
import type { BuiltImage, ImageLayer } from '@/simulator';
import { useLab } from '../lab-context';
import { Panel } from '../panel';
import { LayerTable, type LayerTableRow } from './layer-table';
import styles from './layers.module.css';

export function LayersPanel() {
  const words = strings.lab.layers;
  const image = useLab(shownImage);
  const before = useLab(previousImage);
  const failed = useLab((state) => state.builds.at(-1)?.result?.ok === false);
  const summary = image === undefined ? undefined : fillText(words.total, { size: formatBytes(image.sizeBytes) });
  return (
    <Panel name="Layers" summary={summary}>
      {image === undefined ? <p className={styles.note}>{failed ? words.failed : words.empty}</p> : <Layers image={image} before={before} />}
    </Panel>
  );
}

function Layers({ image, before }: { readonly image: BuiltImage; readonly before: BuiltImage | undefined }) {
  const words = strings.lab.layers;
  const waste = image.layers.reduce((sum, layer) => sum + layer.wastedBytes, 0);
  return (
    <>
      <LayerTable label={words.table} lastHeading={words.since} rows={image.layers.map((layer) => rowOf(layer, stateOf(layer, before)))} />
      {waste > 0 && <p className={styles.note}>{fillText(words.wasteTotal, { size: formatBytes(waste) })}</p>}
    </>
  );
}

function rowOf(layer: ImageLayer, state: LayerState): LayerTableRow {
  const words = strings.lab.layers;
  const { createdBy, sizeBytes, digest, wastedBytes, base, fidelity } = layer;
  return {
    createdBy,
    sizeBytes,
    digest,
    wastedBytes,
    isBase: base,
    isChanged: state === 'changed',
    remarks: [...(base ? [words.base] : []), ...(fidelity === 'exact' ? [] : [strings.lab.steps.fidelity[fidelity]])],
    ...(layer.entries.length === 0 ? {} : { details: <Entries layer={layer} /> }),
    last: words[state],
  };
}

type LayerState = 'first' | 'unchanged' | 'changed';

function stateOf(layer: ImageLayer, before: BuiltImage | undefined): LayerState {
  if (before === undefined) return 'first';
  return isNewLayer(layer, before.layers) ? 'changed' : 'unchanged';
}

/** Entries that are listed; the rest is counted. */
const LISTED = 40;

function Entries({ layer }: { readonly layer: ImageLayer }) {
  const words = strings.lab.layers;
  const more = layer.entries.length - LISTED;
  return (
    <details className={styles.entries}>
      <summary>{fillCounted(words.files, layer.entries.length)}</summary>
      <ul aria-label={words.entries}>
        {layer.entries.slice(0, LISTED).map((entry) => (
          <li key={entry.path}>
            <code>
              {entry.path}
              {entry.type === 'dir' ? '/' : ''}
            </code>
            <span>{entry.type === 'file' ? formatBytes(entry.sizeBytes) : ''}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p>{fillText(words.more, { count: more })}</p>}
    </details>
  );
}
