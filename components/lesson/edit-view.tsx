import { SentenceText } from '@/components/lab/sentence-text';
import { fillMessage, type Sentence } from '@/lib/lab/message';
import type { WorkspaceEdit } from '@/lib/lab/workspace';
import { strings } from '@/lib/strings';
import { assertNever } from '@/simulator';
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

function describeEdit(edit: WorkspaceEdit): Sentence {
  const words = strings.lesson.scene;
  switch (edit.kind) {
    case 'write':
      return fillMessage(words.write, { path: edit.path });
    case 'append':
      return fillMessage(words.append, { path: edit.path });
    case 'replace':
      return fillMessage(words.replace, { path: edit.path });
    case 'delete':
      return fillMessage(words.remove, { path: edit.path });
    case 'touch':
      return fillMessage(words.touch, { path: edit.path });
    case 'chmod':
      return fillMessage(words.chmod, { path: edit.path, mode: edit.mode.toString(8) });
    case 'build-arg':
      return fillMessage(words.buildArg, { name: edit.name, value: edit.value });
    case 'add-package':
      return fillMessage(words.addPackage, { package: edit.package });
    case 'base-image':
      return fillMessage(words.baseImage, { reference: edit.reference });
    default:
      return assertNever(edit);
  }
}
