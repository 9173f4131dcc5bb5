/**
 * `npm run screenshots` takes the README's picture, docs/screenshot.png. With a folder as argument it takes every page instead, at three
 * widths and in both themes, for someone to look at: `npm run screenshots -- FOLDER [PATH…]`.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CHROMIUM_ARGUMENTS, ensureChromium } from './chromium.mjs';
import { ensureDependencies, ROOT } from './project.mjs';

const WIDTHS = [1440, 768, 390];
const THEMES = /** @type {const} */ (['light', 'dark']);
const PAGES = ['/', '/lessons/', '/lessons/build-cache/', '/404.html'];
const README_PICTURE = { page: '/lessons/build-cache/', width: 1440, height: 900 };

ensureDependencies();
const executablePath = ensureChromium();
if (executablePath === undefined) process.exit(1);
const { build, isBuilt, OUT } = await import('./build.mjs');
if (!isBuilt() && (await build()) !== 0) process.exit(1);

const { listen, staticServer } = await import('./static-server.mjs');
const { chromium } = await import('@playwright/test');
const basePath = process.env.NEXT_PUBLIC_BASE_PATH ?? '';
const server = staticServer(OUT, { basePath });
const port = await listen(server, { port: 4320 });
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
const [folder, ...paths] = process.argv.slice(2);
if (folder === undefined) await takeReadmePicture();
else await takeAll(resolve(process.env.INIT_CWD ?? '.', folder), paths.length > 0 ? paths : PAGES);
await browser.close();
server.close();

async function takeReadmePicture() {
  const { page, width, height } = README_PICTURE;
  mkdirSync(join(ROOT, 'docs'), { recursive: true });
  await take({ path: page, width, height, theme: 'light', file: join(ROOT, 'docs', 'screenshot.png'), fullPage: false });
}

async function takeAll(target, pages) {
  mkdirSync(target, { recursive: true });
  for (const path of pages) {
    for (const width of WIDTHS) {
      for (const theme of THEMES) {
        const name = path.replaceAll('/', ' ').trim().replaceAll(' ', '-') || 'home';
        await take({ path, width, height: 900, theme, file: join(target, `${name}-${width}-${theme}.png`), fullPage: true });
      }
    }
  }
}

async function take({ path, width, height, theme, file, fullPage }) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce' });
  await page.goto(`http://127.0.0.1:${port}${basePath}${path}`, { waitUntil: 'networkidle' });
  await page.screenshot({ path: file, fullPage });
  await page.close();
}
