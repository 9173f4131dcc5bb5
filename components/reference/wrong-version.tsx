import { SentenceText } from '@/components/lab/sentence-text';
import { Icon } from '@/components/ui/icon';
import type { BuildCheck } from '@/lib/content/build-checks/content';
import type { BuildCheckReport } from '@/lib/content/build-checks/report';
import { fillMessage } from '@/lib/lab/message';
import { fileAt } from '@/lib/lab/workspace';
import { strings } from '@/lib/strings';
import { changedFiles, linesOf } from './changed-lines';
import styles from './check-page.module.css';
import { SourceView } from './source-view';

interface WrongVersionProps {
  readonly check: BuildCheck;
  readonly report: BuildCheckReport;
}

/** The Dockerfile that has the finding, its lines marked; beside it the files that a right version changes. */
export function WrongVersion({ check: { wrong, right }, report }: WrongVersionProps) {
  const words = strings.checks;
  const others = new Set(right.flatMap(({ workspace }) => changedFiles(wrong, workspace).map(({ path }) => path)));
  const paths = [wrong.dockerfilePath, ...[...others].filter((path) => path !== wrong.dockerfilePath)];
  const pairs = Object.entries(wrong.buildArgs).map(([name, value]) => `${name}=${value}`);
  return (
    <>
      <h2 className={styles.verdict} data-verdict="wrong">
        <Icon name="cross" />
        {words.example.title}
      </h2>
      {paths.map((path) => (
        <SourceView
          key={path}
          path={path}
          text={fileAt(wrong, path)?.text ?? ''}
          marked={path === wrong.dockerfilePath ? linesOf(report.findings.map(({ range }) => range)) : new Set()}
          meaning={words.page.reported}
          look="finding"
        />
      ))}
      {pairs.length > 0 && (
        <p className={styles.note}>
          <SentenceText sentence={fillMessage(words.example.buildArgs, { pairs: pairs.join(' ') })} />
        </p>
      )}
    </>
  );
}
