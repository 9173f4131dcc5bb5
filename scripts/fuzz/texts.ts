import fc from 'fast-check';
import { analyse, buildImage, EMPTY_CACHE, formatDockerfile, parseDockerfile } from '@/simulator';
import { recordedCatalog } from '@/simulator/testing/build-file';
import { dockerfileText } from '@/simulator/testing/dockerfile-texts';
import { mutateText, textMutation } from '@/simulator/testing/mutations';
import { recordedDockerfiles } from '@/simulator/testing/recorded-texts';
import { nodeSha256 } from '../support/node-sha256';
import { type FuzzTarget, mustBeQuick } from './target';

const recorded = recordedDockerfiles().map(({ text }) => text);
const mutated = fc
  .tuple(fc.constantFrom(...recorded), fc.array(textMutation, { minLength: 1, maxLength: 6 }))
  .map(([text, changes]) => mutateText(text, changes));

const FILES = ['a', 'a.txt', 'dir/b.txt', 'server.js', 'package.json'].map(
  (path) => [path, { kind: 'file', content: `${path}\n` } as const] as const,
);
/** The file itself is no part of the context: a copy of it would tell one wording from another. */
const requestFor = (text: string) => ({ context: new Map(FILES), dockerfileText: text, catalog: recordedCatalog() });

/** Whatever is written, it is read, checked, formatted and built: an answer or an error, no exception, in time. */
async function tryText(text: string): Promise<void> {
  const lines = text.split('\n').length;
  const { value } = parseDockerfile(text);
  if (value.statements.length > lines) throw new Error(`${value.statements.length} statements in ${lines} lines`);
  mustBeQuick('reading', text, () => parseDockerfile(text));
  mustBeQuick('checking', text, () => analyse(requestFor(text)));
  const formatted = formatDockerfile(text);
  if (formatDockerfile(formatted) !== formatted) throw new Error('formatting twice is not formatting once');
  const first = await build(text);
  if (!first.result.ok && (first.result.error?.message ?? '') === '') throw new Error('a failed build without a message');
  const again = await build(formatted, first.cache);
  if (first.result.ok && again.result.images[0]?.manifestDigest !== first.result.images[0]?.manifestDigest)
    throw new Error('formatting changes the image');
}

function build(text: string, cache = EMPTY_CACHE) {
  return buildImage({ ...requestFor(text), cache, nowSeconds: 1_787_000_000, sourceDateEpoch: 1_600_000_000 }, { sha256: nodeSha256 });
}

export const TEXT_TARGETS: readonly FuzzTarget[] = [
  { name: 'recorded Dockerfiles, changed', property: fc.asyncProperty(mutated, tryText) },
  { name: 'made-up Dockerfiles', property: fc.asyncProperty(dockerfileText, tryText) },
];
