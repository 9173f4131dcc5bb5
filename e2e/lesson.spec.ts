import type { Locator, Page } from '@playwright/test';
import { expectNoAxeFindings, expectNoSidewaysScroll } from './support/axe';
import { tabTo } from './support/keyboard';
import { expect, test } from './support/test';

const LESSON = 'lessons/build-cache/';

function game(page: Page): Locator {
  return page.getByRole('region', { name: 'Eight edits to one small service' });
}

function question(page: Page, stem: RegExp): Locator {
  return page.getByRole('group', { name: stem });
}

async function guess(within: Locator, step: string, outcome: 'cached' | 'runs'): Promise<void> {
  await within.getByRole('radiogroup', { name: step, exact: false }).getByRole('radio', { name: outcome }).check();
}

test('the text, its worked example and the questions are there before any script runs', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) });
  const page = await context.newPage();
  await page.goto(LESSON);
  await expect(page.getByRole('heading', { level: 1, name: 'Predicting the cache' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Together/ })).toContainText('≈');
  await expect(question(page, /^Which of these are part of the key/)).toBeVisible();
  await expect(page.getByText('that needs JavaScript', { exact: false }).first()).toBeVisible();
  await context.close();
});

test('a round of the game is built after the guess, and each step says why', async ({ page }) => {
  await page.goto(LESSON);
  const round = game(page);
  await round.getByRole('button', { name: 'Build and compare' }).click();
  await expect(round.getByText('4 steps have no guess yet.')).toBeVisible();
  await guess(round, 'WORKDIR /app', 'cached');
  await guess(round, 'COPY package*.json', 'cached');
  await guess(round, 'RUN npm ci', 'runs');
  await guess(round, 'COPY server.js', 'runs');
  await expect(round.getByText('other content')).toHaveCount(0);
  await round.getByRole('button', { name: 'Build and compare' }).click();
  await expect(round.getByRole('heading', { name: 'You were right about 3 of 4 steps.' })).toBeFocused();
  await expect(round.getByRole('listitem').filter({ hasText: 'RUN npm ci' })).toContainText('you said: runs');
  await expect(round.getByRole('listitem').filter({ hasText: 'COPY server.js' })).toContainText('server.js has other content');

  await page.reload();
  await expect(game(page).getByText('So far: 3 of 4 steps right, in 1 of 8 rounds.')).toBeVisible();
});

test('a question names the idea behind a wrong answer, and counts a right one', async ({ page }) => {
  await page.goto(LESSON);
  const fetching = question(page, /^A RUN fetches a price list/);
  await fetching.getByRole('button', { name: 'Check answer' }).click();
  await expect(fetching.getByText('Choose an answer first.')).toBeVisible();
  await fetching.getByRole('radio', { name: /the builder sees/ }).check();
  await fetching.getByRole('button', { name: 'Check answer' }).click();
  await expect(fetching.getByText('RUN looks at the outside world again')).toBeVisible();
  await fetching.getByRole('radio', { name: /It is cached/ }).check();
  await fetching.getByRole('button', { name: 'Check answer' }).click();
  await expect(fetching.getByText('Right.', { exact: true })).toBeVisible();
  await expect(page.getByText('1 of 12 answered right')).toBeVisible();

  await page.reload();
  await expect(page.getByText('1 of 12 answered right')).toBeVisible();
});

test('the engine judges a prediction: an artifact that comes out the same stops the wave', async ({ page }) => {
  await page.goto(LESSON);
  const stages = question(page, /^Only the comment in server\.js is reworded/);
  await guess(stages, 'WORKDIR /src', 'cached');
  await guess(stages, 'COPY server.js', 'runs');
  await guess(stages, 'RUN mkdir out', 'runs');
  await guess(stages, 'WORKDIR /app', 'cached');
  await guess(stages, 'COPY --from=strip', 'cached');
  await stages.getByRole('button', { name: 'Check answer' }).click();
  await expect(stages.getByText('Right.', { exact: true })).toBeVisible();
  await expect(stages.getByRole('listitem').filter({ hasText: 'COPY --from=strip' }).last()).toContainText('came out the same');
});

test('lines are put in order with the keyboard alone', async ({ page }) => {
  await page.goto(LESSON);
  const order = question(page, /^Put these instructions in the order/);
  const wanted = ['FROM node', 'RUN apt-get', 'COPY package', 'RUN npm ci', 'COPY src'];
  await order.getByRole('button').first().focus();
  for (const [place, text] of wanted.entries()) {
    const up = order.getByRole('button', { name: `Move up: ${text}` });
    const rows = await order.getByRole('listitem').allTextContents();
    const from = rows.findIndex((row) => row.startsWith(text));
    await up.focus();
    for (let moves = from; moves > place; moves -= 1) await page.keyboard.press('Enter');
  }
  await tabTo(page, order.getByRole('button', { name: 'Check answer' }));
  await page.keyboard.press('Enter');
  await expect(order.getByText('Right.', { exact: true })).toBeVisible();
});

test('who has come to the end has read the lesson', async ({ page }) => {
  await page.goto(LESSON);
  const record = () => page.evaluate(() => window.localStorage.getItem('layerlab:progress') ?? '');
  expect(await record()).not.toContain('readAtMs');
  await page.getByRole('heading', { name: 'In five lines' }).scrollIntoViewIfNeeded();
  await page.getByRole('heading', { name: 'Words of this lesson' }).scrollIntoViewIfNeeded();
  await expect.poll(record).toContain('"build-cache":{"readAtMs"');
});

test('the interview question keeps its answer back until asked', async ({ page }) => {
  await page.goto(LESSON);
  const point = page.getByRole('checkbox', { name: /Copies add a checksum/ });
  await expect(point).toBeHidden();
  await page.getByText('Show what a good answer contains').click();
  await point.check();
  await expect(page.getByText('1 of 5 points')).toBeVisible();
});

for (const { width, colorScheme } of [
  { width: 1440, colorScheme: 'light' },
  { width: 768, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
] as const) {
  test(`no findings at ${width} pixels, ${colorScheme}, with answers open`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.goto(LESSON);
    const single = question(page, /^Why do apt-get update/);
    await single.getByRole('radio').nth(1).check();
    await single.getByRole('button', { name: 'Check answer' }).click();
    await expect(single.getByText('Not yet.')).toBeVisible();
    const touched = question(page, /^A tool has touched server\.js/);
    for (const group of await touched.getByRole('radiogroup').all()) await group.getByRole('radio', { name: 'runs' }).check();
    await touched.getByRole('button', { name: 'Check answer' }).click();
    await expect(touched.getByText('Not yet.')).toBeVisible();
    await expectNoAxeFindings(page, 'article');
    await expectNoSidewaysScroll(page);
  });
}
