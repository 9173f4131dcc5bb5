import type { MDXContent } from 'mdx/types';
import { LessonLayout } from '@/components/site/lesson-layout';
import { Prose } from '@/components/ui/prose';
import type { LessonContent } from '@/lib/content/lesson-content';
import { createNodeBuild } from '@/lib/content/node-build';
import { loadRace } from '@/lib/content/race';
import { planScenes } from '@/lib/content/scene-plans';
import { LessonHeading } from './lesson-heading';
import { LessonLab } from './lesson-lab';
import { lessonComponents } from './mdx-components';

interface LessonPageProps {
  readonly lesson: LessonContent;
  /** The compiled `index.mdx`. */
  readonly Text: MDXContent;
}

/**
 * A lesson's page, made while the site is exported. The figures of its worked example come out of the simulator here; what is asked of
 * the learner is only named here, and computed in the browser after the answer.
 */
export async function LessonPage({ lesson, Text }: LessonPageProps) {
  const build = createNodeBuild();
  const [race, plans] = [await loadRace(lesson.info.id, build), await planScenes(lesson, build)];
  return (
    <LessonLayout heading={<LessonHeading info={lesson.info} />} lab={<LessonLab definition={lesson.lab} />}>
      <Prose>
        <Text components={lessonComponents({ lesson, race, plans })} />
      </Prose>
    </LessonLayout>
  );
}
