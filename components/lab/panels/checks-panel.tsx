'use client';

import { Icon } from '@/components/ui/icon';
import { explainReason } from '@/lib/grading/explain-reason';
import { fillText } from '@/lib/lab/message';
import type { Goal, GoalResult } from '@/lib/lab/types';
import { strings } from '@/lib/strings';
import { EngineFailureNotice } from '../engine-failure-notice';
import { useLab } from '../lab-context';
import { Panel } from '../panel';
import { SentenceText } from '../sentence-text';
import styles from './checks.module.css';

export function ChecksPanel() {
  const words = strings.lab.checks;
  const goals = useLab((state) => state.definition.goals);
  const results = useLab((state) => state.goalResults);
  const failure = useLab((state) => state.gradingFailure);
  const grade = useLab((state) => state.grade);
  const passed = results?.filter((result) => result.passed).length ?? 0;
  return (
    <Panel name="Checks" summary={goals.length === 0 ? undefined : fillText(strings.lab.toolbar.goals, { passed, total: goals.length })}>
      {goals.length === 0 && <p className={styles.note}>{words.none}</p>}
      <GradingNote />
      {failure !== undefined && <EngineFailureNotice failure={failure} onRetry={() => void grade()} />}
      <ul className={styles.goals} aria-label={words.list}>
        {goals.map((goal) => (
          <GoalItem key={goal.id} goal={goal} result={results?.find((result) => result.goal === goal.id)} />
        ))}
      </ul>
    </Panel>
  );
}

function GradingNote() {
  const words = strings.lab.checks;
  const grading = useLab((state) => state.grading);
  const results = useLab((state) => state.goalResults);
  const stale = useLab((state) => state.gradedBuild !== undefined && state.workspace !== state.builds.at(-1)?.workspace);
  const gradedBuild = useLab((state) => state.gradedBuild);
  if (grading) return <p className={styles.note}>{words.grading}</p>;
  if (results === undefined) return <p className={styles.note}>{words.empty}</p>;
  if (stale && gradedBuild !== undefined) return <p className={styles.note}>{fillText(words.stale, { number: gradedBuild })}</p>;
  return results.length > 0 && results.every((result) => result.passed) ? <p className={styles.all}>{words.all}</p> : null;
}

function GoalItem({ goal, result }: { readonly goal: Goal; readonly result: GoalResult | undefined }) {
  const words = strings.lab.checks;
  const passed = result?.passed === true;
  const state = passed ? words.passed : words.notYet;
  return (
    <li className={styles.goal} data-passed={passed} aria-label={fillText(words.item, { title: goal.title, state })}>
      <Icon name={passed ? 'tick' : 'dashed'} className={styles.icon} />
      <div>
        <p>
          {goal.title} <span className={styles.state}>{state}</span>
        </p>
        {result !== undefined && !passed && <Feedback goal={goal} result={result} />}
      </div>
    </li>
  );
}

function Feedback({ goal, result }: { readonly goal: Goal; readonly result: GoalResult }) {
  return (
    <div className={styles.feedback}>
      {result.reason !== undefined && (
        <p>
          <SentenceText sentence={explainReason(result.reason)} />
        </p>
      )}
      <p>{goal.feedback}</p>
    </div>
  );
}
