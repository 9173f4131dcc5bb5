import manifest from '@/content/07-build-cache/lab/start/package.json';
import lock from '@/content/07-build-cache/lab/start/package-lock.json';
import type { Workspace } from './workspace';

/** What the visitor has done to the project of the home page. */
export interface DemoProject {
  /** Where the line that copies the source stands. */
  readonly order: 'source-first' | 'source-last';
  /** How often a character of `server.js` was changed. */
  readonly edits: number;
}

/** The line that moves. */
export const MOVING_LINE = 'COPY . .';

const HEAD = ['FROM node:20-slim', 'WORKDIR /app', 'COPY package*.json ./'];
const WORK = ['RUN apt-get update && apt-get install -y --no-install-recommends curl', 'RUN npm ci'];
const TAIL = ['CMD ["node", "server.js"]'];

/** The first lesson's service with a Dockerfile that has, or no longer has, the classic mistake. */
export function demoProject({ order, edits }: DemoProject): Workspace {
  const middle = order === 'source-first' ? [MOVING_LINE, ...WORK] : [...WORK, MOVING_LINE];
  return {
    version: 1,
    dockerfilePath: 'Dockerfile',
    buildArgs: {},
    files: {
      Dockerfile: { text: `${[...HEAD, ...middle, ...TAIL].join('\n')}\n` },
      'package.json': { text: `${JSON.stringify(manifest, undefined, 2)}\n` },
      'package-lock.json': { text: `${JSON.stringify(lock, undefined, 2)}\n` },
      'server.js': { text: serverText(edits) },
    },
  };
}

const LETTERS = 26;

/** One character changes from edit to edit; after all letters it comes back to one that was built before, which is then a hit. */
function serverText(edits: number): string {
  const letter = String.fromCharCode('a'.charCodeAt(0) + (edits % LETTERS));
  return `import { createServer } from 'node:http';\n\ncreateServer((_request, response) => response.end('release ${letter}')).listen(3000);\n`;
}
