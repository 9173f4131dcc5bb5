import type { MDXContent } from 'mdx/types';
import { SentenceText } from '@/components/lab/sentence-text';
import { Prose, proseComponents } from '@/components/ui/prose';
import type { BuildCheck } from '@/lib/content/build-checks/content';
import { buildCheckLab, WRONG_SCENE } from '@/lib/content/build-checks/lab';
import { type BuildCheckReport, reportBuildCheck } from '@/lib/content/build-checks/report';
import { createSingleBuild } from '@/lib/content/node-build';
import { fillCounted, fillMessage, fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { CheckHeading } from './check-heading';
import { CheckLab } from './check-lab';
import { CheckLabProvider } from './check-lab-context';
import { CheckNeighbours, type Neighbour } from './check-neighbours';
import styles from './check-page.module.css';
import { CheckRelated } from './check-related';
import { Outcomes } from './outcomes';
import { RightVersions } from './right-versions';
import { SkipWays } from './skip-ways';
import { WrongVersion } from './wrong-version';

interface CheckPageProps {
  readonly check: BuildCheck;
  /** The compiled `why.mdx` and `leave.mdx`. */
  readonly Why: MDXContent;
  readonly Leave: MDXContent;
  /** Titles of the lessons that deal with it. */
  readonly lessons: readonly { readonly id: string; readonly title: string }[];
  readonly previous: Neighbour;
  readonly next: Neighbour;
}

/** One build check. What BuildKit says of the examples and what they build comes out of the simulator while the site is exported. */
export async function CheckPage({ check, Why, Leave, lessons, previous, next }: CheckPageProps) {
  const words = strings.checks.page;
  const report = await reportBuildCheck(check, createSingleBuild());
  return (
    <CheckLabProvider>
      <div className={styles.layout}>
        <CheckHeading check={check} />
        <div className={styles.lab}>
          <CheckLab definition={buildCheckLab(check)} wrongScene={WRONG_SCENE}>
            <WrongVersion check={check} report={report} />
          </CheckLab>
        </div>
        <div className={styles.text}>
          <Says check={check} report={report} />
          <section aria-labelledby="why">
            <h2 id="why">{words.why}</h2>
            <Prose>
              <Why components={proseComponents} />
            </Prose>
          </section>
          <section aria-labelledby="right">
            <h2 id="right">{fillCounted(words.right, check.right.length)}</h2>
            <RightVersions check={check} />
          </section>
          <Outcomes check={check} rows={report.outcomes} />
          <section aria-labelledby="leave">
            <h2 id="leave">{words.leave}</h2>
            <Prose>
              <Leave components={proseComponents} />
            </Prose>
            <SkipWays check={check} report={report} />
          </section>
          <CheckRelated check={check} lessons={lessons} />
          <CheckNeighbours previous={previous} next={next} />
        </div>
      </div>
    </CheckLabProvider>
  );
}

function Says({ check, report }: { readonly check: BuildCheck; readonly report: BuildCheckReport }) {
  const words = strings.checks.page;
  return (
    <section aria-labelledby="says">
      <h2 id="says">{words.says}</h2>
      <figure className={styles.console}>
        <figcaption>
          <span aria-hidden="true">$ </span>
          {words.prints}
        </figcaption>
        <pre>{report.printed.join('\n\n')}</pre>
      </figure>
      <p className={styles.note}>
        <SentenceText sentence={fillMessage(words.printed)} />
      </p>
      <p className={styles.note}>{fillText(words.official, { description: check.rule.description })}</p>
    </section>
  );
}
