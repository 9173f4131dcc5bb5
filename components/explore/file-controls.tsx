import { type ReactNode, useId } from 'react';
import { readable } from '@/components/lab/panels/layer-table';
import type { ExploredImage, FileFilter, FileQuery } from '@/lib/explore/types';
import { layerNumber, printable } from '@/lib/explore/words';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './files.module.css';

/** What the visitor has chosen to see; where the page begins is part of it. */
export type FileView = Pick<FileQuery, 'scope' | 'folder' | 'search' | 'filter' | 'sort' | 'offset'>;

/** A listing from its beginning. */
export function startView(scope: FileView['scope']): FileView {
  return { scope, folder: '', search: '', filter: 'all', sort: 'name', offset: 0 };
}

interface FileControlsProps {
  readonly image: ExploredImage;
  readonly view: FileView;
  readonly onChoose: (change: Partial<FileView>) => void;
}

const FILTERS: readonly FileFilter[] = ['all', 'added', 'changed', 'removed', 'emptied', 'hidden'];

/** What is listed, and in which order. */
export function FileControls({ image, view, onChoose }: FileControlsProps) {
  const words = strings.explore.files;
  const id = useId();
  // Of one layer's changes nothing is left in the merged view to filter by.
  const toScope = (value: string) =>
    onChoose(value === 'merged' ? { scope: value, folder: '', filter: 'all' } : { scope: Number(value), folder: '' });
  return (
    <div className={styles.controls}>
      <Labelled id={`${id}-scope`} label={words.scope} isWide>
        <select id={`${id}-scope`} value={String(view.scope)} onChange={(event) => toScope(event.target.value)}>
          <option value="merged">{words.merged}</option>
          {image.layers.map((layer, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place
            <option key={at} value={at}>
              {fillText(words.layer, { number: layerNumber(at), text: readable(printable(layer.createdBy)).slice(0, 80) })}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled id={`${id}-search`} label={words.search}>
        <input
          id={`${id}-search`}
          type="search"
          value={view.search}
          spellCheck={false}
          autoCapitalize="off"
          onChange={(event) => onChoose({ search: event.target.value })}
        />
      </Labelled>
      {view.scope !== 'merged' && (
        <Labelled id={`${id}-filter`} label={words.filter}>
          <select
            id={`${id}-filter`}
            value={view.filter}
            onChange={(event) => onChoose({ filter: FILTERS.find((filter) => filter === event.target.value) ?? 'all' })}
          >
            {FILTERS.map((filter) => (
              <option key={filter} value={filter}>
                {words.filters[filter]}
              </option>
            ))}
          </select>
        </Labelled>
      )}
      <Labelled id={`${id}-sort`} label={words.sort}>
        <select id={`${id}-sort`} value={view.sort} onChange={(event) => onChoose({ sort: event.target.value === 'size' ? 'size' : 'name' })}>
          <option value="name">{words.sorts.name}</option>
          <option value="size">{words.sorts.size}</option>
        </select>
      </Labelled>
    </div>
  );
}

function Labelled({
  id,
  label,
  isWide = false,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.control} data-wide={isWide}>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}
