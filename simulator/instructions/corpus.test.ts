import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from './parse-dockerfile';

interface Recording {
  readonly files: Readonly<Record<string, unknown>>;
  readonly builds: readonly {
    readonly edit?: Readonly<Record<string, unknown>>;
    readonly dockerfile?: string;
    readonly buildArgs?: Readonly<Record<string, string>>;
    readonly expect: { readonly error?: { readonly message: string; readonly line?: number } };
  }[];
}

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url));

/** Errors that need a build to come about; all others are found by reading the file alone. */
const BUILD_ERRORS =
  /^(failed to (process|compute|resolve|parse stage|marshal)|process ".*" did not complete|invalid (containerPort|port|signal|stage index|user index)|lint violation|variable expansion|secret .*: not found|cannot copy|circular dependency|target stage|.*: failed to resolve source metadata|invalid syntax$)/s;

function textOf(file: unknown): string {
  if (typeof file === 'string') return file;
  if (typeof file !== 'object' || file === null || !('text' in file)) return '';
  const repeat = 'repeat' in file ? Number(file.repeat) : 1;
  return String(file.text).repeat(repeat);
}

function recordings() {
  const cases: { name: string; text: string; error?: { message: string; line?: number } }[] = [];
  for (const folder of ['parse', 'expand', 'lint', 'config', 'graph', 'fs', 'cache']) {
    for (const file of readdirSync(CORPUS + folder)) {
      const recording: Recording = JSON.parse(readFileSync(`${CORPUS}${folder}/${file}`, 'utf8'));
      let files = recording.files;
      for (const [index, build] of recording.builds.entries()) {
        files = { ...files, ...build.edit };
        if (build.buildArgs?.BUILDKIT_DOCKERFILE_CHECK !== undefined) continue;
        const { error } = build.expect;
        cases.push({ name: `${folder}/${file} ${index}`, text: textOf(files[build.dockerfile ?? 'Dockerfile']), ...(error ? { error } : {}) });
      }
    }
  }
  return cases;
}

describe('what real builds said', () => {
  const cases = recordings();

  test.each(cases.filter(({ error }) => error && !BUILD_ERRORS.test(error.message)))('$name: same first error and line', ({ text, error }) => {
    const [first] = parseDockerfile(text).diagnostics;
    expect({ message: first?.message, line: first?.range?.startLine }).toEqual({ message: error?.message, line: error?.line });
  });

  test.each(cases.filter(({ error }) => !error || BUILD_ERRORS.test(error.message)))('$name: no error', ({ text }) => {
    expect(parseDockerfile(text).diagnostics).toEqual([]);
  });
});
