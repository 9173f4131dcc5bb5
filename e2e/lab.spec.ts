import type { Page } from '@playwright/test';
import { expectNoAxeFindings, expectNoSidewaysScroll } from './support/axe';
import { tabTo } from './support/keyboard';
import { buildButton, buildWithoutGuess, openLab, predictAndBuild, region, showLab, step, typeAtStart, typeText } from './support/lab';
import { expect, test } from './support/test';

const ORDERED = `FROM node:20-slim
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY server.js ./
COPY src ./src
CMD ["node", "server.js"]
`;

/** Looked at from the top: a bar that stays in view covers, somewhere on the way down, half of a button that scrolling brings back. */
async function expectLabWithoutAxeFindings(page: Page): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectNoAxeFindings(page, '[data-lab]');
}

test('predict, build, ask why, edit, build again: hits and misses with their cause', async ({ page }) => {
  await openLab(page);
  await buildButton(page).click();
  const steps = region(page, 'Steps');
  await expect(steps.getByRole('group', { name: /COPY/ }).getByRole('radio')).toHaveCount(2);
  await expect(steps.getByRole('button', { name: 'Why?' })).toHaveCount(0);
  await expect(region(page, 'Image').getByText('Image digest')).toHaveCount(0);

  await page.getByRole('button', { name: 'See what happens' }).click();
  await expect(steps.getByRole('alert')).toContainText('no guess yet');
  await page.getByRole('button', { name: 'All miss' }).click();
  await page.getByRole('button', { name: 'See what happens' }).click();
  await expect(step(page, 'COPY . .', 'ran')).toBeVisible();
  await expect(steps).toContainText('You were right about all');

  await typeAtStart(page, 'server.js', '// edited\n');
  await predictAndBuild(page, 'All hit');
  await expect(step(page, 'WORKDIR /app', 'cached')).toBeVisible();
  const copy = step(page, 'COPY . .', 'ran');
  await expect(copy).toContainText('You said hit: it was a miss');
  // The reason of a wrong guess stands open; it names the file and both of its hashes.
  await expect(copy).toContainText(/server\.js.*521 B → 531 B, sha256 [0-9a-f]{8} → [0-9a-f]{8}/);
  const install = step(page, 'RUN npm install', 'ran');
  await install.getByRole('button', { name: 'Why?' }).click();
  await expect(install.getByRole('button', { name: 'Why?' })).toHaveAttribute('aria-expanded', 'false');
  await install.getByRole('button', { name: 'Why?' }).click();
  await expect(install).toContainText('COPY . .');
});

test('layers, size and digests before and after', async ({ page }) => {
  await openLab(page);
  await typeText(page, 'Dockerfile', ORDERED);
  await buildWithoutGuess(page);
  const layers = region(page, 'Layers').getByRole('table');
  await expect(layers.getByRole('row', { name: /COPY server\.js/ })).toContainText('first');
  const image = region(page, 'Image');
  await expect(image.getByText('Image size')).toBeVisible();
  await expect(image).toContainText(/sha256:[0-9a-f]{19}/);

  await typeAtStart(page, 'server.js', '// edited\n');
  await buildWithoutGuess(page);
  await expect(layers.getByRole('row', { name: /COPY server\.js/ })).toContainText('new');
  await expect(layers.getByRole('row', { name: /RUN npm ci/ })).toContainText('same');
  await expect(image).toContainText(/was sha256:[0-9a-f]{19}/);
  await expect(image).toContainText('holds other bytes: COPY server.js');
  await image.getByText('Manifest', { exact: true }).last().click();
  await expect(image.getByRole('group', { name: 'Manifest' })).toContainText('+');

  const builds = region(page, 'Builds');
  await expect(builds.getByRole('table').getByRole('row')).toHaveCount(3);
  await expect(builds).toContainText('another digest');
});

test('a metadata edit changes the config and no layer', async ({ page }) => {
  await openLab(page);
  await typeText(page, 'Dockerfile', ORDERED);
  await buildWithoutGuess(page);
  await typeText(page, 'Dockerfile', `${ORDERED}LABEL release="2"\n`);
  await predictAndBuild(page, 'All hit');
  await expect(region(page, 'Steps')).toContainText('You were right about all');
  await expect(region(page, 'Image')).toContainText('Labels: – → {"release":"2"}');
  await expect(
    region(page, 'Image')
      .getByRole('listitem')
      .filter({ hasText: /^Layers/ }),
  ).toContainText('unchanged');
});

