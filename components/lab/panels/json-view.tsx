'use client';

import { useId, useMemo, useState } from 'react';
import { diffLines } from '@/lib/lab/line-diff';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './image.module.css';

interface JsonViewProps {
  readonly title: string;
  readonly json: string;
  readonly before: string | undefined;
}

/** Lines that are drawn; the rest is counted. */
const LINES = 5_000;

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
    const compared = before === undefined ? undefined : diffLines(setOut(before), now);
    return compared ?? now.split('\n').map((text) => ({ kind: 'same' as const, text }));
  }, [json, before]);
  const more = lines.length - LINES;
  return (
    <>
      {before !== undefined && before !== json && <p className={styles.note}>{strings.lab.image.diff}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll what has the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: a document is no group of fields */}
      <pre tabIndex={0} role="group" aria-labelledby={labelledBy}>
        {lines.slice(0, LINES).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <span key={index} data-kind={line.kind}>{`${SIGNS[line.kind]} ${line.text}\n`}</span>
        ))}
      </pre>
      {more > 0 && <p className={styles.note}>{fillText(strings.lab.image.cut, { count: more })}</p>}
    </>
  );
}

/** As it is where it is no JSON: a document of an image made elsewhere may be anything. */
function setOut(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, 2);
  } catch {
    return json;
  }
}
