import { Icon } from '@/components/ui/icon';
import type { Race, RaceBuild, RaceLane } from '@/lib/content/race';
import { stepTitle } from '@/lib/lab/format';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './cache-walk.module.css';

/** How far one edit runs down in each of the race's Dockerfiles: its first commit, drawn step by step. */
export function CacheWalk({ race }: { readonly race: Race }) {
  const words = strings.lesson.walk;
  return (
    <figure className={styles.figure}>
      <div className={styles.lanes}>
        <Lane title={words.slow} lane={race.slow} />
        <Lane title={words.fast} lane={race.fast} />
      </div>
      <figcaption>{words.caption}</figcaption>
    </figure>
  );
}

/** A list is its own text form: each step says its outcome in a word beside the sign. */
function Lane({ title, lane }: { readonly title: string; readonly lane: RaceLane }) {
  const [first] = lane.builds;
  return (
    <section className={styles.lane} aria-label={title}>
      <p className={styles.title}>{title}</p>
      <ol className={styles.steps}>
        {first?.steps.map((step) => (
          <WalkStep key={step.name} {...step} />
        ))}
      </ol>
    </section>
  );
}

function WalkStep({ name, status }: RaceBuild['steps'][number]) {
  const words = strings.lesson.walk;
  return (
    <li className={status === 'ran' ? styles.ran : styles.cached}>
      <code>{stepTitle(name)}</code>
      <span className={styles.status}>
        <Icon name={status === 'ran' ? 'arrow' : 'tick'} />
        {fillText(words[status])}
      </span>
    </li>
  );
}