test('goals are judged by what builds do, with the cause of what is missing', async ({ page }) => {
  await openLab(page);
  await buildWithoutGuess(page);
  const checks = region(page, 'Checks');
  const goal = checks.getByRole('listitem', { name: 'Editing server.js leaves the install cached, not yet' });
  await expect(goal).toContainText('because of server.js');
  await typeText(page, 'Dockerfile', ORDERED);
  await buildWithoutGuess(page);
  await expect(checks.getByRole('listitem', { name: 'Editing server.js leaves the install cached, passed' })).toBeVisible();
});

test('everything is still there after a reload, the cache too', async ({ page }) => {
  await openLab(page);
  await typeText(page, 'Dockerfile', ORDERED);
  await predictAndBuild(page, 'All miss');
  await typeAtStart(page, 'server.js', '// kept\n');
  await page.reload();
  await showLab(page);
  await expect(region(page, 'Builds').getByRole('table').getByRole('row')).toHaveCount(2);
  await expect(region(page, 'Builds').getByRole('table')).toContainText('5/5');
  await expect(region(page, 'Editor')).toContainText('// kept');
  await buildWithoutGuess(page);
  await expect(step(page, 'RUN npm ci', 'cached')).toBeVisible();
  await expect(step(page, 'COPY server.js ./', 'ran')).toBeVisible();
});

test('files: add, rename, touch, chmod, delete, undo; a wrong path says what is wrong', async ({ page }) => {
  await openLab(page);
  const context = region(page, 'Context');
  await context.getByRole('button', { name: 'New file' }).click();
  await page.getByLabel('Path of the new file').fill('/etc/passwd');
  await page.keyboard.press('Enter');
  await expect(context.getByRole('alert')).toContainText('leave out the slash');
  await page.getByLabel('Path of the new file').fill('scripts/run.sh');
  await page.keyboard.press('Enter');
  await expect(region(page, 'Editor').getByRole('textbox', { name: 'Text of scripts/run.sh' })).toBeVisible();

  await context.getByRole('button', { name: 'Actions for scripts/run.sh' }).click();
  await context.getByRole('button', { name: 'chmod +x' }).click();
  await expect(context.getByRole('listitem').filter({ hasText: 'run.sh' }).last()).toContainText('755');
  await context.getByRole('button', { name: 'Touch' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'only its modification time changed' })).toBeVisible();
  await context.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('New path').fill('run.sh');
  await page.keyboard.press('Enter');
  await context.getByRole('button', { name: 'Actions for run.sh' }).click();
  await context.getByRole('button', { name: 'Delete' }).click();
  await expect(context.getByRole('button', { name: 'Actions for run.sh' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo: deleted run.sh' }).click();
  await expect(context.getByRole('button', { name: 'Actions for run.sh' })).toBeVisible();
});

test('reset asks first, and can be undone', async ({ page }) => {
  await openLab(page);
  await typeText(page, 'Dockerfile', ORDERED);
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('button', { name: 'Keep my files' }).click();
  await expect(region(page, 'Editor')).toContainText('RUN npm ci');
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(region(page, 'Editor')).toContainText('RUN npm install');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(region(page, 'Editor')).toContainText('RUN npm ci');
});

test.describe('with the keyboard only', () => {
  test('edit, leave the editor, predict, build, ask why', async ({ page }) => {
    await openLab(page);
    const editor = region(page, 'Editor').getByRole('textbox');
    await expect(region(page, 'Editor').locator('[data-editor="full"]')).toBeVisible({ timeout: 30_000 });
    await tabTo(page, editor, { atMost: 200 });
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(ORDERED);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(editor).not.toBeFocused();
    await tabTo(page, buildButton(page), { back: true });
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'What will each step do?' })).toBeFocused();
    const questions = region(page, 'Steps').getByRole('group');
    for (let index = 0; index < (await questions.count()); index += 1) {
      await tabTo(page, questions.nth(index).getByRole('radio', { name: 'hit' }));
      await page.keyboard.press('ArrowRight');
      await expect(questions.nth(index).getByRole('radio', { name: 'miss' })).toBeChecked();
    }
    await tabTo(page, page.getByRole('button', { name: 'See what happens' }));
    await page.keyboard.press('Enter');
    await expect(region(page, 'Steps')).toContainText('You were right about all');
    const why = step(page, 'RUN npm ci', 'ran').getByRole('button', { name: 'Why?' });
    await tabTo(page, why);
    await page.keyboard.press('Enter');
    await expect(step(page, 'RUN npm ci', 'ran')).toContainText('No build with this cache has ever done this');
  });
});

