import type { Metadata } from 'next';
import { LessonList } from '@/components/site/lesson-list';
import { lessonIds, loadLessonInfo } from '@/lib/content/load';
import { strings } from '@/lib/strings';

export const metadata: Metadata = { title: strings.site.lessonList.title, description: strings.site.lessonList.lead };

export default function LessonsPage() {
  return <LessonList lessons={lessonIds().map(loadLessonInfo)} />;
}
