import { strings } from '@/lib/strings';
import styles from './explore.module.css';
import { Explorer } from './explorer';

export function ExplorePage() {
  const { title, lead, withoutScript } = strings.explore;
  return (
    <div className={styles.page}>
      <header className={styles.heading}>
        <h1>{title}</h1>
        <p>{lead}</p>
      </header>
      <p className="without-script">{withoutScript}</p>
      <Explorer />
    </div>
  );
}