test.describe('bad input', () => {
  const cases: readonly (readonly [what: string, dockerfile: string, message: string])[] = [
    ['a Dockerfile that does not parse', 'FROM node:20-slim\nRUNN x\n', 'unknown instruction: RUNN'],
    ['an empty Dockerfile', '', 'the Dockerfile cannot be empty'],
    ['a file that is not there', 'FROM node:20-slim\nCOPY nowhere.js /\n', '"/nowhere.js": not found'],
    ['an unknown base image', 'FROM nodde:20\nRUN true\n', 'nodde:20'],
    ['a command that fails', 'FROM node:20-slim\nRUN exit 3\n', 'exit code: 3'],
  ];
  for (const [what, dockerfile, message] of cases) {
    test(what, async ({ page }) => {
      await openLab(page);
      await typeText(page, 'Dockerfile', dockerfile);
      await buildButton(page).click();
      const skip = page.getByRole('button', { name: 'Skip guessing' });
      const stopped = region(page, 'Steps').getByText('This build stopped');
      await expect(skip.or(stopped).first()).toBeVisible();
      if (await skip.isVisible()) await skip.click();
      await expect(stopped).toBeVisible();
      await expect(region(page, 'Steps')).toContainText(message);
      await expect(region(page, 'Layers')).toContainText('made no image');
      // The next build is as good as if nothing had happened.
      await typeText(page, 'Dockerfile', ORDERED);
      await buildWithoutGuess(page);
      await expect(step(page, 'RUN npm ci', 'ran')).toBeVisible();
    });
  }

  test('a finding is marked in the editor and listed under it', async ({ page }) => {
    await openLab(page);
    await typeText(page, 'Dockerfile', 'from node:20-slim\nRUN true\n');
    await expect(region(page, 'Editor').getByRole('listitem').filter({ hasText: 'ConsistentInstructionCasing' })).toBeVisible();
  });
});

test.describe('storage', () => {
  test('blocked: the lab works and says that nothing will be kept', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await openLab(page);
    await expect(page.getByRole('alert').filter({ hasText: 'does not let the page keep anything' })).toBeVisible();
    await buildWithoutGuess(page);
    await expect(step(page, 'COPY . .', 'ran')).toBeVisible();
  });

  test('garbage: a fresh start that says so', async ({ page }) => {
    await openLab(page);
    await typeText(page, 'Dockerfile', ORDERED);
    await page.reload();
    await showLab(page);
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('layerlab');
          opening.onsuccess = () => {
            const write = opening.result.transaction('labs', 'readwrite');
            const labs = write.objectStore('labs');
            const keys = labs.getAllKeys();
            keys.onsuccess = () => {
              for (const key of keys.result) labs.put('garbage', key);
            };
            write.oncomplete = () => resolve();
            write.onerror = () => reject(write.error);
          };
          opening.onerror = () => reject(opening.error);
        }),
    );
    await page.reload();
    await showLab(page);
    await expect(page.getByRole('alert').filter({ hasText: 'could not be read' })).toBeVisible();
    await buildWithoutGuess(page);
    await expect(step(page, 'COPY . .', 'ran')).toBeVisible();
  });
});

test('an engine that does not start says so and keeps the files', async ({ page }) => {
  test.info().annotations.push({ type: 'expects', description: 'the blocked script logs an error' });
  await page.route('**/workers/engine.js*', (route) =>
    route.fulfill({ status: 200, contentType: 'text/javascript', body: 'throw new Error("no engine")' }),
  );
  await openLab(page);
  await buildButton(page).click();
  await expect(region(page, 'Steps').getByRole('alert')).toContainText('could not be started');
  await expect(region(page, 'Editor')).toContainText('FROM node:20-slim');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 768, 390] as const) {
    test(`no axe findings and no sideways scroll, ${colorScheme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await openLab(page);
      await expectLabWithoutAxeFindings(page);
      await buildButton(page).click();
      await expect(page.getByRole('heading', { name: 'What will each step do?' })).toBeVisible();
      await expectLabWithoutAxeFindings(page);
      await page.getByRole('button', { name: 'All hit' }).click();
      await page.getByRole('button', { name: 'See what happens' }).click();
      await expect(step(page, 'COPY . .', 'ran')).toBeVisible();
      await expect(region(page, 'Checks').getByRole('listitem').first()).toContainText('not yet');
      await expectLabWithoutAxeFindings(page);
      await expectNoSidewaysScroll(page);
    });
  }
}

test('at 320 pixels nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await openLab(page);
  await buildWithoutGuess(page);
  await expect(step(page, 'COPY . .', 'ran')).toBeVisible();
  await expectNoSidewaysScroll(page);
});
