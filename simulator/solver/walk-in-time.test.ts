import { describe, expect, test } from 'vitest';
import { buildSeries } from '../testing/build-file';

const shown = ({ steps, error }: Awaited<ReturnType<typeof buildSeries>>[number]) => ({
  steps: steps
    .filter((step) => step.instruction !== 'FROM')
    .map(
      (step) => `${(step.reportedCached ?? step.status === 'cached') ? 'CACHED ' : ''}${step.status === 'skipped' ? '(skipped) ' : ''}${step.name}`,
    ),
  line: error?.line,
});

describe('stages side by side, one of which fails', () => {
  const slow = [
    'FROM busybox:1.36 AS a',
    'COPY p /p',
    'RUN sleep 1 && test ! -e /p',
    'FROM busybox:1.36 AS b',
    'RUN echo b > /b',
    'FROM scratch',
    'COPY --from=a /p /',
    'COPY --from=b /b /',
  ].join('\n');

  test('what was through before the failure is in the cache', async () => {
    const [first, second] = await buildSeries({ Dockerfile: slow, p: '' }, [{}, {}]);
    expect(first?.error?.line).toBe(3);
    expect(second?.steps.find((step) => step.name.includes('echo b'))?.status).toBe('cached');
  });

  test('what takes as long as the failing step is not', async () => {
    const [, second] = await buildSeries({ Dockerfile: slow.replace('RUN echo b', 'RUN sleep 2 && echo b'), p: '' }, [{}, {}]);
    expect(second?.steps.find((step) => step.name.includes('echo b'))?.status).not.toBe('cached');
  });
});

describe('a COPY from a stage that lacks the path', () => {
  test('is noticed before the RUN above it is through, which is then shown as cached', async () => {
    const text = 'FROM busybox:1.36 AS s\nCOPY f /f\nFROM busybox:1.36\nRUN true\nCOPY --from=s /none /x\n';
    const [build] = await buildSeries({ Dockerfile: text, f: 'f' }, [{}]);
    expect(build && shown(build)).toEqual({
      steps: ['[s 2/2] COPY f /f', 'CACHED (skipped) [stage-1 2/3] RUN true', '[stage-1 3/3] COPY --from=s /none /x'],
      line: 5,
    });
  });

  test('of several, the one nearest to the target is told', async () => {
    const text = 'FROM busybox:1.36 AS s\nCOPY f /f\nFROM busybox:1.36\nCOPY --from=s /one /x\nCOPY --from=s /two /x\n';
    const [build] = await buildSeries({ Dockerfile: text, f: 'f' }, [{}]);
    expect(build && shown(build).line).toBe(5);
  });

  test('waits for the stage, whose own failure comes first', async () => {
    const text = 'FROM busybox:1.36 AS s\nRUN false\nFROM busybox:1.36\nCOPY --from=s /none /x\n';
    const [build] = await buildSeries({ Dockerfile: text }, [{}]);
    expect(build && shown(build).line).toBe(2);
  });
});
