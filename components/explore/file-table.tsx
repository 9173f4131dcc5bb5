import { ScrollBox } from '@/components/lab/scroll-box';
import type { FilePage, FileQuery, FileRow } from '@/lib/explore/types';
import { layerNumber, printable } from '@/lib/explore/words';
import { formatBytes, formatMode } from '@/lib/lab/format';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './table.module.css';

interface FileTableProps {
  readonly page: FilePage;
  readonly query: FileQuery;
  readonly onOpen: (folder: string) => void;
}

export function FileTable({ page, query, onOpen }: FileTableProps) {
  const words = strings.explore.files;
  const isFlat = query.search !== '' || query.filter !== 'all';
  const where = query.scope === 'merged' ? words.merged : fillText(strings.explore.layers.number, { number: layerNumber(query.scope) });
  const label = fillText(words.table, { where });
  const largest = Math.max(1, ...page.rows.map(({ sizeBytes }) => sizeBytes));
  return (
    <ScrollBox label={label}>
      <table className={styles.table} data-files="true">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{words.head.name}</th>
            <th scope="col" className={styles.number}>
              {words.head.size}
            </th>
            <th scope="col">{words.head.mode}</th>
            <th scope="col">{words.head.owner}</th>
            <th scope="col">{words.head.state}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <Row key={row.path} row={row} isFlat={isFlat} share={row.sizeBytes / largest} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

interface RowProps {
  readonly row: FileRow;
  readonly isFlat: boolean;
  readonly share: number;
  readonly onOpen: (folder: string) => void;
}

function Row({ row, isFlat, share, onOpen }: RowProps) {
  return (
    <tr data-change={row.change ?? 'none'} data-hidden={row.hiddenBy !== undefined}>
      <th scope="row">
        <Name row={row} text={printable(isFlat ? row.path : row.path.slice(row.path.lastIndexOf('/') + 1))} onOpen={onOpen} />
      </th>
      <td className={styles.number}>
        {row.type === 'file' || row.type === 'folder' ? formatBytes(row.sizeBytes) : ''}
        {row.sizeBytes > 0 && (
          <span className={styles.share} aria-hidden="true">
            <span style={{ inlineSize: `${share * 100}%` }} />
          </span>
        )}
      </td>
      <td>{row.attributes === undefined || row.type === 'removed' ? '' : <code>{formatMode(row.attributes.mode)}</code>}</td>
      <td>{row.attributes === undefined || row.type === 'removed' ? '' : <code>{`${row.attributes.uid}:${row.attributes.gid}`}</code>}</td>
      <td>
        <States row={row} />
      </td>
    </tr>
  );
}

function Name({ row, text, onOpen }: { readonly row: FileRow; readonly text: string; readonly onOpen: (folder: string) => void }) {
  if (row.type === 'folder') {
    return (
      <button type="button" className={styles.folder} onClick={() => onOpen(row.path)}>
        {text}/
      </button>
    );
  }
  const words = strings.explore.files;
  const target = row.link === undefined ? undefined : printable(row.link);
  return (
    <>
      <code>{text}</code>
      {target !== undefined && <span className={styles.target}>{fillText(row.type === 'hardlink' ? words.hardlink : words.link, { target })}</span>}
    </>
  );
}

function States({ row }: { readonly row: FileRow }) {
  const words = strings.explore.files;
  return (
    <>
      {row.change !== undefined && <span className={styles.tag}>{words.change[row.change]}</span>}
      {row.hiddenBy !== undefined && (
        <span className={styles.tag} data-hidden="true">
          {fillText(words.hiddenBy, { number: layerNumber(row.hiddenBy) })}
        </span>
      )}
      {row.layer !== undefined && <span className={styles.from}>{fillText(words.from, { number: layerNumber(row.layer) })}</span>}
    </>
  );
}
