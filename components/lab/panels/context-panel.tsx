'use client';

import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { type ContextRow, contextTree, removedSince } from '@/lib/lab/context-tree';
import { formatBytes } from '@/lib/lab/format';
import { fillCounted, fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { useLab } from '../lab-context';
import { Panel } from '../panel';
import { BuildArgs } from './build-args';
import { CacheOptions } from './cache-options';
import styles from './context.module.css';
import { FileRow } from './file-row';
import { PathForm } from './path-form';

export function ContextPanel({ startsFolded }: { readonly startsFolded: boolean }) {
  const workspace = useLab((state) => state.workspace);
  const lastBuilt = useLab((state) => state.builds.at(-1)?.workspace);
  const ignored = useLab((state) => state.analysis?.ignored);
  const rows = useMemo(() => contextTree(workspace, lastBuilt, ignored), [workspace, lastBuilt, ignored]);
  const removed = removedSince(workspace, lastBuilt);
  const words = strings.lab.context;
  const size = formatBytes(rows.reduce((sum, row) => sum + row.sizeBytes, 0));
  const files = fillCounted(words.files, Object.keys(workspace.files).length);

  return (
    <Panel name="Context" summary={fillText(words.summary, { files, size })} startsFolded={startsFolded}>
      <Rows rows={rows} label={words.list} />
      {removed.length > 0 && <p className={styles.removed}>{fillText(words.removed, { paths: removed.join(', ') })}</p>}
      <NewFile />
      <BuildArgs />
      <CacheOptions />
    </Panel>
  );
}

function Rows({ rows, label }: { readonly rows: readonly ContextRow[]; readonly label: string }) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {rows.map((row) =>
        row.kind === 'file' ? (
          <FileRow key={row.path} row={row} />
        ) : (
          <li key={row.path}>
            <details open>
              <summary className={styles.folder}>
                <span className={styles.name}>{row.name}/</span>
                <span className={styles.size}>{formatBytes(row.sizeBytes)}</span>
              </summary>
              <Rows rows={row.children} label={fillText(strings.lab.context.folder, { path: row.path, size: formatBytes(row.sizeBytes) })} />
            </details>
          </li>
        ),
      )}
    </ul>
  );
}

function NewFile() {
  const [open, setOpen] = useState(false);
  const addFile = useLab((state) => state.addFile);
  const words = strings.lab.context;
  if (!open) {
    return (
      <Button size="small" variant="quiet" className={styles.newFile} onClick={() => setOpen(true)}>
        {words.newFile}
      </Button>
    );
  }
  return (
    <PathForm
      label={words.pathLabel}
      hint={words.pathHint}
      submit={words.create}
      initial=""
      onSubmit={(path) => addFile(path)}
      onClose={() => setOpen(false)}
    />
  );
}
