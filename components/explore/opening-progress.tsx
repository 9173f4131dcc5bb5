import { Button } from '@/components/ui/button';
import { formatBytes } from '@/lib/lab/format';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './explore.module.css';
import type { ExplorerState } from './use-explorer';

interface OpeningProgressProps {
  readonly state: Extract<ExplorerState, { kind: 'building' | 'opening' }>;
  readonly onCancel: () => void;
}

export function OpeningProgress({ state, onCancel }: OpeningProgressProps) {
  const words = strings.explore.opening;
  const title = state.kind === 'building' ? words.building : fillText(words.reading, { name: state.name });
  return (
    <div className={styles.opening}>
      <p id="opening-title">{title}</p>
      {state.kind === 'building' ? (
        <progress aria-labelledby="opening-title" />
      ) : (
        <progress aria-labelledby="opening-title" max={Math.max(1, state.totalBytes)} value={state.bytes} />
      )}
      {state.kind === 'opening' && (
        <p className={styles.muted}>{fillText(words.progress, { bytes: formatBytes(state.bytes), total: formatBytes(state.totalBytes) })}</p>
      )}
      <Button onClick={onCancel}>{words.cancel}</Button>
    </div>
  );
}
