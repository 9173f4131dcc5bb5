'use client';

import { Button } from '@/components/ui/button';
import { strings } from '@/lib/strings';
import { useLab } from './lab-context';
import styles from './toolbar.module.css';

/** Where keeping the learner's work does not go as it should: what that means and what to do. */
export function StorageNotice() {
  const words = strings.lab.storage;
  const storage = useLab((state) => state.storage);
  const notice = useLab((state) => state.storageNotice);
  const dismiss = useLab((state) => state.dismissStorageNotice);
  if (storage.kind === 'failed') {
    return (
      <p role="alert" className={styles.notice}>
        {words[storage.problem]}
      </p>
    );
  }
  if (notice === undefined) return null;
  return (
    <div role="alert" className={styles.notice}>
      <p>{notice === 'unreadable' ? words.unreadable : words.otherTab}</p>
      <Button size="small" onClick={dismiss}>
        {words.dismiss}
      </Button>
    </div>
  );
}
