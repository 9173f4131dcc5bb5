'use client';

import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { LabDefinition } from '@/lib/lab/types';
import { strings } from '@/lib/strings';
import styles from './lab.module.css';
import type { SceneRequest } from './use-requested-scene';

interface LabProps {
  readonly definition: LabDefinition;
  /** Beside a lesson's text, or with the whole width. */
  readonly layout: 'lesson' | 'full';
  /** The Dockerfile as it is shown until the lab is there, coloured on the server. Plain text when left out. */
  readonly children?: ReactNode;
  /** A scene that the page wants to see played. */
  readonly request?: SceneRequest;
}

type App = ComponentType<Pick<LabProps, 'definition' | 'request'>>;
type Loaded =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly App: App };

/** The lab is loaded when it comes this near to the screen. */
const NEAR = '600px';

/**
 * A lab on a page. Its Dockerfile stands there as text from the first moment, readable without JavaScript; the app itself is loaded
 * when the reader comes near.
 */
export function Lab({ definition, layout, children, request }: LabProps) {
  const root = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'waiting' });
  const load = () => {
    setLoaded({ kind: 'loading' });
    import('./lab-app').then(
      (module) => setLoaded({ kind: 'ready', App: module.default }),
      () => setLoaded({ kind: 'failed' }),
    );
  };
  useWhenNear(root, load);
  return (
    // biome-ignore lint/a11y/useSemanticElements: panels are no group of fields
    <div ref={root} role="group" aria-label={definition.title} className={styles.lab} data-layout={layout} data-lab={loaded.kind}>
      {loaded.kind === 'ready' ? (
        <loaded.App definition={definition} {...(request === undefined ? {} : { request })} />
      ) : (
        <Preview definition={definition} text={children} failed={loaded.kind === 'failed'} onLoad={load} />
      )}
    </div>
  );
}

interface PreviewProps {
  readonly definition: LabDefinition;
  readonly text: ReactNode;
  readonly failed: boolean;
  readonly onLoad: () => void;
}

function Preview({ definition, text, failed, onLoad }: PreviewProps) {
  const words = strings.lab.shell;
  const { files, dockerfilePath } = definition.start;
  return (
    <>
      <h2 className={styles.previewTitle}>{definition.title}</h2>
      <div className={styles.preview}>{text ?? <pre>{files[dockerfilePath]?.text}</pre>}</div>
      {failed ? (
        <p role="alert">
          {words.loadFailed}{' '}
          <Button size="small" onClick={onLoad}>
            {words.retry}
          </Button>
        </p>
      ) : (
        <p className="needs-script">{words.loading}</p>
      )}
    </>
  );
}

function useWhenNear(root: { readonly current: Element | null }, action: () => void): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    if (root.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        latest.current();
      },
      { rootMargin: NEAR },
    );
    observer.observe(root.current);
    return () => observer.disconnect();
  }, [root]);
}
