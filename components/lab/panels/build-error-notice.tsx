'use client';

import { Button } from '@/components/ui/button';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import type { BuildError } from '@/simulator';
import { useLab } from '../lab-context';
import styles from './steps.module.css';

/** What BuildKit says when a build fails, where it says it, and the way there. */
export function BuildErrorNotice({ error, file }: { readonly error: BuildError; readonly file: string }) {
  const words = strings.lab.steps;
  const openFile = useLab((state) => state.openFile);
  const line = error.line ?? error.range?.startLine;
  return (
    <div className={styles.error}>
      <p>
        <strong>{words.error}</strong>
        {line !== undefined && ` · ${fillText(words.errorLine, { line, file })}`}
      </p>
      <pre className={styles.errorMessage}>{error.message}</pre>
      {error.suggestions !== undefined && error.suggestions.length > 0 && (
        <p>{fillText(words.suggestions, { names: error.suggestions.join(', ') })}</p>
      )}
      {error.beyondCatalog === true && <p>{words.beyond}</p>}
      {line !== undefined && (
        <Button size="small" onClick={() => openFile(file, line)}>
          {fillText(words.goToLine, { line })}
        </Button>
      )}
    </div>
  );
}
