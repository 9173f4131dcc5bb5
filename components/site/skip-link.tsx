import { strings } from '@/lib/strings';
import styles from './skip-link.module.css';

/** Where it leads: the page's `main`. */
export const MAIN_ID = 'content';

/** First in the page's order, seen only with the focus. */
export function SkipLink() {
  return (
    <a className={styles.skip} href={`#${MAIN_ID}`}>
      {strings.site.skipToContent}
    </a>
  );
}
