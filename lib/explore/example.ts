import type { Engine } from '@/lib/engine/types';
import { WORKSPACE_MTIME_SECONDS, type Workspace } from '@/lib/lab/workspace';

/** A little project whose image shows what an explorer is for: something to see in each layer, and bytes that nobody sees any more. */
export const EXAMPLE: Workspace = {
  version: 1,
  dockerfilePath: 'Dockerfile',
  buildArgs: {},
  files: {
    Dockerfile: {
      text: `FROM alpine:3
LABEL org.opencontainers.image.title="Tide table"
WORKDIR /srv
COPY . .
RUN seq 1 400000 > import.log && wc -l import.log > status.txt
RUN rm -r import.log drafts && echo ready > status.txt
RUN addgroup -S tides && adduser -S -G tides tides && chown -R tides:tides /srv
EXPOSE 8080
USER tides
HEALTHCHECK --interval=30s CMD wget -qO- http://127.0.0.1:8080/ || exit 1
CMD ["httpd", "-f", "-p", "8080"]
`,
    },
    '.dockerignore': { text: 'Dockerfile\n.dockerignore\n' },
    'index.html': { text: '<!doctype html>\n<title>Tide table</title>\n<h1>High water</h1>\n<p>05:12 and 17:36</p>\n' },
    'tides.csv': { text: tideTable() },
    'drafts/next-month.csv': { text: 'port,high,low\n' },
    'bin/import.sh': { text: '#!/bin/sh\nexec cat tides.csv\n', mode: 0o755 },
  },
};

/** A year of two tides a day, each a little later than the one before. */
function tideTable(): string {
  const lines = Array.from({ length: 730 }, (_, tide) => {
    const minutes = (tide * 745 + 312) % 1440;
    return `${Math.floor(tide / 2) + 1},${Math.floor(minutes / 60)},${minutes % 60}`;
  });
  return `day,hour,minute\n${lines.join('\n')}\n`;
}

const LAB_ID = 'explore-example';

/** Builds the project in the simulator and hands over its image as the archive that a download of it would be. */
export async function buildExample(engine: Engine): Promise<Blob> {
  const result = await engine.build(LAB_ID, EXAMPLE, { nowSeconds: WORKSPACE_MTIME_SECONDS });
  if (!result.ok) throw new Error(result.error?.message);
  const exported = await engine.exportImage(LAB_ID);
  if (!exported.ok) throw new Error(exported.message);
  return exported.blob;
}
