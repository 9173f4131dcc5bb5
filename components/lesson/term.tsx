import type { ReactNode } from 'react';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './glossary.module.css';
import { termId } from './term-id';

/** A word of the lesson's glossary where it first turns up; `name` is the word as the glossary has it. */
export function Term({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <a href={`#${termId(name)}`} className={styles.term} title={fillText(strings.lesson.termTitle, { glossary: strings.lesson.glossary })}>
      <dfn>{children}</dfn>
    </a>
  );
}
