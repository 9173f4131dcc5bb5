import type { ReactNode } from 'react';

/** A passage that states a fact of the syllabus; the content check looks for it by its id, and links can lead to it. */
export function Fact({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <div id={id} className="fact">
      {children}
    </div>
  );
}
