import { CodeBlock } from '@/components/ui/code-block';
import { ScrollArea } from '@/components/ui/scroll-area';
import { type Race, type RaceBuild, type RaceLane, stepsThatRan } from '@/lib/content/race';
import { formatDuration } from '@/lib/lab/format';
import { fillCounted } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './race.module.css';

/** The worked example: two Dockerfiles side by side, and what the same commits cost with each. */
export function RaceTable({ race }: { readonly race: Race }) {
  const words = strings.lesson.race;
  const longest = Math.max(...[...race.slow.builds, ...race.fast.builds].map(({ durationMs }) => durationMs));
  return (
    <figure className={styles.race} aria-label={words.title}>
      <div className={styles.pair}>
        <CodeBlock title={words.slow} code={race.slow.dockerfile.trimEnd()} language="docker" />
        <CodeBlock title={words.fast} code={race.fast.dockerfile.trimEnd()} language="docker" />
      </div>
      <ScrollArea label={words.title}>
        <table className={styles.table}>
          <caption>{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.commit}</th>
              <th scope="col">{words.slow}</th>
              <th scope="col">{words.fast}</th>
            </tr>
          </thead>
          <tbody>
            {race.commits.map((title, place) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                <RaceCell build={race.slow.builds[place]} longestMs={longest} />
                <RaceCell build={race.fast.builds[place]} longestMs={longest} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.total}</th>
              <td>≈ {formatDuration(totalMs(race.slow))}</td>
              <td>≈ {formatDuration(totalMs(race.fast))}</td>
            </tr>
          </tfoot>
        </table>
      </ScrollArea>
      <figcaption>{words.modelled}</figcaption>
    </figure>
  );
}

/** Seconds, how many steps ran, and a bar to scale. */
function RaceCell({ build, longestMs }: { readonly build: RaceBuild | undefined; readonly longestMs: number }) {
  if (build === undefined) return <td />;
  return (
    <td>
      ≈ {formatDuration(build.durationMs)}
      <span className={styles.steps}>{fillCounted(strings.lesson.race.steps, stepsThatRan(build))}</span>
      <svg className={styles.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect width={Math.max(1, (100 * build.durationMs) / longestMs)} height="4" />
      </svg>
    </td>
  );
}

function totalMs(lane: RaceLane): number {
  return lane.builds.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
