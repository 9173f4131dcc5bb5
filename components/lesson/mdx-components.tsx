import type { MDXComponents } from 'mdx/types';
import type { ReactElement } from 'react';
import { proseComponents } from '@/components/ui/prose';
import type { LessonContent } from '@/lib/content/lesson-content';
import type { Race } from '@/lib/content/race';
import type { ScenePlans } from '@/lib/content/scene-plans';
import { AsOf } from './as-of';
import { CacheWalk } from './cache-walk';
import { Fact } from './fact';
import { Glossary } from './glossary';
import { Interview } from './interview';
import { Pitfall } from './pitfall';
import { Precise } from './precise';
import { PredictGame } from './predict-game';
import { Quiz } from './quiz';
import { RaceTable } from './race';
import { Recap } from './recap';
import { Term } from './term';

interface LessonParts {
  readonly lesson: LessonContent;
  readonly race: Race;
  readonly plans: ScenePlans;
}

/** What a lesson's text may use beyond Markdown, bound to the lesson's data: its parts need no properties. */
export function lessonComponents({ lesson, race, plans }: LessonParts): MDXComponents {
  const { info, quiz, predict, interview, misconceptions } = lesson;
  return {
    ...proseComponents,
    AsOf,
    Fact,
    Pitfall,
    Precise,
    Term,
    CacheWalk: placed(<CacheWalk race={race} />),
    Race: placed(<RaceTable race={race} />),
    PredictGame: placed(<PredictGame game={predict} plans={plans} misconceptions={misconceptions} />),
    Quiz: placed(<Quiz quiz={quiz} plans={plans} misconceptions={misconceptions} />),
    Interview: placed(<Interview questions={interview} />),
    Recap: placed(<Recap lessonId={info.id} lines={info.recap} />),
    Glossary: placed(<Glossary terms={info.glossary} />),
  };
}

/** A part that stands where the text names it. It is drawn on the server, once, so it has no state that a new function could lose. */
function placed(part: ReactElement): () => ReactElement {
  return () => part;
}
