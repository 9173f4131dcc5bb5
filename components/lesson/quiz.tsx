import { CodeBlock } from '@/components/ui/code-block';
import type { LessonContent, Quiz as QuizContent, QuizItem } from '@/lib/content/lesson-content';
import type { GuessableStep } from '@/lib/content/scene-plan';
import { strings } from '@/lib/strings';
import styles from './quiz.module.css';
import { QuizQuestion } from './quiz-question';
import { QuizScore } from './quiz-score';
import { SceneView } from './scene-view';

interface QuizProps {
  readonly quiz: QuizContent;
  /** Steps to guess, by question id. */
  readonly plans: Readonly<Record<string, readonly GuessableStep[]>>;
  readonly misconceptions: LessonContent['misconceptions'];
}

/** A lesson's questions. They can be read without JavaScript; answers are judged in the browser. */
export function Quiz({ quiz, plans, misconceptions }: QuizProps) {
  return (
    <section aria-labelledby="quiz" className={styles.quiz}>
      <h2 id="quiz">{quiz.title}</h2>
      <p className="without-script">{strings.lesson.quiz.needsScript}</p>
      {quiz.items.map((item, place) => (
        <QuizQuestion
          key={item.id}
          quizId={quiz.id}
          item={item}
          number={place + 1}
          total={quiz.items.length}
          steps={plans[item.id] ?? []}
          view={<QuestionView item={item} />}
          misconceptions={misconceptions}
        />
      ))}
      <QuizScore quizId={quiz.id} questions={quiz.items.map(({ id }) => id)} />
    </section>
  );
}

/** What stands between the question and the answers. */
function QuestionView({ item }: { readonly item: QuizItem }) {
  if (item.kind === 'predict') return <SceneView scene={item.scene} />;
  if (item.code === undefined) return null;
  return <CodeBlock title={strings.lesson.quiz.code} code={item.code.join('\n')} language="docker" />;
}
