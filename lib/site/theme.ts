/** `'system'` follows the device and is what is stored as nothing at all. */
export type ThemeChoice = 'system' | 'light' | 'dark';

export const THEME_CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Also read by public/theme.js, before the first paint. */
const STORAGE_KEY = 'layerlab:theme';

/** The choice that the page shows; public/theme.js has put a stored one on the root element. */
export function currentTheme(): ThemeChoice {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Shows the choice at once and keeps it, where storage is allowed. */
export function chooseTheme(choice: ThemeChoice): void {
  show(choice);
  try {
    if (choice === 'system') localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, choice);
  } catch {
    // Blocked storage: the choice holds until the page is left.
  }
}

/** Calls back when the choice changes, here or in another tab; answers how to stop that. */
export function onThemeChange(callback: () => void): () => void {
  const followOtherTab = ({ key, newValue }: StorageEvent) => {
    if (key === STORAGE_KEY) show(newValue === 'light' || newValue === 'dark' ? newValue : 'system');
  };
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  window.addEventListener('storage', followOtherTab);
  return () => {
    observer.disconnect();
    window.removeEventListener('storage', followOtherTab);
  };
}

function show(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}
