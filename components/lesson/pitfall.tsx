import type { ReactNode } from 'react';
import { strings } from '@/lib/strings';
import styles from './callout.module.css';

/** Where one goes wrong right after having understood. */
export function Pitfall({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.pitfall}>
      <p className={styles.label}>{strings.lesson.pitfall}</p>
      {children}
    </div>
  );
}
