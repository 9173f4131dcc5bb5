import { describe, expect, test } from 'vitest';
import type { BuildResult } from '../build-types';
import { type BuildStep, buildSeries } from '../testing/build-file';
import { findLeaks } from './find-leaks';
import type { Leak } from './leak-types';

const TOKEN = 'npm_s3cr3t/Value';

async function build(lines: readonly string[], options: BuildStep = {}, files: Readonly<Record<string, string>> = {}): Promise<BuildResult> {
  const [result] = await buildSeries({ '.env': `TOKEN=${TOKEN}\n`, ...files, Dockerfile: ['FROM busybox:1.36', ...lines, ''].join('\n') }, [options]);
  if (result?.ok !== true) throw new Error(result?.error?.message);
  return result;
}

/** One line a leak: where, how it is written, what to do. */
function described({ place, form, layerIndex, remedies }: Leak): string {
  const { kind, ...rest } = place;
  const details = Object.entries(rest).flatMap(([key, value]) => (key === 'historyIndex' ? [] : [`${key}=${value}`]));
  return [kind, ...details, ...(layerIndex === undefined ? [] : [`layer ${layerIndex}`]), form, '→', ...remedies].join(' ');
}

const ARG = { buildArgs: { TOKEN } };
const SECRET = { secrets: { token: TOKEN } };
const IN_HISTORY = ['build-argument argument=TOKEN plain → secret-mount', 'build-argument argument=TOKEN layer 1 plain → secret-mount'];

const CASES: readonly (readonly [string, readonly string[], BuildStep, readonly string[]])[] = [
  ['an ARG that a RUN uses', ['ARG TOKEN', 'RUN test -n "$TOKEN"'], ARG, IN_HISTORY],
  ['an ARG that no RUN follows', ['ARG TOKEN'], ARG, IN_HISTORY.slice(0, 1)],
  ['an ARG of an earlier stage', ['ARG TOKEN', 'RUN test -n "$TOKEN"', 'FROM busybox:1.36', 'RUN true'], ARG, []],
  ['a default in the Dockerfile', [`ARG TOKEN=${TOKEN}`], {}, IN_HISTORY.slice(0, 1)],
  [
    'ENV',
    ['ARG TOKEN', 'ENV NPM_TOKEN=$TOKEN'],
    ARG,
    [
      'env name=NPM_TOKEN plain → set-at-run-time secret-mount',
      ...IN_HISTORY.slice(0, 1),
      'history instruction=ENV plain → set-at-run-time secret-mount',
    ],
  ],
  [
    'LABEL and CMD',
    [`LABEL key=${TOKEN}`, `CMD ["serve", "--token=${TOKEN}"]`],
    {},
    [
      'label name=key plain → set-at-run-time',
      'config field=Cmd plain → set-at-run-time',
      'history instruction=LABEL plain → set-at-run-time',
      'history instruction=CMD plain → set-at-run-time',
    ],
  ],
  ['a .env that COPY takes', ['COPY . /app'], {}, ['file path=app/.env layer 1 plain → ignore-file secret-mount']],
  [
    'a .env that a later RUN removes',
    ['COPY . /app', 'RUN rm /app/.env'],
    {},
    ['file path=app/.env hiddenIn=2 layer 1 plain → ignore-file secret-mount'],
  ],
  ['written and removed in one RUN', ['ARG TOKEN', 'RUN echo $TOKEN > f && rm f'], ARG, IN_HISTORY],
  [
    'written in one RUN, removed in the next',
    ['ARG TOKEN', 'RUN echo $TOKEN > f', 'RUN rm f'],
    ARG,
    [
      ...IN_HISTORY,
      'build-argument argument=TOKEN layer 2 plain → secret-mount',
      'file path=f hiddenIn=2 layer 1 plain → secret-mount remove-in-same-step',
    ],
  ],
  ['a secret mount', ['RUN --mount=type=secret,id=token test -n "$(cat /run/secrets/token)"'], SECRET, []],
  [
    'a secret mount whose file is copied',
    ['RUN --mount=type=secret,id=token echo "//r/:_authToken=$(cat /run/secrets/token)" > /root/.npmrc'],
    SECRET,
    ['file path=root/.npmrc layer 1 plain → secret-mount'],
  ],
  [
    'packed as base64',
    ['RUN --mount=type=secret,id=token printf "me:%s" "$(cat /run/secrets/token)" | base64 > /auth'],
    SECRET,
    ['file path=auth layer 1 base64 → secret-mount'],
  ],
  [
    'the name of a file',
    ['ARG TOKEN', 'RUN mkdir -p /d && ln -s "/$TOKEN" /d/l'],
    ARG,
    [...IN_HISTORY, 'link-target path=d/l layer 1 plain → secret-mount'],
  ],
  [
    'taken from another stage',
    [
      'RUN --mount=type=secret,id=token mkdir /app && cp /run/secrets/token /app/key && chmod 644 /app/key',
      'FROM busybox:1.36',
      'COPY --from=0 /app /app',
    ],
    SECRET,
    ['file path=app/key layer 1 plain → copy-less secret-mount'],
  ],
  [
    'a token in a URL',
    [`RUN echo https://me:${encodeURIComponent(TOKEN)}@example.com/r.git`],
    {},
    ['history instruction=RUN layer 1 url → secret-mount'],
  ],
  ['two arguments, one of them secret', ['ARG A', 'ARG TOKEN', 'RUN echo "$A"'], { buildArgs: { A: 'x y=z', TOKEN } }, IN_HISTORY],
  [
    'in the command and not in the argument',
    ['ARG A', `RUN echo T=${TOKEN}`],
    { buildArgs: { A: 'x' } },
    ['history instruction=RUN layer 1 plain → secret-mount'],
  ],
];

describe('findLeaks', () => {
  test.each(CASES)('%s', async (_name, lines, options, expected) => {
    expect(findLeaks(await build(lines, options), TOKEN).leaks.map(described)).toEqual(expected);
  });

  test('a provenance that says all holds values of arguments and the Dockerfile', async () => {
    const lines = ['ARG TOKEN', 'RUN true'];
    const pointersOf = async (provenance: 'min' | 'max') =>
      findLeaks(await build(lines, { ...ARG, attest: { provenance } }), TOKEN).leaks.flatMap(({ place, remedies }) =>
        place.kind === 'attestation' ? [[place.pointer, ...remedies]] : [],
      );
    expect(await pointersOf('min')).toEqual([]);
    expect(await pointersOf('max')).toContainEqual([
      '/predicate/buildDefinition/externalParameters/request/args/build-arg:TOKEN',
      'secret-mount',
      'provenance-min',
    ]);
  });

  test('each leak names the step', async () => {
    const result = await build(['COPY .env /'], {});
    const [leak] = findLeaks(result, TOKEN).leaks;
    expect(result.steps.find(({ id }) => id === leak?.stepId)?.name).toBe('[2/2] COPY .env /');
  });

  test('limits end the search and say so', async () => {
    const result = await build(['COPY .env /a', 'COPY .env /b'], {});
    expect(findLeaks(result, TOKEN)).toMatchObject({ searched: { files: 1 }, unreadFiles: 0 });
    expect(findLeaks(result, TOKEN, { leaks: 1 })).toMatchObject({ leaks: { length: 1 }, stoppedBy: 'leaks' });
    expect(findLeaks(result, TOKEN, { bytes: 3 })).toMatchObject({ leaks: [], stoppedBy: 'bytes' });
  });

  test('an empty value leaks nowhere', async () => {
    expect(findLeaks(await build(['COPY . /app']), '').leaks).toEqual([]);
  });
});
