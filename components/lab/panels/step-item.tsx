'use client';

import { useId, useState } from 'react';
import { explainWhy, type StepNamer } from '@/lib/lab/explain';
import { formatDuration } from '@/lib/lab/format';
import { fillCounted, fillText } from '@/lib/lab/message';
import { explainNotice } from '@/lib/lab/notices';
import { isRight, outcomeOf } from '@/lib/lab/predict';
import type { BuildRecord } from '@/lib/lab/store/types';
import { strings } from '@/lib/strings';
import type { Step } from '@/simulator';
import { SentenceText } from '../sentence-text';
import { StatusMark } from '../status-mark';
import { Remedies } from './remedies';
import styles from './steps.module.css';

interface StepItemProps {
  readonly step: Step;
  readonly record: BuildRecord;
  readonly stepName: StepNamer;
}

/** Lines of output that are drawn; a longer log shows its end, where the reason of a failure stands. */
const OUTPUT_LINES = 200;

export function StepItem({ step, record, stepName }: StepItemProps) {
  const words = strings.lab.steps;
  const id = useId();
  const right = record.guesses === undefined ? undefined : isRight(step, record.guesses);
  // A wrong guess is the moment to learn from: its reason stands open.
  const [open, setOpen] = useState(right === false || step.status === 'failed');
  return (
    <li
      className={styles.step}
      data-status={step.status}
      aria-label={fillText(words.item, { name: step.name, status: strings.lab.status[step.status] })}
    >
      <div className={styles.line}>
        <StatusMark status={step.status} />
        <code id={`${id}-name`} className={styles.name}>
          {step.name}
        </code>
        <span className={styles.duration}>{step.status === 'ran' ? formatDuration(step.durationMs) : ''}</span>
        <button
          type="button"
          className={styles.why}
          aria-expanded={open}
          aria-controls={`${id}-why`}
          aria-describedby={`${id}-name`}
          onClick={() => setOpen(!open)}
        >
          {words.why}
        </button>
      </div>
      {step.fidelity !== 'exact' && <span className={styles.fidelity}>{words.fidelity[step.fidelity]}</span>}
      {right !== undefined && <GuessLine step={step} record={record} right={right} />}
      <div id={`${id}-why`} hidden={!open} className={styles.explanation}>
        {open && <Explanations step={step} stepName={stepName} />}
        {open && step.status === 'ran' && step.instruction !== 'FROM' && <Remedies step={step} build={record.number} />}
      </div>
      {step.notices
        .filter((notice) => notice.fidelity === 'unknown')
        .map((notice) => (
          <p key={JSON.stringify(notice)} className={styles.notice}>
            <SentenceText sentence={explainNotice(notice)} />
          </p>
        ))}
      <Output step={step} />
    </li>
  );
}

function GuessLine({ step, record, right }: { readonly step: Step; readonly record: BuildRecord; readonly right: boolean }) {
  const words = strings.lab.steps;
  const guess = record.guesses?.[step.id];
  const outcome = outcomeOf(step);
  if (guess === undefined || outcome === undefined) return null;
  const label = strings.lab.prediction;
  return (
    <p className={styles.guess} data-right={right}>
      {fillText(right ? words.guessRight : words.guessWrong, { guess: label[guess], outcome: label[outcome] })}
    </p>
  );
}

function Explanations({ step, stepName }: Pick<StepItemProps, 'step' | 'stepName'>) {
  const modelled = step.notices.filter((notice) => notice.fidelity === 'modelled');
  return (
    <>
      {explainWhy(step.why, stepName).map(({ sentence, details }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: causes have no identity but their place
        <div key={index} className={styles.cause}>
          <p>
            <SentenceText sentence={sentence} />
          </p>
          {details.length > 0 && (
            <ul>
              {details.map((detail, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no identity but its place
                <li key={place}>
                  <SentenceText sentence={detail} />
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
      {modelled.map((notice) => (
        <p key={JSON.stringify(notice)} className={styles.modelled}>
          <SentenceText sentence={explainNotice(notice)} />
        </p>
      ))}
    </>
  );
}

function Output({ step }: { readonly step: Step }) {
  const words = strings.lab.steps;
  if (step.output.length === 0) return null;
  const hidden = Math.max(0, step.output.length - OUTPUT_LINES);
  return (
    <details className={styles.output} open={step.status === 'failed'}>
      <summary>
        {words.output} <span>{fillCounted(words.outputLines, step.output.length)}</span>
      </summary>
      {hidden > 0 && <p className={styles.note}>{fillText(words.cut, { count: hidden })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll what has the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: a log is no group of fields */}
      <pre tabIndex={0} role="group" aria-label={`${words.output}: ${step.name}`}>
        {step.output
          .slice(-OUTPUT_LINES)
          .map((line) => line.text)
          .join('\n')}
      </pre>
    </details>
  );
}
