import fc from 'fast-check';
import { analyse, buildImage, EMPTY_CACHE, openImageArchive } from '@/simulator';
import { hostileArchive } from '@/simulator/testing/archives';
import { recordedCatalog } from '@/simulator/testing/build-file';
import { nodeSha256 } from '../support/node-sha256';
import { type FuzzTarget, mustBeQuick } from './target';

const catalog = recordedCatalog();
const fixed = { cache: EMPTY_CACHE, catalog, nowSeconds: 1_787_000_000, sourceDateEpoch: 1_700_000_000 };

async function unpacks(archive: Uint8Array): Promise<void> {
  const context = new Map([
    ['Dockerfile', { kind: 'file', content: 'FROM busybox:1.36\nADD a.tar /into/\n' } as const],
    ['a.tar', { kind: 'file', content: archive } as const],
  ]);
  const { result } = await buildImage({ ...fixed, context }, { sha256: nodeSha256 });
  const outside =
    result.images[0]?.layers.at(-1)?.entries.filter(({ path }) => path.split('/').some((name) => name === '' || name === '.' || name === '..')) ?? [];
  if (outside.length > 0) throw new Error(`${outside.map(({ path }) => path).join(', ')} is no path inside of the image`);
}

const part = fc.constantFrom(
  'a',
  'b',
  'ab',
  'a.txt',
  'dir',
  '*',
  '**',
  '?',
  '*.txt',
  '[ab]',
  '[^a]',
  '[a-',
  'a*b',
  '*a*a*a*b',
  '\\*',
  '..',
  '.',
  '',
  ' a',
  '(a+)+',
  '{a}',
  '__proto__',
);
const pattern = fc
  .tuple(fc.constantFrom('', '', '!', '/', '# ', '!/'), fc.array(part, { minLength: 1, maxLength: 6 }), fc.constantFrom('', '/', '/**', ' '))
  .map(([before, parts, after]) => before + parts.join('/') + after);
const path = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'a.txt', 'dir', `${'a'.repeat(60)}`, '*'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));

/** What the file tree says of a path is what the build does with it. */
async function ignores(patterns: readonly string[], paths: readonly string[]): Promise<void> {
  const text = patterns.join('\n');
  const free = paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`)));
  const context = new Map(free.map((one) => [one, { kind: 'file', content: 'x' } as const]));
  const request = {
    ...fixed,
    context: new Map([...context, ['.dockerignore', { kind: 'file', content: text } as const] as const]),
    dockerfileText: 'FROM scratch\nCOPY . /\n',
  };
  mustBeQuick('ignoring', text, () => analyse(request));
  const { ignored } = analyse(request);
  const { result } = await buildImage(request, { sha256: nodeSha256 });
  if (!result.ok) return;
  const copied = new Set(result.images[0]?.layers.flatMap(({ entries }) => entries.filter(({ type }) => type === 'file').map((entry) => entry.path)));
  const wrong = free.filter((one) => copied.has(one) === ignored.has(one));
  if (wrong.length > 0) throw new Error(`${wrong.join(', ')}: ignored and copied, or neither`);
}

export const FILE_TARGETS: readonly FuzzTarget[] = [
  { name: 'archives that ADD unpacks', property: fc.asyncProperty(hostileArchive, unpacks) },
  {
    name: 'archives that are opened as images',
    property: fc.property(hostileArchive, (archive) => void JSON.stringify(openImageArchive([archive]))),
  },
  {
    name: 'ignore files',
    property: fc.asyncProperty(fc.array(pattern, { minLength: 1, maxLength: 6 }), fc.uniqueArray(path, { minLength: 1, maxLength: 8 }), ignores),
  },
];
