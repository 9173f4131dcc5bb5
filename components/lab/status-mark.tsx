import { Icon, type IconName } from '@/components/ui/icon';
import { strings } from '@/lib/strings';
import type { StepStatus } from '@/simulator';
import styles from './status-mark.module.css';

const ICONS: Readonly<Record<StepStatus, IconName>> = { cached: 'tick', ran: 'arrow', skipped: 'dashed', failed: 'cross' };

/** What became of a step: sign, word and colour, never colour alone. */
export function StatusMark({ status }: { readonly status: StepStatus }) {
  return (
    <span className={styles.mark} data-status={status}>
      <Icon name={ICONS[status]} />
      {strings.lab.status[status]}
    </span>
  );
}
