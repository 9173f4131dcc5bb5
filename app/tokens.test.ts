import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('./globals.css', import.meta.url)), 'utf8');
const THEMES = ['light', 'dark'] as const;

/** Name of a colour token → its value in the light and the dark theme. */
const colors = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name, { light, dark }]),
);

const SURFACES = ['page', 'surface', 'raised', 'sunken'];
const STATUSES = ['cached', 'ran', 'skipped', 'failed'];
const WORDS = ['text', 'text-muted', 'accent', ...STATUSES];
const CODE = ['keyword', 'string', 'number', 'function', 'comment'].map((kind) => `code-${kind}`);

describe.each(THEMES)('%s theme', (theme) => {
  const ratio = (front: string, back: string) => contrast(colors.get(front)?.[theme] ?? '', colors.get(back)?.[theme] ?? '');

  test.each(WORDS.flatMap((word) => [...SURFACES, 'hover'].map((surface) => [word, surface] as const)))('%s on %s can be read', (word, surface) => {
    expect(ratio(word, surface)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([...STATUSES, 'accent'])('%s on its soft background can be read', (status) => {
    expect(ratio(status, `${status}-soft`)).toBeGreaterThanOrEqual(4.5);
    expect(ratio('text', `${status}-soft`)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(CODE)('%s in a code block, marked line or not', (kind) => {
    expect(ratio(kind, 'sunken')).toBeGreaterThanOrEqual(4.5);
    expect(ratio(kind, 'accent-soft')).toBeGreaterThanOrEqual(4.5);
  });

  test('words on the accent colour', () => {
    expect(ratio('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
    expect(ratio('on-accent', 'accent-hover')).toBeGreaterThanOrEqual(4.5);
  });

  test.each(SURFACES)('outlines of what can be operated, and the focus ring, stand out from %s', (surface) => {
    expect(ratio('border-strong', surface)).toBeGreaterThanOrEqual(3);
    expect(ratio('focus', surface)).toBeGreaterThanOrEqual(3);
  });
});

/** Contrast ratio of WCAG 2.2, 1 to 21. */
function contrast(front: string, back: string): number {
  const [lighter = 0, darker = 0] = [luminance(front), luminance(back)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of `#rrggbb`. */
function luminance(color: string): number {
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
