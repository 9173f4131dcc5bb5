import type { MDXContent } from 'mdx/types';
import { Prose, proseComponents } from '@/components/ui/prose';
import type { CheckGroup } from '@/lib/content/build-checks/group-order';
import { strings } from '@/lib/strings';
import styles from './check-index.module.css';
import { CheckList, type ListedGroup } from './check-list';

interface CheckIndexProps {
  readonly groups: readonly CheckGroup[];
  /** The compiled `index.mdx`: how checks are run and steered. */
  readonly Control: MDXContent;
}

/** All rules by what they guard against, and how to run and steer them. */
export function CheckIndex({ groups, Control }: CheckIndexProps) {
  const words = strings.checks;
  return (
    <div className={styles.page}>
      <header className={styles.heading}>
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        <p className={styles.jump}>
          <a href="#control">{words.toControl}</a>
        </p>
      </header>
      <CheckList groups={groups.map(listed)} />
      <section id="control" aria-labelledby="control-title" className={styles.control}>
        <h2 id="control-title">{words.toControl}</h2>
        <Prose>
          <Control components={proseComponents} />
        </Prose>
      </section>
    </div>
  );
}

function listed({ group, checks }: CheckGroup): ListedGroup {
  return {
    group,
    checks: checks.map(({ info, rule }) => ({ rule: info.rule, summary: info.summary, words: rule.description, experimental: rule.experimental })),
  };
}
