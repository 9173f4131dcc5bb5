import { formatBytes, formatDuration, stepTitle } from '@/lib/lab/format';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import type { BuildResult } from '@/simulator';
import { StatusMark } from '../status-mark';
import styles from './home-demo.module.css';

/** The steps of the newest build, and what it came to. */
export function DemoSteps({ result }: { readonly result: BuildResult }) {
  const words = strings.lab.demo;
  const image = result.images[0];
  return (
    <>
      <ul className={styles.steps} aria-label={words.steps} key={result.build}>
        {result.steps.map((step) => (
          <li key={step.id} data-status={step.status}>
            <StatusMark status={step.status} />
            <code>{stepTitle(step.name)}</code>
            <span className={styles.time}>{step.status === 'ran' && step.instruction !== 'FROM' ? formatDuration(step.durationMs) : ''}</span>
          </li>
        ))}
      </ul>
      <p className={styles.total}>
        <strong>{fillText(words.total, { duration: formatDuration(result.durationMs) })}</strong>
        {image !== undefined && <span>{fillText(words.size, { size: formatBytes(image.sizeBytes) })}</span>}
      </p>
      <p className={styles.model}>{words.model}</p>
    </>
  );
}
