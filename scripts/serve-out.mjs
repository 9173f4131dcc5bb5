/** `node scripts/serve-out.mjs PORT`: serves the export that is there, on this port or not at all; for the browser tests. */
import { OUT } from './build.mjs';
import { listen, staticServer } from './static-server.mjs';

const port = Number(process.argv[2]);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  process.stderr.write('Usage: node scripts/serve-out.mjs PORT\n');
  process.exit(2);
}
await listen(staticServer(OUT, { basePath: process.env.NEXT_PUBLIC_BASE_PATH ?? '' }), { port, attempts: 1 });
