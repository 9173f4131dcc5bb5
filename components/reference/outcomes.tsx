import { SentenceText } from '@/components/lab/sentence-text';
import type { BuildCheck, OutcomeQuestion } from '@/lib/content/build-checks/content';
import type { Outcome } from '@/lib/content/build-checks/outcome';
import type { OutcomeRow } from '@/lib/content/build-checks/report';
import { shortDigest } from '@/lib/lab/format';
import { fillMessage } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './outcomes.module.css';

const words = strings.checks.outcomes;

/** Hex digits of a digest: enough to tell two apart. */
const DIGEST_DIGITS = 19;

/** What the wrong and the first right version build, side by side. Where both give the same, it is said once. */
export function Outcomes({ check, rows }: { readonly check: BuildCheck; readonly rows: readonly OutcomeRow[] }) {
  const { platform } = check.info;
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">{words.title}</h2>
      <dl className={styles.rows}>
        {rows.map(({ question, wrong, right }) => (
          <div key={JSON.stringify(question)} className={styles.row}>
            <dt>
              <SentenceText sentence={fillMessage(words.questions[question.kind], nameOf(question))} />
            </dt>
            {question.expect === 'same' ? (
              <Answer side={words.both} question={question} outcome={right} />
            ) : (
              <>
                <Answer side={words.wrong} question={question} outcome={wrong} />
                <Answer side={words.right} question={question} outcome={right} />
              </>
            )}
          </div>
        ))}
      </dl>
      <p className={styles.note}>
        <SentenceText sentence={fillMessage(platform === undefined ? words.computed : words.platform, { platform: platform ?? '' })} />
      </p>
    </section>
  );
}

function nameOf(question: OutcomeQuestion): Readonly<Record<string, string>> {
  if (question.kind === 'history') return { holds: question.holds };
  return 'name' in question ? { name: question.name } : {};
}

interface AnswerProps {
  /** Which version answers. */
  readonly side: string;
  readonly question: OutcomeQuestion;
  readonly outcome: Outcome;
}

function Answer({ side, question, outcome }: AnswerProps) {
  return (
    <dd className={styles.answer}>
      <span className={styles.side}>{side}</span>
      <OutcomeText question={question} outcome={outcome} />
    </dd>
  );
}

function OutcomeText({ question, outcome }: Pick<AnswerProps, 'question' | 'outcome'>) {
  if (outcome.kind === 'built') return <span>{words.builds}</span>;
  if (outcome.kind === 'failed') {
    return question.kind === 'result' ? (
      <span>
        <SentenceText sentence={fillMessage(words.fails, { message: outcome.message })} />
      </span>
    ) : (
      <span>{words.noImage}</span>
    );
  }
  if (outcome.lines.length === 0) return <span>{words.nothing}</span>;
  return (
    <span>
      {outcome.lines.map((line) => (
        <code key={line}>{question.kind === 'digest' ? shortDigest(line, DIGEST_DIGITS) : line}</code>
      ))}
    </span>
  );
}
