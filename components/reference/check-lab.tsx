'use client';

import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { Lab } from '@/components/lab/lab';
import { Button } from '@/components/ui/button';
import type { LabDefinition } from '@/lib/lab/types';
import { strings } from '@/lib/strings';
import styles from './check-lab.module.css';
import { useCheckLab } from './check-lab-context';

interface CheckLabProps {
  readonly definition: LabDefinition;
  /** Scene that begins with the finding. */
  readonly wrongScene: string;
  /** The wrong version as text; the lab takes its place. */
  readonly children: ReactNode;
}

/** The lab counts as in view when it begins above this part of the window. */
const VISIBLE_PART = 0.6;

/** The wrong version to read, until somebody wants to try it: only then anything of the lab is loaded. */
export function CheckLab({ definition, wrongScene, children }: CheckLabProps) {
  const words = strings.checks.example;
  const { request, show } = useCheckLab();
  const section = useRef<HTMLElement>(null);
  useGoThere(section, request?.sequence);
  return (
    <section ref={section} className={styles.section} aria-label={words.region} tabIndex={-1}>
      {request === undefined ? (
        <>
          {children}
          <div className={`${styles.open} needs-script`}>
            <Button variant="primary" onClick={() => show(wrongScene)}>
              {words.open}
            </Button>
            <p>{words.openText}</p>
          </div>
          <p className="without-script">{words.withoutScript}</p>
        </>
      ) : (
        <Lab definition={definition} layout="lesson" request={request} />
      )}
    </section>
  );
}

/** Whoever asked for the lab, by pointer or by keyboard, is taken there. */
function useGoThere(section: RefObject<HTMLElement | null>, sequence: number | undefined): void {
  useEffect(() => {
    const element = section.current;
    if (sequence === undefined || element === null) return;
    element.focus({ preventScroll: true });
    const { top } = element.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight * VISIBLE_PART) element.scrollIntoView({ block: 'start' });
  }, [section, sequence]);
}
