'use client';

import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/**
 * The first minute of the home page: a small project, built live. Loaded after the page has been painted; until then, without
 * JavaScript and where loading fails, `children` stand in its place.
 */
export function HomeDemo({ children }: { readonly children: ReactNode }) {
  const [Live, setLive] = useState<ComponentType | undefined>();
  useEffect(() => {
    let wanted = true;
    import('./home/live-demo').then(
      (module) => wanted && setLive(() => module.default),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, []);
  return Live === undefined ? children : <Live />;
}
