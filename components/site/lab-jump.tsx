'use client';

import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { strings } from '@/lib/strings';
import styles from './lab-jump.module.css';

/** The middle of the window: what lies there is what one looks at. */
const MIDDLE = '-45% 0px -45% 0px';

/** On one column text and lab are far apart: goes to the lab, and from there back to where one was reading. */
export function LabJump({ labId }: { readonly labId: string }) {
  const [inLab, setInLab] = useState(false);
  const readAt = useRef<number | undefined>(undefined);
  useEffect(() => {
    const lab = document.getElementById(labId);
    if (lab === null) return;
    const observer = new IntersectionObserver((entries) => setInLab(entries.some((entry) => entry.isIntersecting)), { rootMargin: MIDDLE });
    observer.observe(lab);
    return () => observer.disconnect();
  }, [labId]);

  const jump = (event: MouseEvent) => {
    if (!inLab) {
      readAt.current = window.scrollY;
      return;
    }
    event.preventDefault();
    window.scrollTo({ top: readAt.current ?? 0 });
  };
  const { toLab, toText } = strings.site.lesson;
  return (
    <a href={`#${labId}`} className={`${styles.jump} needs-script`} onClick={jump}>
      {inLab ? toText : toLab}
    </a>
  );
}
