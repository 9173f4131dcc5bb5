import { describe, expect, test } from 'vitest';
import type { Dialect } from './syntax';
import { describeFiles, RECORDED } from './testing/recorded';
import { runScriptIn } from './testing/world';

const DIALECTS: readonly Dialect[] = ['ash', 'dash', 'bash'];

describe.each(DIALECTS)('%s does what the real one did', (dialect) => {
  test.each(RECORDED[dialect].map((recorded) => [recorded.script, recorded] as const))('%s', (script, recorded) => {
    const run = runScriptIn(dialect, script);
    expect({ stdout: run.stdout, stderr: run.stderr, exitCode: run.outcome.exitCode, files: describeFiles(run.fs) }).toEqual({
      stdout: recorded.stdout ?? '',
      stderr: recorded.stderr ?? '',
      exitCode: recorded.exitCode,
      files: recorded.files ?? {},
    });
  });
});
