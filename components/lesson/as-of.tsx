import type { ReactNode } from 'react';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './callout.module.css';

/** Marks statements that age. `date` is a year and month, `2026-11`. */
export function AsOf({ date, children }: { readonly date: string; readonly children: ReactNode }) {
  return (
    <p className={styles.asOf}>
      <time dateTime={date}>{fillText(strings.lesson.asOf, { date })}</time>: {children}
    </p>
  );
}
