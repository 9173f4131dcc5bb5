import type { PredictGame as Game, LessonContent } from '@/lib/content/lesson-content';
import type { GuessableStep } from '@/lib/content/scene-plan';
import { PredictRounds } from './predict-rounds';
import { SceneView } from './scene-view';

interface PredictGameProps {
  readonly game: Game;
  /** Steps to guess, by round id. */
  readonly plans: Readonly<Record<string, readonly GuessableStep[]>>;
  readonly misconceptions: LessonContent['misconceptions'];
}

/** The predict-the-cache game. What each round shows is drawn here; what its build does is computed in the browser, after the guess. */
export function PredictGame({ game, plans, misconceptions }: PredictGameProps) {
  const rounds = game.rounds.map((round) => ({
    id: round.id,
    title: round.title,
    story: round.story,
    rule: round.rule,
    belief: misconceptions[round.misconception]?.belief ?? '',
    scene: round.scene,
    steps: plans[round.id] ?? [],
    view: <SceneView scene={round.scene} />,
  }));
  return <PredictRounds gameId={game.id} title={game.title} rounds={rounds} />;
}
