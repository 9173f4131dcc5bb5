import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyRemedy, type BuildRequest, type BuildResult, buildImage, EMPTY_CACHE, explainRemedy, type Remedy, searchRemedies } from '../index';
import { recordedCatalog } from '../testing/build-file';
import { dockerfile, edit, files } from '../testing/generators';

type Files = Readonly<Record<string, string>>;
type Changes = Readonly<Record<string, string | null>>;

function requestOf(content: Files, options: Partial<BuildRequest> = {}): BuildRequest {
  return {
    context: new Map(Object.entries(content).map(([path, text]) => [path, { kind: 'file', content: text, mode: 0o644 } as const])),
    cache: EMPTY_CACHE,
    catalog: recordedCatalog(),
    nowSeconds: 1_787_000_000,
    ...options,
  };
}

function changed(content: Files, changes: Changes): Files {
  const entries = Object.entries({ ...content, ...changes }).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]));
  return Object.fromEntries(entries);
}

interface Second {
  readonly request: BuildRequest;
  readonly result: BuildResult;
}

/** Builds, changes, builds again. */
async function twoBuilds(content: Files, changes: Changes, first: Partial<BuildRequest> = {}, then: Partial<BuildRequest> = first): Promise<Second> {
  const { cache } = await buildImage(requestOf(content, first));
  const request = requestOf(changed(content, changes), { ...then, cache });
  return { request, result: (await buildImage(request)).result };
}

async function remediesAfter(
  content: Files,
  changes: Changes,
  step: string,
  ...options: readonly Partial<BuildRequest>[]
): Promise<readonly Remedy[]> {
  const { request, result } = await twoBuilds(content, changes, ...options);
  const found = result.steps.find(({ name }) => name.endsWith(step));
  expect(found?.status).toBe('ran');
  return explainRemedy(request, found?.id ?? '');
}

const short = (remedies: readonly Remedy[]) =>
  remedies.map(({ kind, effect, actions }) => `${kind} ${effect}: ${actions.map((action) => [action.kind, textOf(action)].join(' ')).join(' + ')}`);

function textOf(action: Remedy['actions'][number]): string {
  switch (action.kind) {
    case 'restore-file':
      return `${action.path}${action.entry === undefined ? ' gone' : ''}`;
    case 'set-build-arg':
      return `${action.name}=${action.value ?? ''}`;
    case 'replace-instruction':
      return `${action.before} → ${action.after}`;
    case 'remove-instruction':
    case 'insert-instruction':
      return action.text;
    case 'ignore':
      return action.patterns.join(' ');
    case 'use-cache':
      return '';
  }
}

const BASE = 'FROM busybox:1.36\n';

describe('going back', () => {
  const content = { Dockerfile: `${BASE}ARG V=1\nCOPY a b /src/\nRUN cat /src/a > /out\n`, a: 'a\n', b: 'b\n' };

  test('a file', async () => {
    expect(short(await remediesAfter(content, { a: 'changed\n' }, 'RUN cat /src/a > /out'))).toEqual(['undo now: restore-file a']);
  });

  test('of two changes only the one that decides', async () => {
    const remedies = await remediesAfter({ ...content, c: 'c\n' }, { a: 'changed\n', c: 'changed\n' }, 'COPY a b /src/');
    expect(short(remedies)).toEqual(['undo now: restore-file a']);
  });

  test('two changes that decide together', async () => {
    expect(short(await remediesAfter(content, { a: 'x\n', b: 'y\n' }, 'COPY a b /src/'))).toEqual(['undo now: restore-file a + restore-file b']);
  });

  test('a build argument, given and withdrawn', async () => {
    const given = await remediesAfter(content, {}, 'RUN cat /src/a > /out', {}, { buildArgs: { V: '2' } });
    expect(short(given)).toContain('undo now: set-build-arg V=');
    const withdrawn = await remediesAfter(content, {}, 'RUN cat /src/a > /out', { buildArgs: { V: '2' } }, {});
    expect(short(withdrawn)).toContain('undo now: set-build-arg V=2');
  });

  test.each([
    [
      'the text of an instruction',
      'cat /src/a',
      'sort /src/a',
      'RUN sort /src/a > /out',
      'undo now: replace-instruction RUN sort /src/a > /out → RUN cat /src/a > /out',
    ],
    ['an instruction that is new', 'COPY', 'RUN true\nCOPY', 'COPY a b /src/', 'undo now: remove-instruction RUN true'],
    ['an instruction that is gone', 'COPY a b /src/\n', '', 'RUN cat /src/a > /out; true', 'undo now: insert-instruction COPY a b /src/'],
    ['a base', 'busybox:1.36', 'appbase:1', 'COPY a b /src/', 'undo now: replace-instruction FROM appbase:1 → FROM busybox:1.36'],
  ])('%s', async (_, from, to, step, expected) => {
    const text = content.Dockerfile.replace('> /out', '> /out; true').replace('; true', step.endsWith('; true') ? '; true' : '');
    expect(short(await remediesAfter({ ...content, Dockerfile: text }, { Dockerfile: text.replace(from, to) }, step))).toContain(expected);
  });

  test('--no-cache', async () => {
    expect(short(await remediesAfter(content, {}, 'COPY a b /src/', {}, { noCache: true }))).toEqual(['undo now: use-cache ']);
  });

  test('the ignore file', async () => {
    const copied = { Dockerfile: `${BASE}COPY . /src/\n`, '.dockerignore': '*.log\n.dockerignore\n', 'x.log': 'log\n', a: 'a\n' };
    expect(short(await remediesAfter(copied, { '.dockerignore': '.dockerignore\n' }, 'COPY . /src/'))).toContain('undo now: restore-file x.log gone');
  });
});

