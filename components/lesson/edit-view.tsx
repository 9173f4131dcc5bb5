import { SentenceText } from '@/components/lab/sentence-text';
import type { EditChange } from '@/lib/content/scene-changes';
import { describeEdit } from '@/lib/grading/describe-edit';
import { strings } from '@/lib/strings';
import styles from './scene-view.module.css';

/** An edit as a reader sees it: what it does, and the lines before and after where it changes a text. */
export function EditView({ change: { edit, lines } }: { readonly change: EditChange }) {
  const words = strings.lesson.scene;
  return (
    <li>
      <SentenceText sentence={describeEdit(edit)} />
      {lines.length > 0 && (
        <span className={styles.diff}>
          {lines.map(({ kind, text }) => (
            <code key={`${kind} ${text}`} data-kind={kind}>
              <span aria-hidden="true">{kind === 'removed' ? '− ' : '+ '}</span>
              <span className="visually-hidden">{kind === 'removed' ? words.removed : words.added}: </span>
              {text}
            </code>
          ))}
        </span>
      )}
    </li>
  );
}
