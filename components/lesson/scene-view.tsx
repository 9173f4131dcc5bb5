import { CodeBlock } from '@/components/ui/code-block';
import type { Scene } from '@/lib/content/scene';
import { type EditChange, sceneChanges } from '@/lib/content/scene-changes';
import { strings } from '@/lib/strings';
import { EditView } from './edit-view';
import styles from './scene-view.module.css';

/** What a prediction is about: the Dockerfile that was built, and the edit since. Drawn when the page is made. */
export function SceneView({ scene }: { readonly scene: Scene }) {
  const words = strings.lesson.scene;
  const changes = sceneChanges(scene);
  return (
    <div className={styles.scene}>
      <CodeBlock title={words.dockerfile} code={(scene.start.files[scene.start.dockerfilePath]?.text ?? '').trimEnd()} language="docker" />
      {changes.map((edits, place) => (
        <EditList key={JSON.stringify(edits)} title={place < changes.length - 1 ? words.before : words.edit} changes={edits} />
      ))}
    </div>
  );
}

function EditList({ title, changes }: { readonly title: string; readonly changes: readonly EditChange[] }) {
  return (
    <div className={styles.edits}>
      <p className={styles.title}>{title}</p>
      <ul>
        {changes.map((change) => (
          <EditView key={JSON.stringify(change)} change={change} />
        ))}
      </ul>
    </div>
  );
}
