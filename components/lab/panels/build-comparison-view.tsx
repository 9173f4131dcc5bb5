'use client';

import { useId, useState } from 'react';
import { compareBuilds, type StepComparison } from '@/lib/lab/compare-builds';
import { formatBytes, formatBytesChange, formatDuration } from '@/lib/lab/format';
import { fillText } from '@/lib/lab/message';
import type { BuildRecord } from '@/lib/lab/store/types';
import { strings } from '@/lib/strings';
import type { BuildResult } from '@/simulator';
import { StatusMark } from '../status-mark';
import styles from './builds.module.css';

/** The newest build beside an earlier one, by default the one before it. */
export function BuildComparisonView({ builds }: { readonly builds: readonly BuildRecord[] }) {
  const words = strings.lab.builds;
  const id = useId();
  const after = builds.at(-1);
  const earlier = builds.slice(0, -1).filter((build) => build.result !== undefined);
  const [chosen, setChosen] = useState<number | undefined>();
  const before = earlier.find((build) => build.number === chosen) ?? earlier.at(-1);
  if (after?.result === undefined) return null;
  if (before?.result === undefined) return <p className={styles.note}>{words.only}</p>;
  return (
    <div className={styles.comparison}>
      <p className={styles.choose}>
        <label htmlFor={id}>{fillText(words.compareWith, { number: after.number })}</label>
        <select id={id} value={before.number} onChange={(event) => setChosen(Number(event.target.value))}>
          {earlier.toReversed().map((build) => (
            <option key={build.number}>{build.number}</option>
          ))}
        </select>
      </p>
      <Comparison before={before.result} after={after.result} />
    </div>
  );
}

function Comparison({ before, after }: { readonly before: BuildResult; readonly after: BuildResult }) {
  const words = strings.lab.builds;
  const { steps, durationChangeMs, sizeChangeBytes, sameDigest, layersReused, layersNew } = compareBuilds(before, after);
  const image = after.images[0];
  return (
    <>
      <dl className={styles.figures}>
        <div>
          <dt>{words.time}</dt>
          <dd>
            ≈ {formatDuration(after.durationMs)} <small>{signed(durationChangeMs)}</small>
          </dd>
        </div>
        <div>
          <dt>{words.size}</dt>
          <dd>
            {image === undefined ? words.noImage : formatBytes(image.sizeBytes)}{' '}
            <small>{sizeChangeBytes === undefined ? '' : formatBytesChange(sizeChangeBytes)}</small>
          </dd>
        </div>
        <div>
          <dt>{words.layers}</dt>
          <dd>{fillText(words.layersText, { reused: layersReused, fresh: layersNew })}</dd>
        </div>
        <div>
          <dt>{words.digest}</dt>
          <dd>{sameDigest === undefined ? words.noImage : sameDigest ? words.sameDigest : words.otherDigest}</dd>
        </div>
      </dl>
      <StepComparisons steps={steps.filter((step) => step.before !== step.after)} />
    </>
  );
}

function StepComparisons({ steps }: { readonly steps: readonly StepComparison[] }) {
  const words = strings.lab.builds;
  if (steps.length === 0) return <p className={styles.note}>{words.stepsSame}</p>;
  return (
    <ul className={styles.steps} aria-label={words.steps}>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two steps may read the same
        <li key={index}>
          <code>{step.title}</code>
          <span>
            {step.before === undefined ? words.notThere : <StatusMark status={step.before} />} →{' '}
            {step.after === undefined ? words.notThere : <StatusMark status={step.after} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

function signed(milliseconds: number): string {
  if (Math.abs(milliseconds) < 50) return '±0 s';
  return `${milliseconds > 0 ? '+' : '−'}${formatDuration(Math.abs(milliseconds))}`;
}