describe('nothing to offer', () => {
  const content = { Dockerfile: `${BASE}RUN echo one\n`, a: 'a\n' };

  test('for a hit, a first build, a step that is new', async () => {
    const { request, result } = await twoBuilds(content, {});
    expect(explainRemedy(request, result.steps.at(-1)?.id ?? '')).toEqual([]);
    expect(explainRemedy(requestOf(content), result.steps.at(-1)?.id ?? '')).toEqual([]);
    expect(await remediesAfter(content, { Dockerfile: `${content.Dockerfile}RUN echo two\n` }, 'RUN echo two')).toEqual([]);
    expect(explainRemedy(request, 'linux/amd64/7/7')).toEqual([]);
  });
});

describe('keeping the change', () => {
  test('an argument moves below the steps that do not use it', async () => {
    const content = { Dockerfile: `${BASE}ARG REVISION=1\nRUN echo slow > /slow\nLABEL revision=$REVISION\n` };
    const remedies = await remediesAfter(content, {}, 'RUN echo slow > /slow', {}, { buildArgs: { REVISION: '2' } });
    expect(short(remedies)).toContain('move-below next: remove-instruction ARG REVISION=1 + insert-instruction ARG REVISION=1');
  });

  test('an argument that the step uses stays where it is', async () => {
    const content = { Dockerfile: `${BASE}ARG REVISION=1\nRUN echo $REVISION > /slow\n` };
    const remedies = await remediesAfter(content, {}, 'RUN echo 2 > /slow', {}, { buildArgs: { REVISION: '2' } });
    expect(remedies.map(({ kind }) => kind)).toEqual(['undo']);
  });

  test('a new variable goes below at no cost', async () => {
    const text = `${BASE}RUN echo slow > /slow\nRUN echo last\n`;
    const remedies = await remediesAfter(
      { Dockerfile: text },
      { Dockerfile: text.replace('RUN echo slow', 'ENV MODE=x\nRUN echo slow') },
      'RUN echo slow > /slow',
    );
    expect(short(remedies)).toEqual([
      'undo now: remove-instruction ENV MODE=x',
      'move-below now: remove-instruction ENV MODE=x + insert-instruction ENV MODE=x',
    ]);
  });

  test('a copy moves below the step that does not read it', async () => {
    const content = { Dockerfile: `${BASE}COPY app /app\nRUN echo slow > /slow\n`, app: 'one\n' };
    const remedies = await remediesAfter(content, { app: 'two\n' }, 'RUN echo slow > /slow');
    expect(short(remedies)).toContain('move-below next: remove-instruction COPY app /app + insert-instruction COPY app /app');
  });

  test('only the files that name the packages are copied first', async () => {
    const run = 'RUN cp /app/package.json /installed';
    const content = { Dockerfile: `${BASE}COPY . /app\n${run}\n`, 'package.json': '{}\n', 'server.js': '1\n', '.dockerignore': 'Dockerfile\n' };
    const remedies = await remediesAfter(content, { 'server.js': '2\n' }, run);
    expect(short(remedies)).toEqual([
      'undo now: restore-file server.js',
      `copy-manifests-first next: replace-instruction COPY . /app → COPY package.json /app/ + insert-instruction COPY . /app`,
    ]);
  });

  test('a copy stands by itself', async () => {
    const content = { Dockerfile: `${BASE}COPY tool /tool\nCOPY data /data\n`, tool: 'one\n', data: 'data\n' };
    const remedies = await remediesAfter(content, { tool: 'two\n' }, 'COPY data /data');
    expect(short(remedies)).toContain('link next: replace-instruction COPY data /data → COPY --link data /data');
  });

  test('a file that no container needs stays out of the context', async () => {
    const content = { Dockerfile: `${BASE}COPY . /app\n`, app: 'app\n', 'README.md': 'one\n' };
    expect(short(await remediesAfter(content, { 'README.md': 'two\n' }, 'COPY . /app'))).toContain('ignore next: ignore README.md');
    expect(short(await remediesAfter(content, { '.git/HEAD': 'ref\n' }, 'COPY . /app'))).toContain('ignore next: ignore .git');
    const needed = await remediesAfter(content, { app: 'other\n' }, 'COPY . /app');
    expect(needed.map(({ kind }) => kind)).toEqual(['undo']);
  });
});

