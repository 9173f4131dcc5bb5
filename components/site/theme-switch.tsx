'use client';

import { useId, useSyncExternalStore } from 'react';
import { Icon, type IconName } from '@/components/ui/icon';
import { chooseTheme, currentTheme, onThemeChange, THEME_CHOICES, type ThemeChoice } from '@/lib/site/theme';
import { strings } from '@/lib/strings';
import styles from './theme-switch.module.css';

const ICONS: Readonly<Record<ThemeChoice, IconName>> = { system: 'display', light: 'sun', dark: 'moon' };

export function ThemeSwitch() {
  const name = useId();
  const chosen = useSyncExternalStore(onThemeChange, currentTheme, () => 'system');
  return (
    <fieldset className={`${styles.switch} needs-script`}>
      <legend className="visually-hidden">{strings.site.theme.legend}</legend>
      {THEME_CHOICES.map((choice) => (
        <label key={choice} className={styles.choice} title={strings.site.theme[choice]}>
          <input
            className="visually-hidden"
            type="radio"
            name={name}
            value={choice}
            checked={choice === chosen}
            onChange={() => chooseTheme(choice)}
          />
          <Icon name={ICONS[choice]} />
          <span className="visually-hidden">{strings.site.theme[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}
