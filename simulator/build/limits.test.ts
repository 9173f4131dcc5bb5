import { expect, test } from 'vitest';
import type { BuildContext } from '../build-types';
import { buildImage, EMPTY_CACHE } from '../index';
import { recordedCatalog } from '../testing/build-file';
import { analyse } from './analyse';
import { BUILD_LIMITS } from './limits';

/** What one build says to a Dockerfile, alone or with a context. */
async function answerTo(dockerfile: string, files: Readonly<Record<string, string>> = {}) {
  const entries = Object.entries({ ...files, Dockerfile: dockerfile }).map(([path, content]) => [path, { kind: 'file', content }] as const);
  const request = { context: new Map(entries) satisfies BuildContext, catalog: recordedCatalog() };
  const { result } = await buildImage({ ...request, cache: EMPTY_CACHE, nowSeconds: 1_787_000_000, sourceDateEpoch: 1_700_000_000 });
  return { ...result, analysis: analyse(request) };
}

const repeated = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('');
const FROM = 'FROM busybox:1.36\n';

test.each([
  ['5 MB in one line', `${FROM}RUN echo ${'x'.repeat(5_000_000)}\n`, /5000028 characters, more than the 1048576 that are simulated: move long text/],
  ['5 MB of short lines', `${FROM}${'ENV A=b\n'.repeat(655_360)}`, /characters, more than the 1048576/],
  ['nothing but line feeds', '\n'.repeat(1_000_000), /1000001 lines, more than the 50000/],
  ['a million backslashes', `${FROM}RUN ${'\\'.repeat(1_000_000)}\n`, /line greater than max allowed size of 65535/],
  ['100,000 stages', 'FROM a\n'.repeat(100_000), /100001 lines, more than the 50000/],
  ['40,000 stages', 'FROM busybox:1.36\n'.repeat(40_000), /40000 instructions, more than the 2000 that are simulated: put commands/],
  ['20,000 arguments', `${repeated(20_000, (index) => `ARG A${index}=b\n`)}${FROM}`, /20001 instructions, more than the 2000/],
  ['deep nesting', `${FROM}ENV B=${'${a:-'.repeat(10_000)}${'}'.repeat(10_000)}\n`, /substitutions are nested too deep/],
  ['values that double', `${FROM}ENV A=x\n${'ENV A=$A$A\n'.repeat(60)}`, /the result is longer than 1048576 characters/],
  ['arguments that double', `ARG A=x\n${'ARG A=$A$A\n'.repeat(60)}${FROM}`, /the result is longer than 1048576 characters/],
  [
    'replacements that grow',
    `${FROM}ENV A=${'a'.repeat(60_000)}\nENV B=\${A//a/${'b'.repeat(1000)}}\n`,
    /the result is longer than 1048576 characters/,
  ],
  ['patterns that grow', `${FROM}ENV A=${'a'.repeat(60_000)}\nENV B=\${A##${'*a'.repeat(5000)}b}\n`, /the pattern and the value are too long/],
  [
    'much text in sum',
    `${FROM}ENV A=${'x'.repeat(60_000)}\n${'ENV B=$A$A$A$A$A$A$A$A\n'.repeat(60)}`,
    /trying to send message larger than max \(\d+ vs\. 16777216\)/,
  ],
])('%s', { timeout: 60_000 }, async (_name, dockerfile, message) => {
  const { ok, error, analysis } = await answerTo(dockerfile);
  expect(ok).toBe(false);
  expect(error?.message).toMatch(message);
  expect(analysis.diagnostics.some((diagnostic) => diagnostic.severity === 'error' && message.test(diagnostic.message))).toBe(true);
  expect(analysis.steps).toEqual([]);
});

test.each([
  ['an empty name', '', /no empty parts/],
  ['a path out of the context', '../../etc/passwd', /neither "\." nor "\.\."/],
  ['a path that leaves and comes back', 'a/../../b', /neither "\." nor "\.\."/],
  ['an absolute path', '/etc/passwd', /relative to the root of the context/],
  ['a NUL', 'a\0b', /no name holds a NUL/],
  ['a name of 256 bytes', 'n'.repeat(256), /file name too long/],
  ['a path of 20,000 bytes', `${'d/'.repeat(10_000)}f`, /file name too long/],
])('a context with %s', async (_name, path, message) => {
  const { error } = await answerTo(`${FROM}COPY . /x/\n`, { [path]: 'x' });
  expect(error?.message).toMatch(message);
});

