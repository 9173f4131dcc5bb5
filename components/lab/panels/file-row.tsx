'use client';

import { useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ContextFileRow } from '@/lib/lab/context-tree';
import { formatBytes, formatMode } from '@/lib/lab/format';
import { fillMessage, fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { useLab } from '../lab-context';
import { SentenceText } from '../sentence-text';
import styles from './context.module.css';
import { PathForm } from './path-form';

/** What nearly every file has is not repeated on every line; the actions of a file tell it. */
const ORDINARY_MODE = 0o644;

type Open = 'no' | 'actions' | 'rename';

export function FileRow({ row }: { readonly row: ContextFileRow }) {
  const words = strings.lab.context;
  const [open, setOpen] = useState<Open>('no');
  const id = useId();
  const menu = useRef<HTMLButtonElement>(null);
  const active = useLab((state) => state.activePath === row.path);
  const openFile = useLab((state) => state.openFile);
  const renameFile = useLab((state) => state.renameFile);
  const close = () => {
    setOpen('no');
    menu.current?.focus();
  };
  return (
    <li>
      <div className={styles.file} data-active={active}>
        <button type="button" className={styles.open} aria-current={active} onClick={() => openFile(row.path)}>
          <span className={styles.name}>{row.name}</span>
          {row.difference !== undefined && <span className={styles.difference}>{words.difference[row.difference]}</span>}
          {row.ignored !== undefined && <span className={styles.ignored}>{words.ignored}</span>}
        </button>
        {row.mode !== ORDINARY_MODE && <span className={styles.mode}>{formatMode(row.mode)}</span>}
        <span className={styles.size}>{formatBytes(row.sizeBytes)}</span>
        <button
          type="button"
          ref={menu}
          className={styles.menu}
          aria-expanded={open !== 'no'}
          aria-controls={id}
          aria-label={fillText(words.menu, { path: row.path })}
          onClick={() => setOpen(open === 'no' ? 'actions' : 'no')}
        >
          <span aria-hidden="true">⋯</span>
        </button>
      </div>
      <div id={id} hidden={open === 'no'}>
        {open === 'actions' && <FileActions row={row} onRename={() => setOpen('rename')} />}
        {open === 'rename' && (
          <PathForm
            label={words.renameLabel}
            submit={words.save}
            initial={row.path}
            onSubmit={(path) => renameFile(row.path, path)}
            onClose={close}
          />
        )}
      </div>
      {row.ignored !== undefined && open !== 'no' && (
        <p className={styles.hint}>
          <SentenceText sentence={fillMessage(words.ignoredBy, { line: row.ignored.line, pattern: row.ignored.pattern })} />
        </p>
      )}
    </li>
  );
}

function FileActions({ row, onRename }: { readonly row: ContextFileRow; readonly onRename: () => void }) {
  const words = strings.lab.context;
  const touchFile = useLab((state) => state.touchFile);
  const setExecutable = useLab((state) => state.setExecutable);
  const deleteFile = useLab((state) => state.deleteFile);
  const executable = (row.mode & 0o100) !== 0;
  return (
    <div className={styles.actions}>
      <span className={styles.mode}>{fillText(words.mode, { mode: formatMode(row.mode) })}</span>
      <Button size="small" onClick={onRename}>
        {words.rename}
      </Button>
      <Button size="small" title={words.touchHint} onClick={() => touchFile(row.path)}>
        {words.touch}
      </Button>
      <Button size="small" onClick={() => setExecutable(row.path, !executable)}>
        {executable ? words.notExecutable : words.executable}
      </Button>
      <Button
        size="small"
        onClick={(event) => {
          // The button goes away with its row: the focus moves to the panel's heading instead of getting lost.
          event.currentTarget.closest('section')?.querySelector('h3')?.focus();
          deleteFile(row.path);
        }}
      >
        {words.delete}
      </Button>
    </div>
  );
}
