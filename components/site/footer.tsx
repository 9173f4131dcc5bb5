import { strings } from '@/lib/strings';
import styles from './footer.module.css';

export function Footer() {
  const { privacy, licence, independent } = strings.site.footer;
  return (
    <footer className={styles.footer}>
      <p>{privacy}</p>
      <p>
        {licence} {independent}
      </p>
    </footer>
  );
}
