'use client';

import { type ComponentType, type DragEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { formatBytes } from '@/lib/lab/format';
import { fillCounted, fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { ChooseFile } from './choose-file';
import styles from './explore.module.css';
import type { OpenedArchiveProps } from './opened-archive';
import { OpeningProgress } from './opening-progress';
import { BrokenNotice, ProblemNotice } from './problem-notice';
import { type ExplorerState, useExplorer } from './use-explorer';

/** What shows an opened image comes when there is one. */
const OpenedArchive: ComponentType<OpenedArchiveProps> = lazy(() => import('./opened-archive'));

/** Choose, wait, look: the whole of the page that needs a browser. A file may be dropped on it at any time. */
export function Explorer() {
  const { state, openFile, openExample, cancel, close } = useExplorer();
  const { isOver, handlers } = useDrop(openFile);
  const result = useRef<HTMLDivElement>(null);
  useFocusOnResult(result, state.kind);
  return (
    <div className={`${styles.explorer} needs-script`} data-over={isOver} {...handlers}>
      <p role="status" className="visually-hidden">
        {statusOf(state)}
      </p>
      {(state.kind === 'building' || state.kind === 'opening') && <OpeningProgress state={state} onCancel={cancel} />}
      <div ref={result} tabIndex={-1} className={styles.result}>
        {state.kind === 'problem' && <ProblemNotice name={state.name} error={state.error} />}
        {state.kind === 'broken' && <BrokenNotice failure={state.failure} message={state.message} />}
        {state.kind === 'opened' && (
          <Suspense fallback={null}>
            <OpenedArchive
              name={state.name}
              isExample={state.isExample}
              archive={state.archive}
              reader={state.reader}
              onOpen={openFile}
              onClose={close}
            />
          </Suspense>
        )}
      </div>
      {(state.kind === 'empty' || state.kind === 'problem' || state.kind === 'broken') && (
        <ChooseFile takesFocus={state.kind === 'empty' && state.cancelled} onFile={openFile} onExample={openExample} />
      )}
    </div>
  );
}

function statusOf(state: ExplorerState): string {
  const words = strings.explore.opening;
  switch (state.kind) {
    case 'empty':
      return state.cancelled ? words.cancelled : '';
    case 'building':
      return words.building;
    case 'opening':
      return fillText(words.reading, { name: state.name });
    case 'opened': {
      const [image] = state.archive.images;
      const layers = fillCounted(words.layers, image?.layers.length ?? 0);
      return fillText(words.opened, { name: state.name, layers, size: formatBytes(image?.sizeBytes ?? 0) });
    }
    default:
      return '';
  }
}

/** What comes next takes the focus over from the button that is gone. */
function useFocusOnResult(result: { readonly current: HTMLElement | null }, kind: ExplorerState['kind']): void {
  const before = useRef(kind);
  useEffect(() => {
    const arrived = before.current !== kind && (kind === 'problem' || kind === 'broken' || kind === 'opened');
    before.current = kind;
    if (arrived) result.current?.focus();
  }, [kind, result]);
}

function useDrop(onFile: (file: File) => void) {
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile(file);
  };
  const leave = (event: DragEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
  };
  return { isOver, handlers: { onDragOver: over, onDragLeave: leave, onDrop: drop } };
}
