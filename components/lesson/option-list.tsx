'use client';

import { useId } from 'react';
import { strings } from '@/lib/strings';
import styles from './quiz.module.css';
import { RichText } from './rich-text';

interface OptionListProps {
  readonly options: readonly { readonly text: string }[];
  readonly several: boolean;
  /** Places in `options`. */
  readonly chosen: readonly number[];
  readonly onChoose: (chosen: readonly number[]) => void;
}

export function OptionList({ options, several, chosen, onChoose }: OptionListProps) {
  const name = useId();
  return (
    <>
      {several && <p className={styles.hint}>{strings.lesson.quiz.several}</p>}
      <ul className={styles.options}>
        {options.map(({ text }, place) => (
          <li key={text}>
            <label className={styles.option}>
              <input
                type={several ? 'checkbox' : 'radio'}
                name={name}
                checked={chosen.includes(place)}
                onChange={() => onChoose(several ? toggled(chosen, place) : [place])}
              />
              <span>
                <RichText text={text} />
              </span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}

function toggled(chosen: readonly number[], place: number): readonly number[] {
  return chosen.includes(place) ? chosen.filter((each) => each !== place) : [...chosen, place];
}
