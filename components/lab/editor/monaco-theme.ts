import type { editor } from 'monaco-editor/editor';

const THEME = 'layerlab';

/** Token kind of our grammars and Monaco's → colour token of the site. */
const TOKENS: readonly (readonly [token: string, color: string])[] = [
  ['keyword', '--color-code-keyword'],
  ['metatag', '--color-code-keyword'],
  ['string', '--color-code-string'],
  ['number', '--color-code-number'],
  ['variable', '--color-code-function'],
  ['attribute.name', '--color-code-function'],
  ['type', '--color-code-function'],
  ['operator', '--color-text-muted'],
  ['comment', '--color-code-comment'],
];

/** Monaco knows hex colours only, so the site's tokens are read as the browser resolves them, again whenever the theme changes. */
export function followSiteTheme(api: typeof editor): void {
  const apply = () => {
    api.defineTheme(THEME, themeFromSite());
    api.setTheme(THEME);
  };
  apply();
  new MutationObserver(apply).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
}

function themeFromSite(): editor.IStandaloneThemeData {
  const probe = document.createElement('span');
  document.body.append(probe);
  const resolve = (token: string): string => {
    probe.style.color = `var(${token})`;
    return toHex(getComputedStyle(probe).color);
  };
  const background = resolve('--color-surface');
  const muted = resolve('--color-text-muted');
  const theme: editor.IStandaloneThemeData = {
    base: isDark(background) ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: resolve('--color-text').slice(1) },
      ...TOKENS.map(([token, color]) => ({ token, foreground: resolve(color).slice(1) })),
    ],
    colors: {
      'editor.background': background,
      'editor.foreground': resolve('--color-text'),
      'editorLineNumber.foreground': muted,
      'editorLineNumber.activeForeground': resolve('--color-text'),
      'editorCursor.foreground': resolve('--color-accent'),
      'editor.selectionBackground': `${resolve('--color-accent')}44`,
      'editor.lineHighlightBackground': resolve('--color-sunken'),
      'editor.lineHighlightBorder': '#00000000',
      'editorError.foreground': resolve('--color-failed'),
      'editorWarning.foreground': resolve('--color-ran'),
      'editorWidget.background': resolve('--color-raised'),
      'editorWidget.border': resolve('--color-border-strong'),
      focusBorder: resolve('--color-focus'),
    },
  };
  probe.remove();
  return theme;
}

/** `rgb(1, 2, 3)` or `rgba(…)` as `#010203`. */
function toHex(color: string): string {
  const channels = color.match(/[\d.]+/g)?.slice(0, 3) ?? [];
  return `#${channels.map((channel) => Math.round(Number(channel)).toString(16).padStart(2, '0')).join('')}`;
}

function isDark(hex: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}
