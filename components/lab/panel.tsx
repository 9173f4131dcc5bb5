'use client';

import { type ReactNode, useId, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import type { PanelName } from '@/lib/lab/types';
import { strings } from '@/lib/strings';
import { useLab } from './lab-context';
import styles from './panel.module.css';

interface PanelProps {
  readonly name: PanelName;
  /** Beside the heading: a figure, a state. */
  readonly summary?: ReactNode;
  readonly startsFolded?: boolean;
  readonly children: ReactNode;
}

/** A part of the lab: a region with its name as heading, which can be folded. */
export function Panel({ name, summary, startsFolded = false, children }: PanelProps) {
  const [folded, setFolded] = useState(startsFolded);
  const id = useId();
  const labId = useLab((state) => state.definition.id);
  const label = folded ? strings.lab.panel.show : strings.lab.panel.hide;
  return (
    <section className={styles.panel} aria-labelledby={`${id}-heading`} id={panelAnchor(labId, name)} data-panel={name}>
      <header className={styles.header}>
        <h3 id={`${id}-heading`} className={styles.heading} tabIndex={-1}>
          {strings.lab[panelKey(name)].name}
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

/** Where a link jumps to. */
export function panelAnchor(labId: string, name: PanelName): string {
  return `${labId}-${name.toLowerCase()}`;
}

const KEYS = { Editor: 'editor', Context: 'context', Steps: 'steps', Layers: 'layers', Image: 'image', Builds: 'builds', Checks: 'checks' } as const;

export function panelKey(name: PanelName): (typeof KEYS)[PanelName] {
  return KEYS[name];
}
