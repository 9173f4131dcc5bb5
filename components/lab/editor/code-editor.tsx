'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { strings } from '@/lib/strings';
import styles from './editor.module.css';
import type { TextEditorProps } from './monaco-editor';
import { PlainEditor } from './plain-editor';

/** Below this width there is no room for Monaco, and its makers do not support phones. */
const MONACO_FROM = '(min-width: 640px)';

type Loaded = { readonly kind: 'none' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly Editor: ComponentType<TextEditorProps> };

/** The plain editor at once, Monaco in its place as soon as it is there; never while somebody types in the plain one. */
export function CodeEditor(props: TextEditorProps) {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'none' });
  const [typing, setTyping] = useState(false);
  useMonaco(setLoaded);
  const Ready = loaded.kind === 'ready' && !typing ? loaded.Editor : undefined;
  return (
    <>
      <div className={styles.surface} data-editor={Ready === undefined ? 'plain' : 'full'}>
        {Ready === undefined ? <PlainEditor {...props} onFocusChange={setTyping} /> : <Ready {...props} />}
      </div>
      {Ready !== undefined && <p className={styles.note}>{strings.lab.editor.escape}</p>}
      {loaded.kind === 'failed' && <p className={styles.note}>{strings.lab.editor.failed}</p>}
    </>
  );
}

function useMonaco(setLoaded: (loaded: Loaded) => void): void {
  useEffect(() => {
    if (!window.matchMedia(MONACO_FROM).matches) return;
    let wanted = true;
    import('./monaco-editor').then(
      (module) => wanted && setLoaded({ kind: 'ready', Editor: module.default }),
      () => wanted && setLoaded({ kind: 'failed' }),
    );
    return () => {
      wanted = false;
    };
  }, [setLoaded]);
}
