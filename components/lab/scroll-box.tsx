import type { ReactNode } from 'react';
import styles from './scroll-box.module.css';

/** A wide table scrolls in here, by keyboard too. A group, not a region: a lab's regions are its panels. */
export function ScrollBox({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll what has the focus
    // biome-ignore lint/a11y/useSemanticElements: a table is no group of fields
    <div role="group" aria-label={label} tabIndex={0} className={styles.box}>
      {children}
    </div>
  );
}
