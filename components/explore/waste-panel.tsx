import { PanelFrame } from '@/components/lab/panel-frame';
import { readable } from '@/components/lab/panels/layer-table';
import { ScrollBox } from '@/components/lab/scroll-box';
import { SentenceText } from '@/components/lab/sentence-text';
import type { ExploredLayer, Waste, WastedFile } from '@/lib/explore/types';
import { formatCount, printable } from '@/lib/explore/words';
import { formatBytes } from '@/lib/lab/format';
import { fillCounted, fillMessage, fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './opened.module.css';
import tableStyles from './table.module.css';

interface WastePanelProps {
  readonly waste: Waste;
  readonly layers: readonly ExploredLayer[];
  readonly layerName: (layer: number) => string;
}

/** As many rows as say where it comes from. */
const LISTED = 25;

/** Bytes that nobody sees, and who caused them. */
export function WastePanel({ waste, layers, layerName }: WastePanelProps) {
  const words = strings.explore.waste;
  const files = fillCounted(words.files, waste.files, { count: formatCount(waste.files) });
  const summary = waste.bytes === 0 ? formatBytes(0) : fillText(words.summary, { size: formatBytes(waste.bytes), files });
  return (
    <PanelFrame title={words.name} anchor="waste" summary={summary}>
      {waste.bytes === 0 ? (
        <p className={styles.note}>{words.none}</p>
      ) : (
        <>
          <p className={styles.note}>
            <SentenceText sentence={fillMessage(words.text)} />
          </p>
          <Causers layers={layers} layerName={layerName} total={waste.bytes} />
          <WastedFiles files={waste.largest} layerName={layerName} />
          {waste.files > LISTED && <p className={styles.note}>{fillText(words.more, { count: LISTED, total: formatCount(waste.files) })}</p>}
        </>
      )}
    </PanelFrame>
  );
}

function Causers({ layers, layerName, total }: Pick<WastePanelProps, 'layers' | 'layerName'> & { readonly total: number }) {
  const causers = layers
    .map((layer, index) => ({ layer, index }))
    .filter(({ layer }) => layer.hidesBytes > 0)
    .sort((a, b) => b.layer.hidesBytes - a.layer.hidesBytes);
  return (
    <>
      <h4 className={styles.subtitle}>{strings.explore.waste.byLayer}</h4>
      <ul className={styles.causers}>
        {causers.map(({ layer, index }) => (
          <li key={index}>
            <span>{layerName(index)}</span>
            <code>{readable(printable(layer.createdBy))}</code>
            <span className={styles.causerSize}>{formatBytes(layer.hidesBytes)}</span>
            <span className={tableStyles.share} aria-hidden="true">
              <span style={{ inlineSize: `${(layer.hidesBytes / total) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function WastedFiles({ files, layerName }: { readonly files: readonly WastedFile[]; readonly layerName: (layer: number) => string }) {
  const words = strings.explore.waste;
  return (
    <ScrollBox label={words.table}>
      <table className={tableStyles.table}>
        <caption className="visually-hidden">{words.table}</caption>
        <thead>
          <tr>
            <th scope="col">{words.file}</th>
            <th scope="col" className={tableStyles.number}>
              {words.size}
            </th>
            <th scope="col">{words.in}</th>
            <th scope="col">{words.by}</th>
          </tr>
        </thead>
        <tbody>
          {files.slice(0, LISTED).map((file) => (
            <tr key={`${file.layer} ${file.hiddenBy} ${file.path}`}>
              <th scope="row">
                <code>{printable(file.path)}</code>
              </th>
              <td className={tableStyles.number}>{formatBytes(file.sizeBytes)}</td>
              <td>{layerName(file.layer)}</td>
              <td>
                {layerName(file.hiddenBy)} <span className={tableStyles.tag}>{file.replaced ? words.replaced : words.removed}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