describe('proof', () => {
  const run = 'RUN cp /app/package.json /installed';
  const content = { Dockerfile: `${BASE}COPY . /app\n${run}\n`, 'package.json': '{}\n', 'server.js': '1\n' };

  test('the Dockerfile, which the copy takes along, may read differently; what shows a remedy for the next time is a hit', async () => {
    const { request, result } = await twoBuilds(content, { 'server.js': '2\n' });
    const remedies = explainRemedy(request, result.steps.find(({ name }) => name.endsWith(run))?.id ?? '');
    const remedy = remedies.find(({ kind }) => kind === 'copy-manifests-first');
    if (remedy === undefined) throw new Error(short(remedies).join('\n'));
    const rehearsal = (remedy.rehearsal ?? []).reduce((before, actions) => applyRemedy(before, { actions }), request);
    const { cache } = await buildImage(rehearsal);
    const shown = (await buildImage({ ...applyRemedy(request, remedy), cache })).result;
    const step = shown.steps.find(({ range }) => range?.startLine === remedy.line);
    expect([step?.name.endsWith(run), step?.status]).toEqual([true, 'cached']);
  });

  test('a search can be laid aside between its trials, and given up', async () => {
    const { request, result } = await twoBuilds(content, { 'server.js': '2\n' });
    const stepId = result.steps.find(({ name }) => name.endsWith(run))?.id ?? '';
    const signal = { aborted: false };
    const search = searchRemedies(request, stepId, { signal });
    expect(search.next()).toEqual({ done: false, value: undefined });
    signal.aborted = true;
    let trials = 1;
    for (let next = search.next(); !next.done; next = search.next()) trials++;
    expect(trials).toBeLessThan(6);
  });
});

test('smallest first, and every remedy that acts now makes the step a hit', async () => {
  let offered = 0;
  await fc.assert(
    fc.asyncProperty(dockerfile, files, edit, async (text, content, { edit: changes = {} }) => {
      const { request, result } = await twoBuilds({ Dockerfile: text, ...content }, changes);
      for (const step of result.steps.filter(({ status }) => status === 'ran').slice(0, 2)) {
        const remedies = explainRemedy(request, step.id);
        expect(remedies.map(({ size }) => size)).toEqual(remedies.map(({ size }) => size).sort((a, b) => a - b));
        for (const remedy of remedies.filter(({ effect }) => effect === 'now')) {
          offered++;
          const again = await buildImage(applyRemedy(request, remedy));
          expect(ranCount(again.result)).toBeLessThan(ranCount(result));
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(offered).toBeGreaterThan(2);
});

const ranCount = ({ steps }: BuildResult) => steps.filter(({ status }) => status === 'ran').length;
