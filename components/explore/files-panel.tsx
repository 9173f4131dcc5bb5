'use client';

import { useMemo } from 'react';
import { PanelFrame } from '@/components/lab/panel-frame';
import { Button } from '@/components/ui/button';
import type { ArchiveReader } from '@/lib/explore/client';
import type { ExploredImage, FileQuery } from '@/lib/explore/types';
import { formatCount } from '@/lib/explore/words';
import { formatBytes } from '@/lib/lab/format';
import { fillCounted, fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { FileControls, type FileView } from './file-controls';
import { FileTable } from './file-table';
import styles from './files.module.css';
import { FolderPath } from './folder-path';
import { type ShownPage, useFilePage } from './use-file-page';

interface FilesPanelProps {
  readonly image: ExploredImage;
  readonly index: number;
  readonly reader: ArchiveReader;
  readonly view: FileView;
  readonly onView: (view: FileView) => void;
}

const PAGE_ROWS = 100;

/** Every file, folder by folder or by search, a page at a time: an image may hold a million. */
export function FilesPanel({ image, index, reader, view, onView }: FilesPanelProps) {
  const words = strings.explore.files;
  const query = useMemo<FileQuery>(() => ({ ...view, image: index, limit: PAGE_ROWS }), [view, index]);
  const shown = useFilePage(reader, query);
  /** Anything but turning the page starts at its first. */
  const choose = (change: Partial<FileView>) => onView({ ...view, offset: 0, ...change });
  const isFlat = view.search !== '' || view.filter !== 'all';
  return (
    <PanelFrame title={words.name} anchor="files" summary={shown.page === undefined ? words.loading : figuresOf(shown.page)}>
      <FileControls image={image} view={view} onChoose={choose} />
      {!isFlat && <FolderPath folder={view.folder} onOpen={(folder) => choose({ folder })} />}
      <Listing shown={shown} isFlat={isFlat} onOpen={(folder) => choose({ folder, search: '', filter: 'all' })} />
      <Pages shown={shown} onTurn={(offset) => choose({ offset })} />
    </PanelFrame>
  );
}

function figuresOf({ files, sizeBytes }: { readonly files: number; readonly sizeBytes: number }): string {
  const words = strings.explore.files;
  return fillText(words.figures, { files: fillCounted(words.count, files, { count: formatCount(files) }), size: formatBytes(sizeBytes) });
}

function Listing({ shown, isFlat, onOpen }: { readonly shown: ShownPage; readonly isFlat: boolean; readonly onOpen: (folder: string) => void }) {
  const words = strings.explore.files;
  const { page, query, failure } = shown;
  if (failure !== undefined)
    return (
      <p role="alert" className={styles.note}>
        {fillText(words.failed, { what: failure })}
      </p>
    );
  if (page === undefined || query === undefined) return <p className={styles.note}>{words.loading}</p>;
  if (page.total === 0) return <p className={styles.note}>{isFlat ? words.nothingFound : query.folder === '' ? words.empty : words.emptyFolder}</p>;
  return <FileTable page={page} query={query} onOpen={onOpen} />;
}

function Pages({ shown: { page, query }, onTurn }: { readonly shown: ShownPage; readonly onTurn: (offset: number) => void }) {
  const words = strings.explore.files;
  if (page === undefined || query === undefined || page.total <= PAGE_ROWS) return null;
  const end = Math.min(page.total, query.offset + PAGE_ROWS);
  const range = { from: formatCount(query.offset + 1), to: formatCount(end), total: formatCount(page.total) };
  return (
    <div className={styles.pages}>
      <Button size="small" aria-disabled={query.offset === 0} onClick={() => query.offset > 0 && onTurn(query.offset - PAGE_ROWS)}>
        {words.previous}
      </Button>
      <span role="status">{fillText(words.range, range)}</span>
      <Button size="small" aria-disabled={end >= page.total} onClick={() => end < page.total && onTurn(query.offset + PAGE_ROWS)}>
        {words.next}
      </Button>
    </div>
  );
}
