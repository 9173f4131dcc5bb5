'use client';

import { isNewLayer } from '@/lib/lab/compare-builds';
import { formatBytes, shortDigest } from '@/lib/lab/format';
import { fillCounted, fillText } from '@/lib/lab/message';
import { previousImage, shownImage } from '@/lib/lab/store/selectors';
import { strings } from '@/lib/strings';
import type { BuiltImage, ImageLayer } from '@/simulator';
import { useLab } from '../lab-context';
import { Panel } from '../panel';
import { ScrollBox } from '../scroll-box';
import styles from './layers.module.css';

export function LayersPanel() {
  const words = strings.lab.layers;
  const image = useLab(shownImage);
  const before = useLab(previousImage);
  const failed = useLab((state) => state.builds.at(-1)?.result?.ok === false);
  const summary = image === undefined ? undefined : fillText(words.total, { size: formatBytes(image.sizeBytes) });
  return (
    <Panel name="Layers" summary={summary}>
      {image === undefined ? <p className={styles.note}>{failed ? words.failed : words.empty}</p> : <LayerTable image={image} before={before} />}
    </Panel>
  );
}

function LayerTable({ image, before }: { readonly image: BuiltImage; readonly before: BuiltImage | undefined }) {
  const words = strings.lab.layers;
  const largest = Math.max(1, ...image.layers.map((layer) => layer.sizeBytes));
  const waste = image.layers.reduce((sum, layer) => sum + layer.wastedBytes, 0);
  return (
    <>
      <ScrollBox label={words.table}>
        <table className={styles.table}>
          <caption className="visually-hidden">{words.table}</caption>
          <thead>
            <tr>
              <th scope="col">{words.instruction}</th>
              <th scope="col" className={styles.number}>
                {words.size}
              </th>
              <th scope="col">{words.digest}</th>
              <th scope="col">{words.since}</th>
            </tr>
          </thead>
          <tbody>
            {image.layers.map((layer, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the stack; two may hold the same bytes
              <LayerRow key={index} layer={layer} share={layer.sizeBytes / largest} state={stateOf(layer, before)} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {waste > 0 && <p className={styles.note}>{fillText(words.wasteTotal, { size: formatBytes(waste) })}</p>}
    </>
  );
}

type LayerState = 'first' | 'unchanged' | 'changed';

function stateOf(layer: ImageLayer, before: BuiltImage | undefined): LayerState {
  if (before === undefined) return 'first';
  return isNewLayer(layer, before.layers) ? 'changed' : 'unchanged';
}

function LayerRow({ layer, share, state }: { readonly layer: ImageLayer; readonly share: number; readonly state: LayerState }) {
  const words = strings.lab.layers;
  return (
    <tr data-state={state} data-base={layer.base}>
      <th scope="row" className={styles.instruction}>
        <code title={layer.createdBy}>{readable(layer.createdBy)}</code>
        {layer.base && <span className={styles.base}>{words.base}</span>}
        {layer.fidelity !== 'exact' && <span className={styles.base}>{strings.lab.steps.fidelity[layer.fidelity]}</span>}
        <span className={styles.bar} aria-hidden="true">
          <span style={{ inlineSize: `${share * 100}%` }} />
        </span>
        {layer.wastedBytes > 0 && <span className={styles.waste}>{fillText(words.waste, { size: formatBytes(layer.wastedBytes) })}</span>}
        {layer.entries.length > 0 && <Entries layer={layer} />}
      </th>
      <td className={styles.number}>{formatBytes(layer.sizeBytes)}</td>
      <td>
        <Digest digest={layer.digest} />
      </td>
      <td className={styles.state}>{words[state]}</td>
    </tr>
  );
}

function Digest({ digest }: { readonly digest: string }) {
  const [algorithm, hex] = shortDigest(digest).split(':', 2);
  return (
    <code title={digest}>
      <span className={styles.algorithm}>{algorithm}:</span>
      {hex}
    </code>
  );
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

/** History's text without what every builder puts around it. */
function readable(createdBy: string): string {
  return createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s*/, '')
    .replace(/^RUN \/bin\/sh -c /, 'RUN ')
    .replace(/ # buildkit$/, '');
}
