'use client';

import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { useLab } from '../lab-context';
import styles from './editor-panel.module.css';

/** Open files. Buttons that say which one is current, so that each can hold its own way to close it. */
export function FileTabs() {
  const words = strings.lab.editor;
  const openPaths = useLab((state) => state.openPaths);
  const activePath = useLab((state) => state.activePath);
  const openFile = useLab((state) => state.openFile);
  const closeFile = useLab((state) => state.closeFile);
  return (
    <ul className={styles.tabs} aria-label={words.files}>
      {openPaths.map((path) => (
        <li key={path} className={styles.tab} data-active={path === activePath}>
          <button type="button" aria-current={path === activePath} onClick={() => openFile(path)}>
            {path}
          </button>
          {openPaths.length > 1 && (
            <button type="button" className={styles.close} aria-label={fillText(words.close, { path })} onClick={() => closeFile(path)}>
              <span aria-hidden="true">×</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
