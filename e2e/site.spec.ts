import { expectNoAxeFindings, expectNoSidewaysScroll } from './support/axe';
import { tabTo } from './support/keyboard';
import { expect, test } from './support/test';

const LESSON = './lessons/build-cache/';

test('the start page says what this is and leads to a lesson', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Start with the build cache' }).click();
  await expect(page).toHaveURL(/\/lessons\/build-cache\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the list of lessons says length and leads to each', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Lessons' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lessons' })).toBeVisible();
  const item = page.getByRole('main').getByRole('listitem').filter({ hasText: '60 min' });
  await item.getByRole('link').click();
  await expect(page).toHaveURL(/\/lessons\/build-cache\/$/);
});

test('the navigation says where one is', async ({ page }) => {
  await page.goto('./lessons/');
  await expect(page.getByRole('link', { name: 'Lessons' })).toHaveAttribute('aria-current', 'page');
  await page.goto(LESSON);
  await expect(page.getByRole('link', { name: 'Lessons' })).toHaveAttribute('aria-current', 'true');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a lesson can be read, code blocks coloured, and says what is missing', async ({ page }) => {
    await page.goto(LESSON);
    const article = page.getByRole('article');
    await expect(article.getByRole('heading', { level: 1 })).toBeVisible();
    expect((await article.innerText()).split(/\s+/).length).toBeGreaterThan(800);
    await expect(article.locator('pre .tok-keyword').first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Lab' })).toContainText('needs JavaScript');
  });

  test('what would do nothing is not offered', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByRole('radio', { name: 'Dark' })).toBeHidden();
  });
});

test('on a narrow screen one gets to the lab and back to where one was reading', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(LESSON);
  await page.evaluate(() => window.scrollTo(0, 1500));
  await page.getByRole('link', { name: 'To the lab' }).click();
  await expect(page.getByRole('region', { name: 'Lab' })).toBeInViewport();
  await page.getByRole('link', { name: 'Back to the text' }).click();
  await expect.poll(() => page.evaluate(() => Math.round(window.scrollY))).toBe(1500);
  await expect(page.getByRole('link', { name: 'To the lab' })).toBeVisible();
});

test('the skip link is first, and leads past the header', async ({ page }) => {
  await page.goto('./');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true);
});

test('the theme is chosen by keyboard, holds after a reload, and can be given back to the system', async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('./');
  const light = await background();
  const system = page.getByRole('radio', { name: 'System' });
  await expect(system).toBeChecked();
  await tabTo(page, system);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  expect(await background()).not.toBe(light);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  expect(await background()).not.toBe(light);
  await system.check({ force: true });
  expect(await background()).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await background()).not.toBe(light);
});

test('a stored theme is there at the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.addInitScript(() => localStorage.setItem('layerlab:theme', 'dark'));
  // Every script but that one is emptied: the theme must not need the rest.
  await page.route(/_next\/static\/chunks\/.*\.js/, (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.goto('./', { waitUntil: 'domcontentloaded' });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
});

test('blocked storage does no harm', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await page.goto('./');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
});

test('an unknown address says so and leads on', async ({ page }) => {
  const response = await page.goto('./no-such-page/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page does not exist');
  await page.getByRole('link', { name: 'See all lessons' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lessons' })).toBeVisible();
});

const PAGES = [
  ['start page', './'],
  ['list of lessons', './lessons/'],
  ['lesson', LESSON],
  ['unknown address', './no-such-page/'],
] as const;

for (const [name, path] of PAGES) {
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
