'use client';

import { useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { strings } from '@/lib/strings';
import { useLab } from './lab-context';
import styles from './toolbar.module.css';

/** Asks first; what it takes away can be brought back by Undo. */
export function ResetButton() {
  const words = strings.lab.resetDialog;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const resetFiles = useLab((state) => state.resetFiles);
  const confirm = () => {
    dialog.current?.close();
    resetFiles();
  };
  return (
    <>
      <Button onClick={() => dialog.current?.showModal()}>{strings.lab.toolbar.reset}</Button>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby={`${id}-title`} aria-describedby={`${id}-text`}>
        <h3 id={`${id}-title`}>{words.title}</h3>
        <p id={`${id}-text`}>{words.text}</p>
        <div className={styles.dialogButtons}>
          <Button variant="primary" onClick={confirm}>
            {words.confirm}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{words.cancel}</Button>
        </div>
      </dialog>
    </>
  );
}
