import Link from 'next/link';
import type { BuildCheck } from '@/lib/content/build-checks/content';
import { strings } from '@/lib/strings';
import styles from './check-page.module.css';

/** The rule's name, what it finds, and whether it is active. */
export function CheckHeading({ check: { info, rule } }: { readonly check: BuildCheck }) {
  const words = strings.checks.page;
  return (
    <header className={styles.heading}>
      <p className={styles.up}>
        <Link href="/checks/">{words.all}</Link>
      </p>
      <h1 className={styles.name}>
        <RuleName name={info.rule} />
      </h1>
      <p className={styles.summary}>{info.summary}</p>
      <dl className={styles.facts}>
        <div>
          <dt>{words.group}</dt>
          <dd>{strings.checks.groups[info.group].title}</dd>
        </div>
        <div>
          <dt>{words.default}</dt>
          <dd>{rule.experimental ? words.off : words.on}</dd>
        </div>
      </dl>
    </header>
  );
}

/** Long names may break between their words, never within one. */
export function RuleName({ name }: { readonly name: string }) {
  return name.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a fixed name
    <span key={place}>
      {place > 0 && <wbr />}
      {word}
    </span>
  ));
}
