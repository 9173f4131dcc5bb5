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
const PAGES = ['/', '/lessons/', '/lessons/build-cache/', '/checks/', '/checks/json-args-recommended/', '/404.html'];
const README_PICTURE = { path: '/lessons/build-cache/', viewport: { width: 1600, height: 1240 }, edit: 'Edit one character of server.js' };

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

/** The lab after an edit and a second build, so that the picture shows hits, misses and a cause. */
async function takeReadmePicture() {
  const { path, viewport, edit } = README_PICTURE;
  const page = await browser.newPage({ viewport, colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(addressOf(path), { waitUntil: 'networkidle' });
  const build = async () => {
    await page.getByRole('button', { name: 'Build', exact: true }).click();
    await page.getByRole('button', { name: 'Skip guessing' }).click();
    await page.getByRole('region', { name: 'Steps' }).getByRole('button', { name: 'Why?' }).first().waitFor();
  };
  await build();
  await page.getByRole('button', { name: edit }).click();
  await build();
  await page
    .getByRole('region', { name: 'Steps' })
    .getByRole('listitem')
    .filter({ hasText: 'COPY . .' })
    .getByRole('button', { name: 'Why?' })
    .click();
  await page.locator('#lab').evaluate((lab) => lab.scrollTo(0, 0));
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  mkdirSync(join(ROOT, 'docs'), { recursive: true });
  await page.screenshot({ path: join(ROOT, 'docs', 'screenshot.png') });
  await page.close();
}

async function takeAll(target, pages) {
  mkdirSync(target, { recursive: true });
  for (const path of pages) {
    for (const width of WIDTHS) {
      for (const theme of THEMES) {
        const name = path.replaceAll('/', ' ').trim().replaceAll(' ', '-') || 'home';
        await take({ path, width, theme, file: join(target, `${name}-${width}-${theme}.png`) });
      }
    }
  }
}

async function take({ path, width, theme, file }) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme, reducedMotion: 'reduce' });
  await page.goto(addressOf(path), { waitUntil: 'networkidle' });
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
}

function addressOf(path) {
  return `http://127.0.0.1:${port}${basePath}${path}`;
}
