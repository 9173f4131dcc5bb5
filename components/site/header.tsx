import Link from 'next/link';
import { strings } from '@/lib/strings';
import styles from './header.module.css';
import { Logo } from './logo';
import { NavigationLink } from './navigation-link';
import { ThemeSwitch } from './theme-switch';

export function Header() {
  return (
    <header className={styles.header}>
      <Link href="/" className={styles.name}>
        <Logo />
        {strings.site.name}
      </Link>
      <nav className={styles.navigation} aria-label={strings.site.navigation}>
        <NavigationLink href="/lessons/">{strings.site.lessons}</NavigationLink>
        <NavigationLink href="/checks/">{strings.checks.title}</NavigationLink>
        <NavigationLink href="/explore/">{strings.explore.navigation}</NavigationLink>
      </nav>
      <ThemeSwitch />
    </header>
  );
}
