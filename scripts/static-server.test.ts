import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen, staticServer } from './static-server.mjs';

let folder = '';
const servers: ReturnType<typeof staticServer>[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerlab-'));
  const root = join(folder, 'out');
  mkdirSync(join(root, 'lessons', '_next', 'static'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'outside');
  writeFileSync(join(root, 'index.html'), 'home');
  writeFileSync(join(root, '404.html'), 'missing');
  writeFileSync(join(root, 'theme.js'), 'script');
  writeFileSync(join(root, 'lessons', 'index.html'), 'lessons');
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(basePath = ''): Promise<string> {
  const server = staticServer(join(folder, 'out'), { basePath });
  servers.push(server);
  await listen(server, { port: 0 });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('static server', () => {
  test.each([
    ['/', 200, 'home', 'text/html; charset=utf-8'],
    ['/lessons/', 200, 'lessons', 'text/html; charset=utf-8'],
    ['/theme.js?v=1', 200, 'script', 'text/javascript; charset=utf-8'],
    ['/nothing', 404, 'missing', 'text/html; charset=utf-8'],
    ['/lessons/_next/', 404, 'missing', 'text/html; charset=utf-8'],
    ['/..%2fsecret.txt', 404, 'missing', 'text/html; charset=utf-8'],
    ['/%2e%2e/%2e%2e/secret.txt', 404, 'missing', 'text/html; charset=utf-8'],
    ['/%00', 404, 'missing', 'text/html; charset=utf-8'],
    ['/%', 404, 'missing', 'text/html; charset=utf-8'],
  ])('%s', async (path, status, body, type) => {
    const response = await fetch((await start()) + path);
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([status, body, type]);
  });

  test('a folder without its slash leads to the folder, query kept', async () => {
    const response = await fetch(`${await start()}/lessons?a=1`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([308, '/lessons/?a=1']);
  });

  test('only reads', async () => {
    expect((await fetch(await start(), { method: 'POST' })).status).toBe(405);
  });

  test('serves below a base path, and nothing beside it', async () => {
    const origin = await start('/course');
    expect(await (await fetch(`${origin}/course/lessons/`)).text()).toBe('lessons');
    expect((await fetch(`${origin}/lessons/`)).status).toBe(404);
    expect((await fetch(`${origin}/course`, { redirect: 'manual' })).headers.get('location')).toBe('/course/');
  });
});

describe('listen', () => {
  test('reports a taken port and takes the next', async () => {
    const blocker = createServer();
    const port = await listen(blocker, { port: 38_211 });
    const taken: number[] = [];
    const server = staticServer(folder);
    const got = await listen(server, { port, onTaken: (each: number) => taken.push(each) });
    blocker.close();
    server.close();
    expect(taken).toContain(port);
    expect(got).toBe(port + taken.length);
  });
});
