'use client';

import { useEffect, useRef } from 'react';
import { formatBytes, formatDuration } from '@/lib/lab/format';
import { fillCounted, fillText } from '@/lib/lab/message';
import { countSteps } from '@/lib/lab/store/build-slice';
import type { BuildRecord } from '@/lib/lab/store/types';
import { strings } from '@/lib/strings';
import type { BuildResult } from '@/simulator';
import { EngineFailureNotice } from '../engine-failure-notice';
import { useLab } from '../lab-context';
import { Panel } from '../panel';
import { BuildErrorNotice } from './build-error-notice';
import { PredictionForm } from './prediction-form';
import { StepItem } from './step-item';
import styles from './steps.module.css';
import { TriedRemedy } from './tried-remedy';

export function StepsPanel() {
  const last = useLab((state) => state.builds.at(-1));
  return (
    <Panel name="Steps" summary={last?.result === undefined ? undefined : <Summary result={last.result} />}>
      <StepsBody last={last} />
    </Panel>
  );
}

function StepsBody({ last }: { readonly last: BuildRecord | undefined }) {
  const words = strings.lab.steps;
  const asking = useLab((state) => state.prediction.kind === 'asking');
  const building = useLab((state) => state.building);
  const failure = useLab((state) => state.engineFailure);
  const pressBuild = useLab((state) => state.pressBuild);
  const asksFirst = useLab((state) => state.definition.prediction === 'ask');
  if (failure !== undefined) return <EngineFailureNotice failure={failure} onRetry={() => void pressBuild()} />;
  if (asking) return <PredictionForm />;
  if (building === 'replaying') return <p className={styles.note}>{words.loading}</p>;
  if (last?.result === undefined) return <p className={styles.note}>{asksFirst ? words.emptyAsk : words.empty}</p>;
  return <Result record={last} result={last.result} busy={building !== 'no'} />;
}

function Summary({ result }: { readonly result: BuildResult }) {
  const words = strings.lab.steps;
  if (!result.ok) return fillText(words.failed, { number: result.build });
  return (
    <>
      {fillText(words.summary, { ...countSteps(result) })}
      {' · '}
      <span title={words.timeNote}>{fillText(words.time, { duration: formatDuration(result.durationMs) })}</span>
    </>
  );
}

function Result({ record, result, busy }: { readonly record: BuildRecord; readonly result: BuildResult; readonly busy: boolean }) {
  const words = strings.lab.steps;
  const stale = useLab((state) => state.workspace !== record.workspace);
  const heading = useRef<HTMLParagraphElement>(null);
  const names = new Map(result.steps.map((step) => [step.id, step.name]));
  const { files, bytes } = result.contextSent;
  useFocusOnNew(heading, record);
  return (
    <div className={styles.result} data-busy={busy}>
      <p ref={heading} tabIndex={-1} className={styles.verdict}>
        <strong>{fillText(result.ok ? words.ok : words.failed, { number: record.number })}</strong> <Verdict record={record} />
      </p>
      <TriedRemedy build={record.number} />
      {result.error !== undefined && <BuildErrorNotice error={result.error} file={record.workspace.dockerfilePath} />}
      <ul className={styles.steps} aria-label={words.list}>
        {result.steps.map((step) => (
          <StepItem key={`${record.number} ${step.id}`} step={step} record={record} stepName={(id) => names.get(id) ?? id} />
        ))}
      </ul>
      <p className={styles.footnote}>
        {fillText(words.contextSent, { files: fillCounted(strings.lab.context.files, files), size: formatBytes(bytes) })}
        {stale && <span className={styles.stale}>{words.stale}</span>}
      </p>
    </div>
  );
}

function Verdict({ record }: { readonly record: BuildRecord }) {
  const words = strings.lab.prediction;
  const asked = useLab((state) => state.definition.prediction === 'ask');
  const { score } = record;
  if (score === undefined) return asked ? words.skipped : undefined;
  return fillText(score.right === score.total ? words.perfect : words.score, { ...score });
}

/** The form that had the focus is gone when its answer is there: the answer takes the focus over. */
function useFocusOnNew(target: { readonly current: HTMLElement | null }, record: BuildRecord): void {
  const shown = useRef<number | undefined>(undefined);
  useEffect(() => {
    const fresh = shown.current !== record.number;
    shown.current = record.number;
    if (fresh && record.result !== undefined && document.activeElement === document.body) target.current?.focus();
  }, [record, target]);
}
