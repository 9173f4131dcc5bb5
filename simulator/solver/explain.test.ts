import { describe, expect, test } from 'vitest';
import type { Cause } from '../index';
import { type BuildStep, buildSeries } from '../testing/build-file';

const FILES = {
  Dockerfile: `FROM busybox:1.36
ARG VERSION=1
ENV MODE=fast
COPY app.txt lib.txt /src/
RUN cat /src/app.txt > /out
WORKDIR /work
RUN echo done > done
`,
  'app.txt': 'app\n',
  'lib.txt': 'lib\n',
};

const edited = (from: string, to: string): BuildStep => ({ edit: { Dockerfile: FILES.Dockerfile.replace(from, to) } });

/** The causes of the step whose name ends in `step`, in the last build. */
async function causesAfter(steps: readonly BuildStep[], step: string, files: Readonly<Record<string, string>> = FILES): Promise<readonly Cause[]> {
  const results = await buildSeries(files, [{}, ...steps]);
  const found = results.at(-1)?.steps.find(({ name }) => name.endsWith(step));
  return found?.why.causes ?? [];
}

describe('a hit names the build that ran the step', () => {
  test('the same key', async () => {
    expect(await causesAfter([{}], 'RUN echo done > done')).toEqual([{ kind: 'same-key', build: 1 }]);
  });

  test('an older build after a revert', async () => {
    const causes = await causesAfter([{ edit: { 'app.txt': 'other\n' } }, { edit: { 'app.txt': 'app\n' } }], 'RUN cat /src/app.txt > /out');
    expect(causes).toEqual([{ kind: 'same-key', build: 1 }]);
  });

  test('the same content from a stage that ran again', async () => {
    const files = {
      Dockerfile: 'FROM busybox:1.36 AS build\nCOPY in.txt /\nRUN sort /in.txt > /out\nFROM scratch\nCOPY --from=build /out /out\n',
      'in.txt': 'b\na\n',
    };
    expect(await causesAfter([{ edit: { 'in.txt': 'a\nb\n' } }], 'COPY --from=build /out /out', files)).toEqual([{ kind: 'same-content', build: 1 }]);
  });
});

describe('a miss names the deciding input first', () => {
  test('content of a file', async () => {
    const [cause] = await causesAfter([{ edit: { 'app.txt': 'changed\n' } }], 'COPY app.txt lib.txt /src/');
    expect(cause).toMatchObject({
      kind: 'files-changed',
      source: 'context',
      total: 1,
      files: [{ path: 'app.txt', change: 'content', before: { sizeBytes: 4 }, after: { sizeBytes: 8 } }],
    });
  });

  test('mode of a file', async () => {
    const [cause] = await causesAfter([{ chmod: { 'lib.txt': 0o755 } }], 'COPY app.txt lib.txt /src/');
    expect(cause).toMatchObject({ kind: 'files-changed', files: [{ path: 'lib.txt', change: 'mode' }] });
  });

  test('the step above', async () => {
    const causes = await causesAfter([{ edit: { 'app.txt': 'changed\n' } }], 'RUN echo done > done');
    expect(causes).toMatchObject([{ kind: 'step-above-ran', stepName: '[4/5] WORKDIR /work' }]);
  });

  test('a build argument', async () => {
    const causes = await causesAfter([{ buildArgs: { VERSION: '2' } }], 'RUN cat /src/app.txt > /out');
    expect(causes).toEqual([{ kind: 'variable-changed', variable: 'ARG', name: 'VERSION', before: '1', after: '2' }]);
  });

  test('an environment variable', async () => {
    const causes = await causesAfter([edited('MODE=fast', 'MODE=slow')], 'RUN cat /src/app.txt > /out');
    expect(causes).toEqual([{ kind: 'variable-changed', variable: 'ENV', name: 'MODE', before: 'fast', after: 'slow' }]);
  });

  test('the text of a RUN', async () => {
    const causes = await causesAfter([edited('echo done', 'echo  done')], 'RUN echo  done > done');
    expect(causes).toEqual([{ kind: 'text-changed', before: 'RUN echo done > done', after: 'RUN echo  done > done' }]);
  });

  test('the working directory', async () => {
    const causes = await causesAfter([edited('WORKDIR /work', 'WORKDIR /other')], 'RUN echo done > done');
    expect(causes[0]).toEqual({ kind: 'option-changed', option: 'working directory', before: '/work', after: '/other' });
  });

  test('a user', async () => {
    const causes = await causesAfter([edited('WORKDIR', 'USER 1000\nWORKDIR')], 'RUN echo done > done');
    expect(causes[0]).toEqual({ kind: 'option-changed', option: 'user', before: 'root', after: '1000' });
  });

  test('a new step, and one that is gone', async () => {
    const added = await causesAfter([edited('WORKDIR', 'RUN true\nWORKDIR')], 'RUN true');
    expect(added[0]).toEqual({ kind: 'step-added' });
    const removed = await causesAfter([edited('RUN cat /src/app.txt > /out\n', '')], 'WORKDIR /work');
    expect(removed).toEqual([{ kind: 'step-above-removed', text: 'RUN cat /src/app.txt > /out' }]);
  });

  test('no cache, a failure before, a first build', async () => {
    expect(await causesAfter([{ noCache: true }], 'RUN echo done > done')).toEqual([{ kind: 'no-cache' }]);
    expect(await causesAfter([], 'RUN echo done > done')).toEqual([{ kind: 'never-built' }]);
    const failing = edited('echo done > done', 'exit 3');
    expect(await causesAfter([failing], 'RUN exit 3')).toMatchObject([{ kind: 'failed' }]);
  });

  test('the chain leads to the first miss', async () => {
    const results = await buildSeries(FILES, [{}, { edit: { 'app.txt': 'changed\n' } }]);
    const last = results[1]?.steps.at(-1);
    const names = last?.why.chain.map((id) => results[1]?.steps.find((step) => step.id === id)?.name);
    expect(names).toEqual(['[4/5] WORKDIR /work', '[3/5] RUN cat /src/app.txt > /out', '[2/5] COPY app.txt lib.txt /src/']);
  });
});

test('a stage that nobody needs is skipped, and says so', async () => {
  const files = { Dockerfile: 'FROM busybox:1.36 AS test\nRUN exit 1\nFROM busybox:1.36\nRUN echo x > /x\n' };
  const [result] = await buildSeries(files, [{}]);
  expect(result?.ok).toBe(true);
  expect(result?.steps.filter((step) => step.status === 'skipped').map((step) => [step.name, step.why.causes[0]?.kind])).toEqual([
    ['[test 1/2] FROM busybox:1.36', 'not-needed'],
    ['[test 2/2] RUN exit 1', 'not-needed'],
  ]);
});
