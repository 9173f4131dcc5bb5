import { expect, test } from 'vitest';
import { buildImage, EMPTY_CACHE } from '../index';
import { recordedCatalog } from '../testing/build-file';

async function sbomNames(dockerfileText: string, scanStage?: string): Promise<readonly string[]> {
  const { result } = await buildImage({
    context: new Map([['a', { kind: 'file', content: 'a\n' }]]),
    dockerfileText,
    ...(scanStage === undefined ? {} : { buildArgs: { BUILDKIT_SBOM_SCAN_STAGE: scanStage } }),
    cache: EMPTY_CACHE,
    catalog: recordedCatalog(),
    nowSeconds: 1_787_000_000,
    attest: { sbom: true },
  });
  return result.attestations?.[0]?.statements.map(({ json }) => JSON.parse(json).predicate.name) ?? [];
}

// Names and order as BuildKit had them, with a scanner that wrote one document for each place it was given.
test.each<[string, string, readonly string[], string?]>([
  ['the image alone', 'FROM busybox:1.36\nCOPY a /\n', ['sbom']],
  ['an image without layers', 'FROM scratch\nENV A=1\n', ['sbom']],
  [
    'all stages and the context',
    'ARG BUILDKIT_SBOM_SCAN_STAGE=true\nARG BUILDKIT_SBOM_SCAN_CONTEXT=true\nFROM busybox:1.36 AS zeta\nRUN echo > /z\n' +
      'FROM busybox:1.36 AS alpha\nRUN echo > /a\nFROM scratch\nCOPY --from=zeta /z /\nCOPY --from=alpha /a /\n',
    ['sbom', 'sbom-alpha', 'sbom-context', 'sbom-zeta'],
  ],
  [
    'a stage that takes it back from its base',
    'FROM busybox:1.36 AS b\nARG BUILDKIT_SBOM_SCAN_STAGE=1\nRUN echo > /z\nFROM b AS c\nARG BUILDKIT_SBOM_SCAN_STAGE=false\nRUN echo > /y\n' +
      'FROM busybox:1.36\nARG BUILDKIT_SBOM_SCAN_CONTEXT=true\nARG BUILDKIT_SBOM_SCAN_STAGE=true\nCOPY --from=c /y /\n',
    ['sbom', 'sbom-b', 'sbom-context'],
  ],
  [
    'stages by name, and by number where they have none',
    'ARG BUILDKIT_SBOM_SCAN_STAGE=c,stage-1\nFROM busybox:1.36 AS b\nRUN echo > /z\nFROM b\nRUN echo > /q\nFROM busybox:1.36 AS c\n' +
      'COPY --from=1 /q /\nFROM busybox:1.36\nCOPY --from=c /q /\nCOPY --from=b /z /\n',
    ['sbom', 'sbom-c', 'sbom-stage-1'],
  ],
  [
    'not an image that COPY names',
    'ARG BUILDKIT_SBOM_SCAN_STAGE=true\nFROM busybox:1.36 AS b\nRUN true\nFROM scratch\nCOPY --from=busybox:1.36 /bin/sh /\nCOPY --from=b /bin/sh /b\n',
    ['sbom', 'sbom-b'],
  ],
  [
    'not a stage that is not built',
    'FROM busybox:1.36 AS u\nARG BUILDKIT_SBOM_SCAN_STAGE=true\nRUN true\nFROM busybox:1.36\nRUN echo > /x\n',
    ['sbom'],
  ],
  ['a build argument nobody declared', 'FROM busybox:1.36 AS b\nRUN echo > /z\nFROM busybox:1.36\nCOPY --from=b /z /\n', ['sbom'], 'true'],
  [
    'a build argument over an ARG',
    'FROM busybox:1.36 AS b\nARG BUILDKIT_SBOM_SCAN_STAGE\nRUN echo > /z\nFROM busybox:1.36\nCOPY --from=b /z /\n',
    ['sbom', 'sbom-b'],
    'b',
  ],
])('%s', async (_, dockerfile, expected, scanStage) => {
  expect(await sbomNames(dockerfile, scanStage)).toEqual(expected);
});
