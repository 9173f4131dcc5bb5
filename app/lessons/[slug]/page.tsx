import type { Metadata } from 'next';
import { LessonPage } from '@/components/lesson/lesson-page';
import { lessonIds, loadLesson, loadLessonInfo } from '@/lib/content/load';

interface Props {
  readonly params: Promise<{ readonly slug: string }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return lessonIds().map((slug) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, summary } = loadLessonInfo((await params).slug);
  return { title, description: summary };
}

export default async function LessonRoute({ params }: Props) {
  const lesson = loadLesson((await params).slug);
  const { default: Text } = await import(`@/content/${lesson.folder}/index.mdx`);
  return <LessonPage lesson={lesson} Text={Text} />;
}
