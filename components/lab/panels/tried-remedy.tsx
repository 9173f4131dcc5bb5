'use client';

import { fillMessage } from '@/lib/lab/message';
import { describeRemedy } from '@/lib/lab/remedy-words';
import { strings } from '@/lib/strings';
import { useLab } from '../lab-context';
import { SentenceText } from '../sentence-text';
import styles from './steps.module.css';

/** What became of a remedy that was tried, with the build that shows it. */
export function TriedRemedy({ build }: { readonly build: number }) {
  const tried = useLab((state) => state.tried);
  if (tried?.build !== build) return null;
  const words = strings.lab.remedies.tried;
  const { remedy, stepName, status } = tried;
  const message = status !== 'cached' ? words.miss : remedy.rehearsal === undefined ? words.hit : words.hitAgain;
  return (
    <p className={styles.tried} data-hit={status === 'cached'}>
      <SentenceText sentence={fillMessage(message, { remedy: describeRemedy(remedy).title, stepName })} />
    </p>
  );
}
