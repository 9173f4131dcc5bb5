import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectNoAxeFindings, expectNoSidewaysScroll } from './support/axe';
import { tabTo } from './support/keyboard';
import { buildButton, openLab, region, step, typeText } from './support/lab';
import { expect, test } from './support/test';

const EXPLORE = './explore/';

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function openExample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the example' }).click();
  await expect(panel(page, 'Files').getByRole('table')).toBeVisible({ timeout: 30_000 });
}

/** As a file that the visitor chose. */
async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'application/x-tar', buffer });
}

test('the example opens: layers to scale, waste and who caused it, files by layer and together, documents', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Open an image' }).click();
  await openExample(page);
  await expect(page.getByText('stand-in files takes the place')).toBeVisible();
  await expect(panel(page, 'Image')).toContainText('linux/amd64');
  await expect(panel(page, 'Image')).toContainText('Does every blob hash to its name?Yes');

  const layers = panel(page, 'Layers').getByRole('table');
  await expect(layers.getByRole('row', { name: /RUN seq/ })).toContainText('hidden by later layers');
  await expect(layers.getByRole('row', { name: /EXPOSE/ })).toContainText('no layer');
  const waste = panel(page, 'Waste');
  await expect(waste.getByRole('row', { name: /srv\/import\.log/ })).toContainText(/2\.7 MB.*Layer 4.*Layer 5.*removed/);
  await expect(waste.getByRole('row', { name: /srv\/tides\.csv/ })).toContainText('replaced');

  const files = panel(page, 'Files');
  await files.getByRole('button', { name: 'srv/' }).click();
  await expect(files.getByRole('row', { name: /status\.txt/ })).toBeVisible();
  await expect(files.getByRole('row', { name: /import\.log/ })).toHaveCount(0);
  await layers.getByRole('button', { name: /those of layer 4/ }).click();
  await expect(files.getByLabel('Show')).toBeFocused();
  await files.getByLabel('Only').selectOption('hidden by a later layer');
  await expect(files.getByRole('row', { name: /srv\/import\.log/ })).toContainText('hidden by layer 5');
  await files.getByLabel('Show').selectOption('What a container sees');
  await files.getByLabel('Path contains').fill('PASSWD');
  await expect(files.getByRole('row', { name: /etc\/passwd/ }).first()).toContainText('layer 6');

  await expect(panel(page, 'Config')).toContainText('["httpd","-f","-p","8080"]');
  await panel(page, 'Documents').getByText('Manifest', { exact: true }).click();
  await expect(panel(page, 'Documents').getByRole('group', { name: 'Manifest' })).toContainText('"schemaVersion": 2');
});

test('what a lab exports is opened as it was built', async ({ page }) => {
  await openLab(page);
  await typeText(page, 'Dockerfile', 'FROM scratch\nCOPY server.js /app/\nCOPY README.md /app/\nLABEL release="7"\n');
  await buildButton(page).click();
  await page.getByRole('button', { name: 'Skip guessing' }).click();
  await expect(step(page, 'COPY README.md', 'ran')).toBeVisible();
  const image = region(page, 'Image');
  const digest = (await image.getByText(/^sha256:[0-9a-f]{19}$/).getAttribute('title')) ?? 'none';
  const downloading = page.waitForEvent('download');
  await image.getByRole('button', { name: 'Export as OCI archive' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.tar$/);
  await expect(image).toContainText('is saved');

  await page.goto(EXPLORE);
  await choose(page, download.suggestedFilename(), await readFile(await download.path()));
  await expect(panel(page, 'Image')).toContainText(digest);
  await expect(panel(page, 'Layers').getByRole('row', { name: /COPY server\.js/ })).toBeVisible();
  await expect(panel(page, 'Config')).toContainText('release=7');
  await expect(panel(page, 'Waste')).toContainText('No layer hides a file of another');
  await panel(page, 'Files').getByRole('button', { name: 'app/' }).click();
  await expect(panel(page, 'Files').getByRole('row', { name: /server\.js/ })).toContainText('521 B');
});

test('what cannot be opened says what was expected and what to do, and another file can be tried at once', async ({ page }) => {
  await page.goto(EXPLORE);
  await choose(page, 'Dockerfile', Buffer.from('FROM alpine\n'.repeat(200)));
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('This is not an archive of an image.');
  await expect(alert).toContainText('docker save IMAGE -o image.tar');
  await choose(page, 'empty.tar', Buffer.alloc(10_240));
  await expect(alert).toContainText('a tar, but not that of an image');
  await openExample(page);
  await expect(alert).toHaveCount(0);
});

test('an archive that lies about a digest is opened, and the lie is told; markup in names stays text', async ({ page }) => {
  await page.goto(EXPLORE);
  await choose(page, 'lying.tar', hostileArchive());
  await expect(panel(page, 'Image')).toContainText('Not all of them');
  await expect(panel(page, 'Image')).toContainText(/blobs\/sha256\/0{64} holds other bytes/);
  await expect(panel(page, 'Files')).toContainText('<img src=x onerror=alert(1)>');
  await expect(panel(page, 'Layers')).toContainText('RUN <b>bold</b>');
  await expect(page.locator('main img, main b')).toHaveCount(0);
});

test('reading can be given up', async ({ page }) => {
  await page.goto(EXPLORE);
  // The worker hears nothing and says nothing, as one that is busy with a very large file.
  await page.route('**/workers/explore.js*', (route) =>
    route.fulfill({ status: 200, contentType: 'text/javascript', body: 'onmessage = () => {};' }),
  );
  await choose(page, 'huge.tar', Buffer.alloc(1024));
  await expect(page.getByRole('progressbar', { name: 'Reading huge.tar' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByLabel('Choose a file')).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'Cancelled' })).toHaveCount(1);
});

