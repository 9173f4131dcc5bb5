'use client';

import { useState } from 'react';
import type { InterviewQuestion } from '@/lib/content/lesson-content';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './interview.module.css';

interface RubricProps {
  readonly name: string;
  readonly points: InterviewQuestion['rubric'];
}

/** Points to tick off; nobody else judges a spoken answer. */
export function Rubric({ name, points }: RubricProps) {
  const [made, setMade] = useState<ReadonlySet<number>>(new Set());
  const total = points.reduce((sum, { marks }) => sum + marks, 0);
  const count = points.reduce((sum, { marks }, place) => sum + (made.has(place) ? marks : 0), 0);
  return (
    <>
      <ul className={styles.rubric}>
        {points.map(({ point }, place) => (
          <li key={point}>
            <label>
              <input type="checkbox" name={`${name}-${place}`} checked={made.has(place)} onChange={() => setMade(toggled(made, place))} />
              <span>{point}</span>
            </label>
          </li>
        ))}
      </ul>
      <p aria-live="polite" className="needs-script">
        {fillText(strings.lesson.interview.marks, { count, total })}
      </p>
    </>
  );
}

function toggled(set: ReadonlySet<number>, value: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
