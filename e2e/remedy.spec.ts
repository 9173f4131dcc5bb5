import { expectNoAxeFindings, expectNoSidewaysScroll } from './support/axe';
import { buildButton, buildWithoutGuess, openLab, region, step, typeAtStart, typeText } from './support/lab';
import { expect, test } from './support/test';

const STAGED = 'FROM node:20-slim AS deps\nWORKDIR /app\nCOPY package.json ./\nFROM node:20-slim\nCOPY --from=deps /app /app\nCOPY server.js ./\n';

test('what would have kept a step cached: asked, tried, shown as a hit, and undone in one click', async ({ page }) => {
  await openLab(page);
  await buildWithoutGuess(page);
  const first = step(page, 'RUN npm install', 'ran');
  await first.getByRole('button', { name: 'Why?' }).click();
  await first.getByRole('button', { name: 'What would have kept it cached?' }).click();
  await expect(first).toContainText('this was the first build with this cache');

  await typeAtStart(page, 'server.js', '// edited\n');
  await buildWithoutGuess(page);
  const install = step(page, 'RUN npm install', 'ran');
  await install.getByRole('button', { name: 'Why?' }).click();
  await install.getByRole('button', { name: 'What would have kept it cached?' }).click();
  const offers = install.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Try it/ }) });
  await expect(offers.first()).toContainText('Copy first only what this step needs', { timeout: 30_000 });
  await expect(offers.first()).toContainText('COPY . . becomes COPY package-lock.json package.json ./');
  await expect(offers.last()).toContainText('Give server.js its earlier content back.');
  await expectNoAxeFindings(page, '[data-lab]');
  await expectNoSidewaysScroll(page);

  await offers
    .first()
    .getByRole('button', { name: /^Try it/ })
    .click();
  await expect(step(page, 'RUN npm install', 'cached')).toBeVisible({ timeout: 30_000 });
  await expect(region(page, 'Steps')).toContainText('RUN npm install came out of the cache');
  await expect(region(page, 'Builds').getByRole('table').getByRole('row')).toHaveCount(5);
  const dockerfile = region(page, 'Editor').getByRole('textbox', { name: 'Text of Dockerfile' });
  await region(page, 'Context').getByRole('button', { name: 'Dockerfile' }).first().click();
  await expect(region(page, 'Editor')).toContainText('COPY package-lock.json package.json ./');
  await page.getByRole('button', { name: 'Undo: tried a change' }).click();
  await expect(dockerfile).toBeVisible();
  await expect(region(page, 'Editor')).not.toContainText('COPY package-lock.json package.json ./');
});

test('a search can be stopped, and a build does not wait for it', async ({ page }) => {
  await openLab(page);
  await buildWithoutGuess(page);
  await typeAtStart(page, 'server.js', '// edited\n');
  await buildWithoutGuess(page);
  const install = step(page, 'RUN npm install', 'ran');
  await install.getByRole('button', { name: 'Why?' }).click();
  await install.getByRole('button', { name: 'What would have kept it cached?' }).click();
  const stop = install.getByRole('button', { name: 'Stop looking' });
  // On a quick machine the answer may be there already.
  await expect(stop.or(install.getByRole('button', { name: /^Try it/ }).first())).toBeVisible();
  await buildWithoutGuess(page);
  await expect(step(page, 'RUN npm install', 'cached')).toBeVisible();
});

test('builds without the cache: all of it, then one stage, with the cause in Why', async ({ page }) => {
  await openLab(page);
  await typeText(page, 'Dockerfile', STAGED);
  await buildWithoutGuess(page);
  await region(page, 'Context').getByText('Cache is used').click();
  await page.getByRole('radio', { name: 'Use none of it: --no-cache' }).check();
  await buildWithoutGuess(page);
  const copy = step(page, 'COPY package.json', 'ran');
  await copy.getByRole('button', { name: 'Why?' }).click();
  await expect(copy).toContainText('told not to use the cache');
  await copy.getByRole('button', { name: 'What would have kept it cached?' }).click();
  await expect(copy).toContainText('Build with the cache.');

  await page.getByRole('radio', { name: 'Not for some stages: --no-cache-filter' }).check();
  await expect(page.getByRole('checkbox', { name: 'deps' })).toBeChecked();
  await buildWithoutGuess(page);
  await copy.getByRole('button', { name: 'Why?' }).click();
  await expect(copy).toContainText('told not to use the cache for deps');
  await expect(step(page, 'COPY server.js', 'cached')).toBeVisible();
  await page.getByRole('button', { name: /^--no-cache-filter=deps is on/ }).click();
  await expect(page.getByRole('radio', { name: 'Use it' })).toBeChecked();
  await buildButton(page).click();
  await page.getByRole('button', { name: 'Skip guessing' }).click();
  await expect(step(page, 'COPY package.json', 'cached')).toBeVisible();
});
