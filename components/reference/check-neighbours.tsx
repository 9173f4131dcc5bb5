import Link from 'next/link';
import { fillText } from '@/lib/lab/message';
import { buildCheckAddress } from '@/lib/site/build-check-address';
import { strings } from '@/lib/strings';
import styles from './check-page.module.css';

/** Name of the check before or after this one in the list, if there is one. */
export type Neighbour = string | undefined;

/** On to the next one, for who reads them all. */
export function CheckNeighbours({ previous, next }: { readonly previous: Neighbour; readonly next: Neighbour }) {
  const words = strings.checks.page;
  return (
    <nav aria-label={words.around} className={styles.neighbours}>
      {previous !== undefined && <Link href={buildCheckAddress(previous)}>{fillText(words.previous, { rule: previous })}</Link>}
      {next !== undefined && (
        <Link href={buildCheckAddress(next)} className={styles.next}>
          {fillText(words.next, { rule: next })}
        </Link>
      )}
    </nav>
  );
}