test('a context of more entries than are simulated', { timeout: 60_000 }, async () => {
  const files = Object.fromEntries(Array.from({ length: BUILD_LIMITS.contextEntries }, (_, index) => [`f${index}`, '']));
  expect((await answerTo(FROM, files)).error?.message).toBe(
    'the build context has 200001 entries, more than the 200000 that are simulated: leave out what the build does not need',
  );
});

test('an ignore file of more lines than are simulated', async () => {
  const { error, analysis } = await answerTo(FROM, { '.dockerignore': '*.md\n'.repeat(10_000), 'a.md': '' });
  expect(error?.message).toMatch(/the ignore file has 10001 lines, more than the 10000/);
  expect(analysis.ignored.size).toBe(0);
});

/** Every name that Linux allows, and that something on the way could take for something else. */
const NAMES = [
  'a\nb',
  'tab\t',
  '"quoted" and \\',
  '\x01\x7f',
  '__proto__',
  'constructor',
  ' ',
  '-rf',
  '*',
  '[',
  'n'.repeat(255),
  'é'.repeat(127),
  '😀'.repeat(63),
];

test.each(NAMES)('a file called %j goes into the image', async (name) => {
  const { ok, images } = await answerTo(`${FROM}COPY . /x/\nRUN for f in /x/d/*; do test -f "$f" || exit 1; done; cp -r /x /y\n`, {
    [`d/${name}`]: 'content',
  });
  expect(ok).toBe(true);
  for (const layer of images[0]?.layers.slice(-2) ?? []) {
    expect(layer.entries.filter(({ path, sizeBytes }) => path.endsWith(`/d/${name}`) && sizeBytes === 7)).toHaveLength(1);
  }
});

/** As recorded from BuildKit 73ed6825. */
test('names that JavaScript objects have of their own are names like any other', async () => {
  const { images, steps } = await answerTo(
    'FROM busybox:1.36\nARG constructor\nARG toString=1\nENV __proto__=a hasOwnProperty=b\nLABEL __proto__=a constructor=b 9=x 10=y\n' +
      'VOLUME ["/v", "__proto__"]\nRUN echo "$constructor,$toString,$__proto__"\n',
  );
  expect(steps.at(-1)?.output.map(({ text }) => text)).toEqual([',1,a']);
  expect(images[0]?.config.Env?.slice(1)).toEqual(['__proto__=a', 'hasOwnProperty=b']);
  const json = images[0]?.configJson ?? '';
  expect(json).toContain('"Volumes":{"/v":{},"__proto__":{}}');
  // Go sorts keys as bytes, JavaScript puts those that look like numbers first and in their order.
  expect(json).toContain('"Labels":{"10":"y","9":"x","__proto__":"a","constructor":"b"}');
});

test('a secret called as an object member is there only when it was given', async () => {
  const { error } = await answerTo(`${FROM}RUN --mount=type=secret,id=constructor,required true\n`);
  expect(error?.message).toBe('secret constructor: not found');
});

/** As recorded: the process does not start, the log says why. */
test('a variable that no process can be given', async () => {
  const { error, steps } = await answerTo(`${FROM}ENV A=${'x'.repeat(60_000)}\nENV B=$A$A$A\nRUN echo hi\n`);
  expect(error?.message).toBe('process "/bin/sh -c echo hi" did not complete successfully: exit code: 1');
  expect(steps.at(-1)?.output.map(({ text }) => text)).toEqual(['exec /bin/sh: argument list too long']);
});

test('stages that copy themselves into the next, twice each', { timeout: 60_000 }, async () => {
  const stages = repeated(40, (index) => `FROM scratch AS s${index + 1}\nCOPY --from=s${index} / /a\nCOPY --from=s${index} / /b\n`);
  const { ok, error } = await answerTo(`FROM busybox:1.36 AS s0\n${stages}`);
  expect([ok, error?.message]).toEqual([false, 'no space left on device']);
});
