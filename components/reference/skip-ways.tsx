import type { ReactNode } from 'react';
import { SentenceText } from '@/components/lab/sentence-text';
import { CodeBlock } from '@/components/ui/code-block';
import type { BuildCheck } from '@/lib/content/build-checks/content';
import type { BuildCheckReport } from '@/lib/content/build-checks/report';
import { fillMessage } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './skip-ways.module.css';

const words = strings.checks.skip;

/** How the rule is left out, or turned on where it is experimental, and how to make it count. */
export function SkipWays({ check: { rule }, report }: { readonly check: BuildCheck; readonly report: BuildCheckReport }) {
  return (
    <>
      <h3 className={styles.title}>{rule.experimental ? words.experimental : words.title}</h3>
      <div className={styles.ways}>
        {rule.experimental ? <TurnOn rule={rule.name} /> : <LeaveOut rule={rule.name} report={report} />}
        {report.errorMessage.includes(rule.name) && (
          <Way title={words.strict}>
            <CodeBlock title="Dockerfile" code={`# check=${rule.experimental ? `experimental=${rule.name};` : ''}error=true`} language="docker" />
            <p>
              <SentenceText sentence={fillMessage(words.strictSays, { message: report.errorMessage })} />
            </p>
          </Way>
        )}
      </div>
    </>
  );
}

function LeaveOut({ rule, report }: { readonly rule: string; readonly report: BuildCheckReport }) {
  return (
    <>
      <Way title={words.file}>
        <CodeBlock title="Dockerfile" code={`# check=skip=${rule}`} language="docker" />
      </Way>
      <Way title={report.comment?.above === 'other' ? words.otherInstruction : words.instruction}>
        {report.comment === undefined ? (
          <p>{words.noInstruction}</p>
        ) : (
          <CodeBlock title="Dockerfile" code={report.comment.example} language="docker" />
        )}
      </Way>
      <Way title={words.build}>
        <Command code={`docker build --build-arg BUILDKIT_DOCKERFILE_CHECK=skip=${rule} .`} />
      </Way>
    </>
  );
}

function TurnOn({ rule }: { readonly rule: string }) {
  return (
    <>
      <Way title={words.experimentalFile}>
        <CodeBlock title="Dockerfile" code={`# check=experimental=${rule}`} language="docker" />
      </Way>
      <Way title={words.experimentalAll}>
        <CodeBlock title="Dockerfile" code="# check=experimental=all" language="docker" />
      </Way>
      <Way title={words.build}>
        <Command code={`docker build --build-arg BUILDKIT_DOCKERFILE_CHECK=experimental=${rule} .`} />
      </Way>
      <p className={styles.note}>
        <SentenceText sentence={fillMessage(words.experimentalNote)} />
      </p>
    </>
  );
}

function Command({ code }: { readonly code: string }) {
  return <CodeBlock title={words.shell} code={code} language="sh" />;
}

function Way({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles.way}>
      <h4>{title}</h4>
      {children}
    </div>
  );
}
