import type { ReactNode } from 'react';
import { strings } from '@/lib/strings';
import { LabJump } from './lab-jump';
import styles from './lesson-layout.module.css';

const LAB_ID = 'lab';

interface LessonLayoutProps {
  /** Title, length, what it serves. */
  readonly heading: ReactNode;
  /** The lesson's text. */
  readonly children: ReactNode;
  /** Stands beside the text on wide screens and stays in view there; below the text elsewhere. */
  readonly lab: ReactNode;
  /** Follows the text: quiz, recap, what comes next. */
  readonly after?: ReactNode;
}

/** A lesson's page. The lab follows the text in the page's order, so that reading and tabbing meet them in that order. */
export function LessonLayout({ heading, children, lab, after }: LessonLayoutProps) {
  const { labRegion, withoutScript } = strings.site.lesson;
  return (
    <div className={styles.layout}>
      <article className={styles.text}>
        <header className={styles.heading}>{heading}</header>
        {children}
        {after}
      </article>
      <section id={LAB_ID} className={styles.lab} aria-label={labRegion} tabIndex={-1}>
        <p className={`${styles.notice} without-script`}>{withoutScript}</p>
        {lab}
      </section>
      <LabJump labId={LAB_ID} />
    </div>
  );
}
