import { Lab } from '@/components/lab/lab';
import type { LabDefinition } from '@/lib/lab/types';

/** The lesson's lab beside its text. */
export function LessonLab({ definition }: { readonly definition: LabDefinition }) {
  return <Lab definition={definition} layout="lesson" />;
}
