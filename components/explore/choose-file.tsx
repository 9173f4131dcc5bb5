import { Button } from '@/components/ui/button';
import { strings } from '@/lib/strings';
import styles from './explore.module.css';
import { FileButton } from './file-button';

interface ChooseFileProps {
  readonly takesFocus: boolean;
  readonly onFile: (file: File) => void;
  readonly onExample: () => void;
}

export function ChooseFile({ takesFocus, onFile, onExample }: ChooseFileProps) {
  const words = strings.explore.choose;
  return (
    <div className={styles.choose}>
      <div className={styles.drop}>
        <p className={styles.dropLine}>
          <FileButton variant="primary" takesFocus={takesFocus} onFile={onFile}>
            {words.label}
          </FileButton>
          <span>{words.drop}</span>
        </p>
        <p className={styles.muted}>{words.privacy}</p>
      </div>
      <div className={styles.aside}>
        <div>
          <h2>{words.exampleTitle}</h2>
          <p className={styles.muted}>{words.exampleText}</p>
          <Button onClick={onExample}>{words.example}</Button>
        </div>
        <div>
          <p className={styles.muted}>{words.how}</p>
          <ul className={styles.commands}>
            {words.commands.map(({ command, note }) => (
              <li key={command}>
                <code>{command}</code>
                <span>{note}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
