import { Home } from '@/components/site/home';
import { lessonIds, loadLesson } from '@/lib/content/load';

export default function HomePage() {
  const lessons = lessonIds().map((id) => {
    const { info, quiz, predict, lab } = loadLesson(id);
    return { lesson: id, quiz: quiz.id, predict: predict.id, lab: lab.id, title: info.title, goals: lab.goals.length };
  });
  return <Home lessons={lessons} />;
}
