/** `npm start`: from a fresh clone to a page in the browser. */
import { ensureDependencies } from './project.mjs';

const DEFAULT_PORT = 3000;

const wanted = process.env.PORT === undefined ? DEFAULT_PORT : Number(process.env.PORT);
if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) {
  process.stderr.write(`PORT must be a number from 1 to 65535; it is "${process.env.PORT}".\n`);
  process.exit(2);
}

ensureDependencies();
const { build, isBuilt, OUT } = await import('./build.mjs');
if (!isBuilt()) {
  console.log('Building the site …');
  const status = await build();
  if (status !== 0) process.exit(status);
}

const { listen, staticServer } = await import('./static-server.mjs');
const basePath = process.env.NEXT_PUBLIC_BASE_PATH ?? '';
const server = staticServer(OUT, { basePath });
const host = process.env.HOST ?? '127.0.0.1';
const port = await listen(server, { port: wanted, host, onTaken: (taken) => console.log(`Port ${taken} is taken, trying ${taken + 1}.`) });
console.log(`Layerlab is at http://${host === '127.0.0.1' ? 'localhost' : host}:${port}${basePath}/  (Ctrl+C ends it)`);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
