import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Footer } from '@/components/site/footer';
import { Header } from '@/components/site/header';
import { MAIN_ID, SkipLink } from '@/components/site/skip-link';
import { assetUrl } from '@/lib/site/urls';
import { language, strings } from '@/lib/strings';
import { mono, sans } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: strings.site.name, template: `%s · ${strings.site.name}` },
  description: strings.site.description,
  referrer: 'no-referrer',
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#1b1e25' },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    // public/theme.js has changed the root element's attributes before React sees it.
    <html lang={language} className={`${sans.variable} ${mono.variable}`} suppressHydrationWarning>
      <head>
        <script src={assetUrl('/theme.js')} />
      </head>
      <body>
        <SkipLink />
        <Header />
        <main id={MAIN_ID} tabIndex={-1}>
          {children}
        </main>
        <Footer />
      </body>
    </html>
  );
}
