import { SentenceText } from '@/components/lab/sentence-text';
import { describeEdit } from '@/lib/grading/describe-edit';
import type { WorkspaceEdit } from '@/lib/lab/workspace';
import { strings } from '@/lib/strings';
import styles from './scene-view.module.css';

/** An edit as a reader sees it: what it does, and for a change of text the lines before and after. */
export function EditView({ edit }: { readonly edit: WorkspaceEdit }) {
  return (
    <li>
      <SentenceText sentence={describeEdit(edit)} />
      {edit.kind === 'replace' && (
        <span className={styles.diff}>
          <DiffLines sign="−" name={strings.lesson.scene.removed} text={edit.find} />
          <DiffLines sign="+" name={strings.lesson.scene.added} text={edit.with} />
        </span>
      )}
      {edit.kind === 'append' && (
        <span className={styles.diff}>
          <DiffLines sign="+" name={strings.lesson.scene.added} text={edit.text} />
        </span>
      )}
    </li>
  );
}

function DiffLines({ sign, name, text }: { readonly sign: string; readonly name: string; readonly text: string }) {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (
      <code key={line}>
        <span aria-hidden="true">{sign} </span>
        <span className="visually-hidden">{name}: </span>
        {line}
      </code>
    ));
}
