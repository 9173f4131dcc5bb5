'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type EngineFailureKind, failureKindOf, failureMessageOf } from '@/lib/engine/failure';
import type { ArchiveReader } from '@/lib/explore/client';
import type { ExploredArchive, ExploreError } from '@/lib/explore/types';
import { strings } from '@/lib/strings';

export type ExplorerState =
  | { readonly kind: 'empty'; readonly cancelled: boolean }
  /** The example's image is being made; there is nothing to read yet. */
  | { readonly kind: 'building' }
  | { readonly kind: 'opening'; readonly name: string; readonly bytes: number; readonly totalBytes: number }
  | { readonly kind: 'problem'; readonly name: string; readonly error: ExploreError }
  /** It was not the file's fault. */
  | { readonly kind: 'broken'; readonly name: string; readonly failure: EngineFailureKind; readonly message: string }
  | {
      readonly kind: 'opened';
      readonly name: string;
      readonly isExample: boolean;
      readonly archive: ExploredArchive;
      readonly reader: ArchiveReader;
    };

export interface Explorer {
  readonly state: ExplorerState;
  openFile(file: File): void;
  openExample(): void;
  cancel(): void;
  close(): void;
}

interface Source {
  readonly name: string;
  readonly isExample: boolean;
  readonly blob: (() => Promise<Blob>) | Blob;
}

/** At most one archive at a time: opening another, or leaving, ends what is under way and lets go of what is open. */
export function useExplorer(): Explorer {
  const [state, setState] = useState<ExplorerState>({ kind: 'empty', cancelled: false });
  const running = useRef<AbortController | undefined>(undefined);
  const reader = useRef<ArchiveReader | undefined>(undefined);

  const stop = useCallback(() => {
    running.current?.abort();
    reader.current?.close();
    reader.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);

  const open = async (source: Source) => {
    stop();
    const controller = new AbortController();
    running.current = controller;
    const show = (next: ExplorerState) => controller.signal.aborted || setState(next);
    try {
      const opened = await openSource(source, controller.signal, show);
      if (controller.signal.aborted) return opened.close();
      reader.current = opened;
      const { result } = opened;
      const { name, isExample } = source;
      show(result.ok ? { kind: 'opened', name, isExample, archive: result.archive, reader: opened } : { kind: 'problem', name, error: result.error });
    } catch (error) {
      show({ kind: 'broken', name: source.name, failure: failureKindOf(error), message: failureMessageOf(error) });
    }
  };

  return {
    state,
    openFile: (file) => void open({ name: file.name, isExample: false, blob: file }),
    openExample: () => void open({ name: strings.explore.choose.exampleName, isExample: true, blob: makeExample }),
    cancel: () => {
      stop();
      setState({ kind: 'empty', cancelled: true });
    },
    close: () => {
      stop();
      setState({ kind: 'empty', cancelled: false });
    },
  };
}

async function openSource({ name, blob }: Source, signal: AbortSignal, show: (state: ExplorerState) => void): Promise<ArchiveReader> {
  if (typeof blob === 'function') show({ kind: 'building' });
  const file = typeof blob === 'function' ? await blob() : blob;
  const tell = (bytes: number) => show({ kind: 'opening', name, bytes, totalBytes: file.size });
  tell(0);
  const { openArchive } = await import('@/lib/explore/client');
  return openArchive(file, { signal, onProgress: tell });
}

async function makeExample(): Promise<Blob> {
  const [{ buildExample }, { browserEngine }] = await Promise.all([import('@/lib/explore/example'), import('@/lib/engine/browser-engine')]);
  return buildExample(browserEngine());
}