test('a reader that does not start says so', async ({ page }) => {
  test.info().annotations.push({ type: 'expects', description: 'the blocked script throws' });
  await page.route('**/workers/explore.js*', (route) =>
    route.fulfill({ status: 200, contentType: 'text/javascript', body: 'throw new Error("no reader")' }),
  );
  await page.goto(EXPLORE);
  await choose(page, 'image.tar', Buffer.alloc(1024));
  await expect(page.getByRole('main').getByRole('alert')).toContainText('could not be started');
});

test('by keyboard alone: open, go into a folder and back', async ({ page }) => {
  await page.goto(EXPLORE);
  await tabTo(page, page.getByLabel('Choose a file'));
  await tabTo(page, page.getByRole('button', { name: 'Open the example' }));
  await page.keyboard.press('Enter');
  const files = panel(page, 'Files');
  await expect(files.getByRole('table')).toBeVisible({ timeout: 30_000 });
  await tabTo(page, files.getByRole('button', { name: 'etc/' }));
  await page.keyboard.press('Enter');
  await expect(files.getByRole('row', { name: /hostname/ })).toBeVisible();
  await tabTo(page, files.getByRole('button', { name: 'root', exact: true }), { back: true });
  await page.keyboard.press('Enter');
  await expect(files.getByRole('button', { name: 'etc/' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 768, 390, 320] as const) {
    test(`no axe findings and no sideways scroll, ${colorScheme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(EXPLORE);
      await expectNoAxeFindings(page);
      await openExample(page);
      await expectNoAxeFindings(page);
      await expectNoSidewaysScroll(page);
    });
  }
}

/** A layer whose blob's name is not its hash, and names that are markup. */
function hostileArchive(): Buffer {
  const layer = tar([['<img src=x onerror=alert(1)>', 'x']]);
  const config = JSON.stringify({
    os: 'linux',
    architecture: 'amd64',
    config: { Cmd: ['<script>alert(1)</script>'] },
    history: [{ created_by: 'RUN <b>bold</b>' }],
    rootfs: { type: 'layers', diff_ids: [] },
  });
  const [configName, layerName, manifestName] = ['1', '0', '2'].map((digit) => digit.repeat(64));
  const manifest = JSON.stringify({ config: { digest: `sha256:${configName}` }, layers: [{ digest: `sha256:${layerName}` }] });
  return tar([
    ['index.json', JSON.stringify({ manifests: [{ digest: `sha256:${manifestName}` }] })],
    [`blobs/sha256/${manifestName}`, manifest],
    [`blobs/sha256/${configName}`, config],
    [`blobs/sha256/${layerName}`, layer],
  ]);
}

/** The oldest form of the header is enough for names of up to a hundred bytes. */
function tar(files: readonly (readonly [name: string, content: string | Buffer])[]): Buffer {
  const parts = files.flatMap(([name, content]) => {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000644\0', 100);
    header.write('0000000\0', 108);
    header.write('0000000\0', 116);
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0', 136);
    header.write('        ', 148);
    header.write('0', 156);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
