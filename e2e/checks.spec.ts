import { expectNoAxeFindings, expectNoSidewaysScroll } from './support/axe';
import { tabTo } from './support/keyboard';
import { buildButton, region, step, typeText } from './support/lab';
import { expect, test } from './support/test';

const PAGE = './checks/json-args-recommended/';

test('the list is filtered by name and by words, and leads to each rule', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Build checks' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Build checks' })).toBeVisible();
  const rules = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('link') });
  await expect(page.getByRole('status')).toHaveText('22 rules');
  await page.getByRole('searchbox').fill('signals');
  await expect(page.getByRole('status')).toHaveText('1 rule');
  await expect(rules).toHaveCount(1);
  await page.getByRole('searchbox').fill('kubernetes');
  await expect(page.getByRole('main')).toContainText('No rule has these words');
  await page.getByRole('searchbox').fill('jsonargs');
  await rules.getByRole('link').click();
  await expect(page).toHaveURL(/\/checks\/json-args-recommended\/$/);
});

test('a rule’s page shows what BuildKit says, and loads nothing of the lab', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(PAGE, { waitUntil: 'networkidle' });
  await expect(page.getByRole('main')).toContainText(
    'WARNING: JSONArgsRecommended - https://docs.docker.com/go/dockerfile/rule/json-args-recommended/',
  );
  await expect(page.getByRole('main')).toContainText('4 | >>> CMD node server.js');
  expect(asked.filter((url) => /\/workers\/|\/catalog\//.test(url))).toEqual([]);
});

test('the wrong version opens in a lab with its finding; the right one has none; what was typed comes back', async ({ page }) => {
  await page.goto(PAGE);
  const place = page.getByRole('region', { name: 'Try it' });
  await place.getByRole('button', { name: 'Open it in a lab' }).click();
  await expect(place).toBeFocused();
  const editor = region(page, 'Editor');
  const finding = editor.getByRole('listitem').filter({ hasText: 'JSONArgsRecommended' });
  await expect(finding).toBeVisible({ timeout: 30_000 });
  await expect(finding).toContainText('(line 4)');
  await expect(finding.getByRole('link', { name: 'JSONArgsRecommended' })).toHaveAttribute('href', /\/checks\/json-args-recommended\/$/);

  await typeText(page, 'Dockerfile', 'FROM node:20-slim\nCMD echo mine\n');
  await expect(finding).toContainText('(line 2)');
  await page.getByRole('button', { name: 'Right: Write the command as a JSON list' }).click();
  await expect(finding).toHaveCount(0);
  await expect(editor).toContainText('"server.js"]');
  await buildButton(page).click();
  await expect(step(page, 'COPY server.js ./', 'ran')).toBeVisible();

  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(finding).toContainText('(line 2)');
});

test('a right version beside the text is taken into the lab, and back comes what was there', async ({ page }) => {
  await page.goto('./checks/copy-ignored-file/');
  await page.getByRole('button', { name: 'Open this one in the lab' }).first().click();
  const editor = region(page, 'Editor');
  // The file that this version changes is the one that is shown.
  await expect(editor.getByRole('textbox', { name: 'Text of .dockerignore' })).toBeVisible({ timeout: 30_000 });
  await buildButton(page).click();
  await expect(step(page, 'COPY config/app.json ./config/', 'ran')).toBeVisible();
  await page.getByRole('button', { name: 'Load the wrong version' }).click();
  await buildButton(page).click();
  await expect(region(page, 'Steps')).toContainText('"/config/app.json": not found');
});

test('the lab remembers, and its button still gives the version that it names', async ({ page }) => {
  await page.goto(PAGE);
  await page.getByRole('button', { name: 'Open this one in the lab' }).first().click();
  const editor = region(page, 'Editor');
  // The version is loaded while the editor still is: the one that comes later must not bring the older text back.
  await expect(editor.locator('[data-editor="full"]')).toBeVisible({ timeout: 30_000 });
  await expect(editor).toContainText('"server.js"]');
  // Saving follows the last change after a moment; leaving the page does not wait for it.
  await page.reload();
  await page.getByRole('button', { name: 'Open it in a lab' }).click();
  await expect(editor.getByRole('listitem').filter({ hasText: 'JSONArgsRecommended' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(editor.getByRole('listitem').filter({ hasText: 'JSONArgsRecommended' })).toHaveCount(0);
});

test('by keyboard: to the lab, into it, and to a right version', async ({ page }) => {
  await page.goto(PAGE);
  await tabTo(page, page.getByRole('button', { name: 'Open it in a lab' }));
  await page.keyboard.press('Enter');
  await expect(region(page, 'Editor')).toBeVisible({ timeout: 30_000 });
  await tabTo(page, page.getByRole('button', { name: 'Right: Write the command as a JSON list' }));
  await page.keyboard.press('Enter');
  await expect(region(page, 'Editor')).not.toContainText('1 finding');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('everything but the lab and the filter is there', async ({ page }) => {
    await page.goto('./checks/');
    await expect(page.getByRole('main').getByRole('link', { name: 'StageNameCasing' }).first()).toBeVisible();
    await expect(page.getByRole('searchbox')).toBeHidden();
    await page.goto(PAGE);
    await expect(page.getByRole('region', { name: 'Try it' })).toContainText('needs JavaScript');
    await expect(page.getByRole('button', { name: 'Open it in a lab' })).toBeHidden();
  });
});

for (const [name, path] of [
  ['list of checks', './checks/'],
  ['check', PAGE],
] as const) {
  for (const width of [1440, 768, 390, 320]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${name}, ${width} pixels wide, ${colorScheme}: no accessibility findings, no sideways scroll`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.goto(path, { waitUntil: 'networkidle' });
        await expectNoSidewaysScroll(page);
        await expectNoAxeFindings(page);
      });
    }
  }
}

test('a check with its lab open has no accessibility findings', async ({ page }) => {
  await page.goto(PAGE);
  await page.getByRole('button', { name: 'Open it in a lab' }).click();
  await expect(region(page, 'Editor').getByRole('listitem').filter({ hasText: 'JSONArgsRecommended' })).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectNoAxeFindings(page);
});
