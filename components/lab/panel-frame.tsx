'use client';

import { type ReactNode, useId, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import { strings } from '@/lib/strings';
import styles from './panel.module.css';

export interface PanelFrameProps {
  /** The region's name and its heading. */
  readonly title: string;
  /** Where a link jumps to. */
  readonly anchor: string;
  /** Beside the heading: a figure, a state. */
  readonly summary?: ReactNode;
  readonly startsFolded?: boolean;
  readonly children: ReactNode;
}

/** A region with its name as heading, which can be folded. */
export function PanelFrame({ title, anchor, summary, startsFolded = false, children }: PanelFrameProps) {
  const [folded, setFolded] = useState(startsFolded);
  const id = useId();
  const label = folded ? strings.lab.panel.show : strings.lab.panel.hide;
  return (
    <section className={styles.panel} aria-labelledby={`${id}-heading`} id={anchor}>
      <header className={styles.header}>
        <h3 id={`${id}-heading`} className={styles.heading} tabIndex={-1}>
          {title}
        </h3>
        <div className={styles.summary}>{summary}</div>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={!folded}
          aria-controls={`${id}-body`}
          aria-describedby={`${id}-heading`}
          title={label}
          onClick={() => setFolded(!folded)}
        >
          <Icon name="chevron" className={styles.chevron} />
          <span className="visually-hidden">{label}</span>
        </button>
      </header>
      <div id={`${id}-body`} className={styles.body} hidden={folded}>
        {children}
      </div>
    </section>
  );
}
