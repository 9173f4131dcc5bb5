import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { expect, test } from '@playwright/test';

test('npm start reports a taken port, takes the next one and serves the site there', async ({ request }) => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(4370, '127.0.0.1', resolve));
  const start = spawn(process.execPath, ['scripts/start.mjs'], { env: { ...process.env, PORT: '4370' }, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const said = await outputUntil(start.stdout, /http:\S+/);
    expect(said).toContain('Port 4370 is taken, trying 4371.');
    const response = await request.get(/http:\S+/.exec(said)?.[0] ?? '');
    expect(response.status()).toBe(200);
    expect(await response.text()).toContain('Layerlab');
  } finally {
    start.kill();
    blocker.close();
  }
});

test('a port that is none is refused in one line', async () => {
  const start = spawn(process.execPath, ['scripts/start.mjs'], { env: { ...process.env, PORT: 'http' }, stdio: ['ignore', 'ignore', 'pipe'] });
  expect(await outputUntil(start.stderr, /\n/)).toBe('PORT must be a number from 1 to 65535; it is "http".\n');
  await expect.poll(() => start.exitCode).toBe(2);
});

/** What a command has said as soon as it has said this; what it said at all, if it ends before. */
async function outputUntil(stream: NodeJS.ReadableStream, wanted: RegExp): Promise<string> {
  let said = '';
  for await (const chunk of stream) {
    said += String(chunk);
    if (wanted.test(said)) break;
  }
  return said;
}
