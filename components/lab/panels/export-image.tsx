'use client';

import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatBytes } from '@/lib/lab/format';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { useLab } from '../lab-context';
import styles from './image.module.css';

type Export = { readonly kind: 'idle' } | { readonly kind: 'working' } | { readonly kind: 'said'; readonly text: string; readonly failed: boolean };

/** The newest image as a file, made in the worker when it is asked for. */
export function ExportImage() {
  const words = strings.lab.image.export;
  const exportImage = useLab((state) => state.exportImage);
  const fileName = useLab((state) => `${state.definition.id}.tar`);
  const [state, setState] = useState<Export>({ kind: 'idle' });
  const save = async () => {
    if (state.kind === 'working') return;
    setState({ kind: 'working' });
    const exported = await exportImage();
    if (!exported.ok) return setState({ kind: 'said', failed: true, text: fillText(words.failed, { what: exported.message }) });
    download(exported.blob, fileName);
    const text = fillText(exported.standIn ? words.savedStandIn : words.saved, { file: fileName, size: formatBytes(exported.blob.size) });
    setState({ kind: 'said', failed: false, text });
  };
  return (
    <div className={styles.export}>
      <Button size="small" aria-busy={state.kind === 'working'} onClick={() => void save()}>
        {words.button}
      </Button>
      <p>
        <span role="status" data-failed={state.kind === 'said' && state.failed}>
          {state.kind === 'working' ? words.working : state.kind === 'said' ? state.text : ''}
        </span>{' '}
        {words.hint} <Link href="/explore/">{strings.explore.navigation}</Link>
      </p>
    </div>
  );
}

/** Long enough for a browser to have taken the file over. */
const KEEP_MS = 60_000;

function download(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}
