import { CodeBlock } from '@/components/ui/code-block';
import type { Scene } from '@/lib/content/scene';
import { strings } from '@/lib/strings';
import { EditView } from './edit-view';
import styles from './scene-view.module.css';

/** What a prediction is about: the Dockerfile that was built, and the edit since. Drawn when the page is made. */
export function SceneView({ scene }: { readonly scene: Scene }) {
  const words = strings.lesson.scene;
  return (
    <div className={styles.scene}>
      <CodeBlock title={words.dockerfile} code={(scene.start.files[scene.start.dockerfilePath]?.text ?? '').trimEnd()} language="docker" />
      {scene.history.map((edits) => (
        <EditList key={JSON.stringify(edits)} title={words.before} edits={edits} />
      ))}
      <EditList title={words.edit} edits={scene.edits} />
    </div>
  );
}

function EditList({ title, edits }: { readonly title: string; readonly edits: Scene['edits'] }) {
  return (
    <div className={styles.edits}>
      <p className={styles.title}>{title}</p>
      <ul>
        {edits.map((edit) => (
          <EditView key={JSON.stringify(edit)} edit={edit} />
        ))}
      </ul>
    </div>
  );
}
