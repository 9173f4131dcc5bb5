'use client';

import { useEffect, useState } from 'react';
import { failureMessageOf } from '@/lib/engine/failure';
import type { ArchiveReader } from '@/lib/explore/client';
import type { FilePage, FileQuery } from '@/lib/explore/types';

export interface ShownPage {
  /** The newest page that has come; absent before the first. */
  readonly page: FilePage | undefined;
  /** What it answers. */
  readonly query: FileQuery | undefined;
  readonly failure: string | undefined;
}

/** A search goes through every path, so it waits for a pause in typing. */
const AFTER_TYPING_MS = 150;

/** Asks the worker for a page whenever the question changes; an answer that comes late to an older question is dropped. */
export function useFilePage(reader: ArchiveReader, query: FileQuery): ShownPage {
  const [shown, setShown] = useState<ShownPage>({ page: undefined, query: undefined, failure: undefined });
  useEffect(() => {
    let wanted = true;
    const ask = () =>
      reader.files(query).then(
        (page) => wanted && setShown({ page, query, failure: undefined }),
        (error: unknown) => wanted && setShown({ page: undefined, query, failure: failureMessageOf(error) }),
      );
    const timer = setTimeout(ask, query.search === '' ? 0 : AFTER_TYPING_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [reader, query]);
  return shown;
}
