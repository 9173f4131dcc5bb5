import { existsSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { OUT } from '../scripts/build.mjs';
import { CHROMIUM_ARGUMENTS, findChromium } from '../scripts/chromium.mjs';
import { listen, staticServer } from '../scripts/static-server.mjs';
import { type Measurement, quantile } from './measure';

const PORT = 4391;
const KEYSTROKES = 40;
const REBUILDS = 10;

/** In Chromium on the exported site: from a keystroke to the findings it causes, and from a press of Build to the new steps. */
export async function measureBrowser(): Promise<Measurement[]> {
  if (!existsSync(OUT)) throw new Error('there is no export to measure: run npm run build first');
  const server = staticServer(OUT, { basePath: '' });
  await listen(server, { port: PORT, attempts: 1 });
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: CHROMIUM_ARGUMENTS, ...(executablePath === undefined ? {} : { executablePath }) });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    await page.goto(`http://127.0.0.1:${PORT}/lessons/build-cache/`);
    await page.locator('[data-lab]').scrollIntoViewIfNeeded();
    await page.locator('[data-editor="full"]').waitFor({ timeout: 60_000 });
    return [await measureKeystrokes(page), ...(await measureRebuilds(page))];
  } finally {
    await browser.close();
    server.close();
  }
}

/** Types and deletes a character that makes the first line an unknown instruction; each time the list of findings must follow. */
async function measureKeystrokes(page: Page): Promise<Measurement> {
  const editor = page.getByRole('region', { name: 'Editor', exact: true });
  await editor.getByRole('textbox').focus();
  await page.keyboard.press('ControlOrMeta+Home');
  const finding = editor.getByRole('listitem').filter({ hasText: 'unknown instruction' });
  const times: number[] = [];
  for (let round = -6; round < KEYSTROKES; round += 1) {
    const typing = round % 2 === 0;
    await page.evaluate(WATCH_FINDINGS);
    await page.keyboard.press(typing ? 'X' : 'Backspace');
    const milliseconds = await page.evaluate<number>('window.layerlabBench');
    await finding.waitFor({ state: typing ? 'visible' : 'hidden' });
    if (round >= 0) times.push(milliseconds);
  }
  return summary('from a keystroke to the findings', times);
}

/**
 * Leaves a promise in the page: milliseconds from the next key press to the frame after the findings have changed, by the page's own clock.
 * As text, since a compiler's helpers would not be there.
 */
const WATCH_FINDINGS = `void (window.layerlabBench = new Promise((resolve) => {
  let started = 0;
  addEventListener('keydown', () => { started = performance.now(); }, { capture: true, once: true });
  const count = () => document.querySelectorAll('[data-lab] li').length;
  const before = count();
  const observer = new MutationObserver(() => {
    if (started === 0 || count() === before) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - started));
  });
  observer.observe(document.querySelector('[data-lab]'), { childList: true, subtree: true });
}))`;

async function measureRebuilds(page: Page): Promise<Measurement[]> {
  const build = page.getByRole('button', { name: 'Build', exact: true });
  const skip = page.getByRole('button', { name: 'Skip guessing' });
  const steps = page.getByRole('region', { name: 'Steps', exact: true });
  const buildOnce = async (number: number): Promise<number> => {
    await build.click();
    await skip.waitFor();
    const started = Date.now();
    await skip.click();
    await steps.getByText(`Build ${number}`, { exact: true }).waitFor();
    return Date.now() - started;
  };
  const first = await buildOnce(1);
  const times: number[] = [];
  for (let round = 0; round < REBUILDS; round += 1) {
    await page.getByRole('button', { name: 'Touch server.js without editing it', exact: true }).click();
    times.push(await buildOnce(round + 2));
  }
  return [summary("the lab's first build, catalogue and packages included", [first]), summary('a rebuild in which nothing misses', times)];
}

function summary(title: string, times: readonly number[]): Measurement {
  const sorted = [...times].sort((a, b) => a - b);
  return { title, runs: sorted.length, median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}
