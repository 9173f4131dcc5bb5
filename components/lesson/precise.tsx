import type { ReactNode } from 'react';
import { strings } from '@/lib/strings';
import styles from './callout.module.css';

interface PreciseProps {
  /** Of the correction, as `P18`. */
  readonly id: string;
  /** What is commonly said. */
  readonly heard: string;
  readonly children: ReactNode;
}

/** What one hears, and what is so: a simplification is named before it is put right. */
export function Precise({ id, heard, children }: PreciseProps) {
  const words = strings.lesson.precise;
  return (
    <div id={id} className={styles.callout}>
      <p className={styles.heard}>
        <span className={styles.label}>{words.heard}</span> <q>{heard}</q>
      </p>
      <p className={styles.label}>{words.precisely}</p>
      {children}
    </div>
  );
}
