import Link from 'next/link';
import type { BuildCheck } from '@/lib/content/build-checks/content';
import { buildCheckAddress } from '@/lib/site/build-check-address';
import { strings } from '@/lib/strings';
import styles from './check-page.module.css';

interface CheckRelatedProps {
  readonly check: BuildCheck;
  readonly lessons: readonly { readonly id: string; readonly title: string }[];
}

export function CheckRelated({ check: { info }, lessons }: CheckRelatedProps) {
  const words = strings.checks.page;
  if (info.related.length + lessons.length === 0) return null;
  return (
    <section aria-labelledby="related">
      <h2 id="related">{words.related}</h2>
      <ul className={styles.related}>
        {info.related.map((rule) => (
          <li key={rule}>
            <Link href={buildCheckAddress(rule)}>{rule}</Link>
          </li>
        ))}
        {lessons.map(({ id, title }) => (
          <li key={id}>
            <Link href={`/lessons/${id}/`}>{title}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
