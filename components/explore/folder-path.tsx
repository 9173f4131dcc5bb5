import { printable } from '@/lib/explore/words';
import { strings } from '@/lib/strings';
import styles from './files.module.css';

/** Where one is, and the way back up. */
export function FolderPath({ folder, onOpen }: { readonly folder: string; readonly onOpen: (folder: string) => void }) {
  const words = strings.explore.files;
  const names = folder === '' ? [] : folder.split('/');
  const steps = [{ name: words.root, path: '' }, ...names.map((name, at) => ({ name, path: names.slice(0, at + 1).join('/') }))];
  return (
    <ol className={styles.path} aria-label={words.path}>
      {steps.map(({ name, path }, at) => (
        <li key={path}>
          {at === steps.length - 1 ? (
            <span aria-current="location">{printable(name)}</span>
          ) : (
            <button type="button" onClick={() => onOpen(path)}>
              {printable(name)}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
