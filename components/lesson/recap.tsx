import { strings } from '@/lib/strings';
import { ReadMarker } from './read-marker';

interface RecapProps {
  readonly lessonId: string;
  readonly lines: readonly string[];
}

/** The lesson in at most five lines. Whoever gets to see them has read it. */
export function Recap({ lessonId, lines }: RecapProps) {
  return (
    <section aria-labelledby="recap">
      <h2 id="recap">{strings.lesson.recap}</h2>
      <ol>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <ReadMarker lessonId={lessonId} />
    </section>
  );
}
