'use client';

import { Button } from '@/components/ui/button';
import type { ProvenRemedy } from '@/lib/engine/types';
import { describeRemedy, noRemedyReason } from '@/lib/lab/remedy-words';
import { strings } from '@/lib/strings';
import type { Step } from '@/simulator';
import { EngineFailureNotice } from '../engine-failure-notice';
import { useLab } from '../lab-context';
import { SentenceText } from '../sentence-text';
import styles from './remedies.module.css';

interface RemediesProps {
  readonly step: Step;
  readonly build: number;
}

/** What would have kept a step cached: asked for, tried out by the simulator, then offered. */
export function Remedies({ step, build }: RemediesProps) {
  const words = strings.lab.remedies;
  const search = useLab((state) => state.remedySearch);
  const ask = useLab((state) => state.askRemedies);
  const stop = useLab((state) => state.stopRemedies);
  const isNewest = useLab((state) => state.builds.at(-1)?.number === build);
  if (!isNewest) return null;
  const question = (
    <Button size="small" onClick={() => void ask(step.id)}>
      {words.ask}
    </Button>
  );
  if (search.kind === 'none' || search.build !== build || search.stepId !== step.id) return <div className={styles.remedies}>{question}</div>;
  if (search.kind === 'failed') return <EngineFailureNotice failure={search.failure} onRetry={() => void ask(step.id)} />;
  if (search.kind === 'searching') {
    return (
      <div className={styles.remedies}>
        <p role="status">{words.searching}</p>
        <Button size="small" onClick={stop}>
          {words.stop}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.remedies}>
      <p role="status" className={styles.title}>
        {search.remedies.length === 0 ? noRemedyReason(step, build) : words.found}
      </p>
      {search.remedies.length > 0 && <Offers remedies={search.remedies} />}
    </div>
  );
}

function Offers({ remedies }: { readonly remedies: readonly ProvenRemedy[] }) {
  const tryRemedy = useLab((state) => state.tryRemedy);
  return (
    <ol className={styles.offers}>
      {remedies.map((proven, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an offer is its place in the list
        <Offer key={index} proven={proven} onTry={() => void tryRemedy(index)} />
      ))}
    </ol>
  );
}

function Offer({ proven, onTry }: { readonly proven: ProvenRemedy; readonly onTry: () => void }) {
  const words = strings.lab.remedies;
  const { title, edits, effect } = describeRemedy(proven.remedy);
  return (
    <li>
      <p className={styles.title}>{title}</p>
      <ul>
        {edits.map((edit, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: edits have no identity but their place
          <li key={index}>
            <SentenceText sentence={edit} />
          </li>
        ))}
      </ul>
      <p className={styles.effect}>{effect}</p>
      <Button size="small" aria-label={`${words.tryIt}: ${title}`} onClick={onTry}>
        {words.tryIt}
      </Button>
    </li>
  );
}
