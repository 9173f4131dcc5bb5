import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lessonFolder } from './paths';

/** The lab's project is real: what the lesson builds in the simulator starts on a real Node and answers on its port. */
const folder = mkdtempSync(join(tmpdir(), 'parcel-desk-'));
let server: ChildProcess;
let address: string;

beforeAll(async () => {
  cpSync(join(lessonFolder('build-cache'), 'lab', 'solution'), folder, { recursive: true });
  execFileSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'pipe',
    shell: process.platform === 'win32',
  });
  server = spawn(process.execPath, ['server.js'], {
    cwd: folder,
    env: { ...process.env, PORT: '0', GIT_SHA: '9f3c2ab' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  address = `http://127.0.0.1:${await portOf(server)}`;
}, 180_000);

afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** The first line that the service logs says where it listens. */
function portOf(started: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let errors = '';
    started.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    started.stdout?.once('data', (chunk: Buffer) => resolve(Number(JSON.parse(chunk.toString().split('\n')[0] ?? '').port)));
    started.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${errors}`)));
  });
}

async function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${address}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

test('it says that it is well and what it was built from', async () => {
  const response = await fetch(`${address}/health`);
  expect(await response.json()).toEqual({ status: 'ok', revision: '9f3c2ab' });
});

test('it takes parcels in and hands them out', async () => {
  const received = await post('/parcels', { recipient: 'Mara' });
  expect([received.status, await received.json()]).toEqual([201, { id: 1, recipient: 'Mara', state: 'waiting' }]);
  expect(await (await post('/parcels/1/collected', {})).json()).toEqual({ id: 1, recipient: 'Mara', state: 'collected' });
  expect(await (await fetch(`${address}/parcels`)).json()).toEqual([{ id: 1, recipient: 'Mara', state: 'collected' }]);
});

test('it refuses what makes no sense', async () => {
  expect((await post('/parcels', {})).status).toBe(400);
  expect((await post('/parcels/7/collected', {})).status).toBe(404);
});
