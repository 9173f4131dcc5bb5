'use client';

import Link from 'next/link';
import { useId, useState } from 'react';
import { fillCounted } from '@/lib/lab/message';
import { buildCheckAddress } from '@/lib/site/build-check-address';
import { strings } from '@/lib/strings';
import styles from './check-index.module.css';

export interface ListedCheck {
  readonly rule: string;
  readonly summary: string;
  /** Looked through too, and not shown: BuildKit's own wording. */
  readonly words: string;
  readonly experimental: boolean;
}

export interface ListedGroup {
  readonly group: keyof typeof strings.checks.groups;
  readonly checks: readonly ListedCheck[];
}

/** The rules, all of them until something is typed. */
export function CheckList({ groups }: { readonly groups: readonly ListedGroup[] }) {
  const words = strings.checks;
  const id = useId();
  const [query, setQuery] = useState('');
  const shown = filterChecks(groups, query);
  const count = shown.reduce((sum, { checks }) => sum + checks.length, 0);
  return (
    <section aria-labelledby={`${id}-title`} className={styles.list}>
      <div className={styles.bar}>
        <h2 id={`${id}-title`} className="visually-hidden">
          {words.list}
        </h2>
        <search className={`${styles.filter} needs-script`}>
          <label htmlFor={id}>{words.filter}</label>
          <input id={id} type="search" value={query} autoComplete="off" spellCheck={false} onChange={(event) => setQuery(event.target.value)} />
        </search>
        <p role="status" className={styles.count}>
          {fillCounted(words.found, count)}
        </p>
      </div>
      {count === 0 && <p>{words.nothing}</p>}
      {shown.map(({ group, checks }) => (
        <section key={group} aria-labelledby={`${id}-${group}`} className={styles.group}>
          <h3 id={`${id}-${group}`}>{words.groups[group].title}</h3>
          <p className={styles.groupText}>{words.groups[group].text}</p>
          <ul className={styles.rules}>
            {checks.map((check) => (
              <Rule key={check.rule} check={check} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Rule({ check: { rule, summary, experimental } }: { readonly check: ListedCheck }) {
  return (
    <li className={styles.rule}>
      <p className={styles.ruleName}>
        <Link href={buildCheckAddress(rule)} prefetch={false}>
          {rule}
        </Link>
        {experimental && <span className={styles.experimental}>{strings.checks.experimental}</span>}
      </p>
      <p>{summary}</p>
    </li>
  );
}

/** Groups with the checks that hold every word that was typed, in any case; groups without any are left out. */
export function filterChecks(groups: readonly ListedGroup[], query: string): readonly ListedGroup[] {
  const wanted = query.toLowerCase().split(/\s+/);
  const fits = ({ rule, summary, words }: ListedCheck) => {
    const text = `${rule} ${summary} ${words}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  return groups.map((each) => ({ ...each, checks: each.checks.filter(fits) })).filter(({ checks }) => checks.length > 0);
}
