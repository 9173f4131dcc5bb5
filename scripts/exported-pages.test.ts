import { expect, test } from 'vitest';
import { pageOf } from './exported-pages.mjs';

test('a page says what it links to, what it loads, and which places it has', () => {
  const html = `<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><link rel="stylesheet" href="/a.css"/><link rel="canonical" href="https://elsewhere/"/>
    <script src="/old.js" noModule=""></script><script src="/a.js?x=1&amp;y=2" async=""></script></head>
    <body><h2 id="one">One</h2><a class="link" href="/lessons/#two">Two</a><a href="#one">One</a><img src="/p.png" alt="a > b"/></body></html>`;
  expect(pageOf('/', html)).toEqual({
    path: '/',
    ids: new Set(['one']),
    links: ['/lessons/#two', '#one'],
    scripts: ['/a.js?x=1&y=2'],
    resources: ['/a.js?x=1&y=2', '/a.css', '/p.png'],
  });
});
