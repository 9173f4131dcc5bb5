'use client';

import { useId, useMemo, useState } from 'react';
import { diffLines } from '@/lib/lab/line-diff';
import { strings } from '@/lib/strings';
import styles from './image.module.css';

interface JsonViewProps {
  readonly title: string;
  readonly json: string;
  readonly before: string | undefined;
}

const SIGNS = { same: ' ', added: '+', removed: '−' } as const;

/** A JSON document, set out line by line, with what differs from the build before marked by sign and colour. */
export function JsonView({ title, json, before }: JsonViewProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <details className={styles.json} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary id={id}>{title}</summary>
      {open && <Lines labelledBy={id} json={json} before={before} />}
    </details>
  );
}

function Lines({ labelledBy, json, before }: Omit<JsonViewProps, 'title'> & { readonly labelledBy: string }) {
  const lines = useMemo(() => {
    const now = setOut(json);
    return diffLines(before === undefined ? now : setOut(before), now) ?? now.split('\n').map((text) => ({ kind: 'same' as const, text }));
  }, [json, before]);
  return (
    <>
      {before !== undefined && before !== json && <p className={styles.note}>{strings.lab.image.diff}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll what has the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: a document is no group of fields */}
      <pre tabIndex={0} role="group" aria-labelledby={labelledBy}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <span key={index} data-kind={line.kind}>{`${SIGNS[line.kind]} ${line.text}\n`}</span>
        ))}
      </pre>
    </>
  );
}

function setOut(json: string): string {
  return JSON.stringify(JSON.parse(json), undefined, 2);
}
