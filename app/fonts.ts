import localFont from 'next/font/local';

/** Drawn to keep apart what is easily confused (0 O, 1 l I): half of what is read here are digests and paths. OFL-1.1. */
export const sans = localFont({
  src: [
    {
      path: '../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
      style: 'normal',
    },
    {
      path: '../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-italic.woff2',
      style: 'italic',
    },
  ],
  weight: '200 800',
  variable: '--font-hyperlegible',
  display: 'swap',
});

export const mono = localFont({
  src: '../node_modules/@fontsource-variable/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-wght-normal.woff2',
  weight: '200 800',
  variable: '--font-hyperlegible-mono',
  display: 'swap',
  adjustFontFallback: false,
});
