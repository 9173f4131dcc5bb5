import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type BuildCache,
  type BuildContext,
  type BuildOutcome,
  buildImage,
  catalogFromBases,
  contentSha256,
  EMPTY_CACHE,
  parseDockerfile,
} from '@/simulator';
import { nodeSha256 } from './support/node-sha256';
import { stop } from './support/stop';

const USAGE = 'usage: npm run fuzz -- [--seconds N] [--seed N]   (both whole numbers; 30 seconds and seed 1 when left out)';
/** What reading a Dockerfile of a few lines may take at most, on a busy machine. */
const PARSE_LIMIT_MS = 500;
const BUILDS_IN_A_SERIES = 4;
const PATHS = ['a', 'b', 'd/x', 'd/y', 'd/e/z'];
const LINES = [
  ...[
    'COPY a /a',
    'COPY . /all/',
    'COPY d /copied',
    'COPY d/* /flat/',
    'COPY --link d /linked',
    'COPY --chown=1:2 --chmod=640 b /own/b',
    'COPY gone /x',
  ],
  ...[
    'ADD a b /two/',
    'COPY --exclude=*.no --parents d/e/z /p/',
    'COPY <<E /inline\nhi $A\nE',
    'COPY --from=first / /from/',
    'COPY --from=0 /etc/passwd /pw',
  ],
  ...[
    'RUN echo $A >> /log',
    'RUN cat /a /log > /both; true',
    'RUN rm -rf /all',
    'RUN mv /copied /moved',
    'RUN chmod -R go-r /',
    'RUN exit 3',
    'RUN <<E\nset -e\nls /\nE',
  ],
  ...[
    'RUN --mount=type=cache,target=/c echo x >> /c/n',
    'RUN --mount=target=/m,source=d ls /m > /seen',
    'RUN --mount=type=tmpfs,target=/t touch /t/x',
  ],
  ...[
    'WORKDIR /w',
    'WORKDIR x',
    'USER 1000',
    'USER nobody',
    'ENV A=1 B=$A',
    'ARG A=2',
    'ENV A=$(',
    'LABEL a=b c',
    'EXPOSE 80 90-91/udp',
    'VOLUME ["/v"]',
  ],
  ...[
    'CMD ["a"',
    'ENTRYPOINT a',
    'HEALTHCHECK --interval=1s CMD x',
    'SHELL ["/bin/sh", "-ec"]',
    'ONBUILD RUN echo x',
    'STOPSIGNAL 9',
    'FROM first',
    'FROM scratch AS second',
  ],
  ...['# comment', 'RUN a \\\n\n  b', 'FOO bar', 'COPY', '"', 'ENV', '# check=skip=all'],
];

interface Random {
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
}

async function main(args: readonly string[]): Promise<void> {
  const options = { seconds: 30, seed: 1 };
  for (let at = 0; at < args.length; at += 2) {
    const [name, value] = [args[at], args[at + 1]];
    if ((name !== '--seconds' && name !== '--seed') || !/^\d+$/.test(value ?? '')) stop(`${name} ${value ?? ''} is not understood. ${USAGE}`);
    options[name === '--seconds' ? 'seconds' : 'seed'] = Number(value);
  }
  const end = performance.now() + options.seconds * 1000;
  let passed = 0;
  let failed = 0;
  for (let seed = options.seed; performance.now() < end; seed++) {
    const problem = await trySeries(seed);
    if (problem === undefined) passed += 1;
    else {
      failed += 1;
      process.stdout.write(`seed ${seed}: ${problem}\n`);
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
}

/** Builds a made-up context a few times with edits between; answers which promise does not hold. */
async function trySeries(seed: number): Promise<string | undefined> {
  const random = randomFrom(seed);
  const files = new Map(PATHS.map((path) => [path, `${path}\n`]));
  files.set('Dockerfile', dockerfileOf(random));
  let cache = EMPTY_CACHE;
  for (let round = 0; round < BUILDS_IN_A_SERIES; round++) {
    if (round > 0) change(files, random);
    const text = files.get('Dockerfile') ?? '';
    const where = () => `build ${round} of ${JSON.stringify(text)}`;
    try {
      const started = performance.now();
      parseDockerfile(text);
      if (performance.now() - started > PARSE_LIMIT_MS) return `reading took longer than ${PARSE_LIMIT_MS} ms: ${where()}`;
      const warm = await build(files, cache, seed);
      const cold = await build(files, EMPTY_CACHE, seed);
      const again = await build(files, warm.cache, seed);
      if (answerOf(warm) !== answerOf(cold)) return `a warm cache changes the answer: ${where()}`;
      const ran = again.result.steps.filter((step) => step.status === 'ran');
      if (ran.length > 0) return `built again, ${ran.map(({ name }) => name).join(', ')} ran again: ${where()}`;
      cache = warm.cache;
    } catch (error) {
      return `${error instanceof Error ? error.message : String(error)}: ${where()}`;
    }
  }
  return undefined;
}

/** Outcome and image; what is left in a cache mount, and times of directories sent again, depend on earlier builds as they should. */
function answerOf({ result }: BuildOutcome): string {
  const layers = result.images.flatMap((image) =>
    image.layers.map((layer) =>
      layer.entries.map(({ mtimeSeconds: _time, content, ...entry }) => [entry, content === undefined ? '' : contentSha256(content)]),
    ),
  );
  return JSON.stringify([result.ok, result.error, result.warnings, result.images.map(({ config }) => config), layers]);
}

function dockerfileOf(random: Random): string {
  const lines = Array.from({ length: 1 + random.below(8) }, () => random.pick(LINES));
  return `FROM busybox:1.36 AS first\n${lines.join('\n')}\n`;
}

function change(files: Map<string, string>, random: Random): void {
  const kind = random.below(4);
  if (kind === 0) files.set('Dockerfile', dockerfileOf(random));
  else if (kind === 1) files.delete(random.pick(PATHS));
  else if (kind === 2) files.set(random.pick(PATHS), `${random.below(3)}\n`);
}

const bases = catalogFromBases(JSON.parse(readFileSync(fileURLToPath(new URL('../corpus/bases.json', import.meta.url)), 'utf8')));

function build(files: ReadonlyMap<string, string>, cache: BuildCache, seed: number): Promise<BuildOutcome> {
  const context: BuildContext = new Map([...files].map(([path, content]) => [path, { kind: 'file', content }]));
  const request = { context, cache, catalog: bases, nowSeconds: 1_787_000_000 + (seed % 1000), sourceDateEpoch: 1_700_000_000 };
  return buildImage(request, { sha256: nodeSha256 });
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}

await main(process.argv.slice(2));
