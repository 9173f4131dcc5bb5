import type { BuildResult } from '../build-types';
import type { SecretFinder, SecretForm } from '../scan/secret-forms';
import type { Leak } from './leak-types';

/** Secrets in what is attested about the images: with `mode=max` a provenance holds values of build arguments and the Dockerfile itself. */
export function* attestationLeaks(result: Pick<BuildResult, 'images' | 'attestations'>, finder: SecretFinder): Generator<Leak> {
  for (const { subjectDigest, statements } of result.attestations ?? []) {
    const image = result.images.findIndex(({ manifestDigest }) => manifestDigest === subjectDigest);
    for (const { json, predicateType } of statements) {
      const statement: unknown = JSON.parse(json);
      for (const [pointer, form] of textLeaks(statement, '', finder)) {
        const place = { kind: 'attestation', predicateType, pointer } as const;
        yield { place, form, image, remedies: isArgument(pointer) ? ['secret-mount', 'provenance-min'] : ['secret-mount'] };
      }
    }
  }
}

const isArgument = (pointer: string) => /\/build-arg:/.test(pointer);

function* textLeaks(value: unknown, pointer: string, finder: SecretFinder): Generator<readonly [pointer: string, form: SecretForm]> {
  if (typeof value === 'string') {
    const form = finder.inText(value);
    if (form !== undefined) yield [pointer, form];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* textLeaks(inner, `${pointer}/${escapeKey(key)}`, finder);
  }
}

/** RFC 6901. */
const escapeKey = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
