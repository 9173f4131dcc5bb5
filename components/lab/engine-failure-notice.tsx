import { Button } from '@/components/ui/button';
import type { EngineFailure } from '@/lib/lab/store/types';
import { strings } from '@/lib/strings';
import styles from './failure.module.css';

/** The engine could not answer: what to do, and for a report its own words. */
export function EngineFailureNotice({ failure, onRetry }: { readonly failure: EngineFailure; readonly onRetry: () => void }) {
  const words = strings.lab.engine;
  return (
    <div role="alert" className={styles.failure}>
      <p>{words[failure.kind]}</p>
      <details>
        <summary>{words.details}</summary>
        <code>{failure.message}</code>
      </details>
      <Button size="small" onClick={onRetry}>
        {words.retry}
      </Button>
    </div>
  );
}
