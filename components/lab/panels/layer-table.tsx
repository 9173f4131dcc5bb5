import type { ReactNode } from 'react';
import { formatBytes, shortDigest } from '@/lib/lab/format';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { ScrollBox } from '../scroll-box';
import styles from './layers.module.css';

/** One layer, or one line of history that made none. */
export interface LayerTableRow {
  /** The instruction, as history tells it. */
  readonly createdBy: string;
  /** Unpacked; absent where there is no layer. */
  readonly sizeBytes?: number;
  /** Beside or below the size. */
  readonly sizeNote?: string;
  readonly digest?: string;
  readonly wastedBytes?: number;
  /** Short remarks below the instruction. */
  readonly remarks?: readonly string[];
  readonly isBase?: boolean;
  readonly isChanged?: boolean;
  readonly details?: ReactNode;
  readonly last: ReactNode;
}

interface LayerTableProps {
  readonly label: string;
  /** Heading of the last column. */
  readonly lastHeading: string;
  /** Bottom first. */
  readonly rows: readonly LayerTableRow[];
}

/** The stack of layers, to scale. */
export function LayerTable({ label, lastHeading, rows }: LayerTableProps) {
  const words = strings.lab.layers;
  const largest = Math.max(1, ...rows.map(({ sizeBytes }) => sizeBytes ?? 0));
  return (
    <ScrollBox label={label}>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{words.instruction}</th>
            <th scope="col" className={styles.number}>
              {words.size}
            </th>
            <th scope="col">{words.digest}</th>
            <th scope="col">{lastHeading}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the stack; two may hold the same bytes
            <LayerRow key={index} row={row} share={(row.sizeBytes ?? 0) / largest} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function LayerRow({ row, share }: { readonly row: LayerTableRow; readonly share: number }) {
  const { createdBy, sizeBytes, sizeNote, digest, wastedBytes = 0, remarks = [], details, last } = row;
  return (
    <tr data-changed={row.isChanged === true} data-base={row.isBase === true} data-layer={sizeBytes !== undefined}>
      <th scope="row" className={styles.instruction}>
        <code title={createdBy}>{readable(createdBy)}</code>
        {remarks.map((remark) => (
          <span key={remark} className={styles.base}>
            {remark}
          </span>
        ))}
        {sizeBytes !== undefined && (
          <span className={styles.bar} aria-hidden="true">
            <span style={{ inlineSize: `${share * 100}%` }} />
          </span>
        )}
        {wastedBytes > 0 && <span className={styles.waste}>{fillText(strings.lab.layers.waste, { size: formatBytes(wastedBytes) })}</span>}
        {details}
      </th>
      <td className={styles.number}>
        {sizeBytes === undefined ? '–' : formatBytes(sizeBytes)}
        {sizeNote !== undefined && <span className={styles.sizeNote}>{sizeNote}</span>}
      </td>
      <td>{digest === undefined ? '' : <Digest digest={digest} />}</td>
      <td className={styles.state}>{last}</td>
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

/** History's text without what every builder puts around it. */
export function readable(createdBy: string): string {
  return createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s*/, '')
    .replace(/^RUN \/bin\/sh -c /, 'RUN ')
    .replace(/ # buildkit$/, '');
}
