import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sha256Hex } from '../digest/sha256';
import { readTar } from '../fs/read-tar';
import { type BuildRequest, buildImage, EMPTY_CACHE, type LayoutOptions, ociLayout } from '../index';
import { loadCatalog } from '../testing/image-sandbox';
import { archiveNamed, SMALL } from '../testing/made-elsewhere';

const decoder = new TextDecoder();

async function archiveOf(options: Partial<BuildRequest>, layoutOptions: LayoutOptions = {}): Promise<Buffer> {
  const outcome = await buildImage({ ...SMALL, cache: EMPTY_CACHE, catalog: new Map(), nowSeconds: 1_787_000_000, ...options });
  const layout = await ociLayout(outcome, {}, layoutOptions);
  if (!layout.ok) throw new Error(layout.message);
  return Buffer.concat([...layout.chunks]);
}

const NAME = 'team/app:1';

test.each<[string, Partial<BuildRequest>, LayoutOptions]>([
  ['docker', {}, { form: 'docker', name: NAME }],
  ['oci', {}, { name: NAME }],
  ['two', { platforms: ['linux/amd64', 'linux/arm64/v8'] }, { name: NAME }],
])('byte for byte what BuildKit writes: %s', async (name, options, layoutOptions) => {
  expect((await archiveOf(options, layoutOptions)).equals(archiveNamed(name))).toBe(true);
});

/** File name → text, of a tar. */
function textsOf(archive: Uint8Array): ReadonlyMap<string, string> {
  return new Map(readTar(archive).entries.map(({ path, bytes }) => [path, decoder.decode(bytes)]));
}

/** Digests and sizes taken out: those of provenance, which tells of times, differ from run to run. */
function shapeOf(text: string | undefined): string | undefined {
  return text?.replace(/[0-9a-f]{64}/g, 'DIGEST').replace(/"size": ?\d+/g, 'SIZE');
}

test.each<[string, Partial<BuildRequest>, LayoutOptions]>([
  ['attested', { attest: { provenance: 'max' } }, { name: NAME }],
  ['docker-attested', { attest: { provenance: 'max' } }, { form: 'docker', name: NAME }],
])('an index and no manifest.json, as BuildKit has it: %s', async (name, options, layoutOptions) => {
  const [ours, theirs] = [textsOf(await archiveOf(options, layoutOptions)), textsOf(archiveNamed(name))];
  expect(shapeOf(ours.get('index.json'))).toBe(shapeOf(theirs.get('index.json')));
  const plain = (texts: ReadonlyMap<string, string>) => [...texts.keys()].filter((path) => !path.startsWith('blobs/'));
  expect(plain(ours)).toEqual(plain(theirs));
  expect([...ours.values()].map(shapeOf)).toEqual(
    expect.arrayContaining([...theirs.values()].filter((text) => text.includes('"manifests"')).map(shapeOf)),
  );
});

test('without a name the layout is named latest, for tools that go by names', async () => {
  const index = textsOf(await archiveOf({})).get('index.json');
  expect(index).toContain('{"org.opencontainers.image.created":"2023-11-14T22:13:20Z","org.opencontainers.image.ref.name":"latest"}');
});

test('what cannot be written says why', async () => {
  await expect(archiveOf({ dockerfileText: 'FROM scratch\nCOPY missing /\n' })).rejects.toThrow('there is no image to export');
  await expect(archiveOf({ platforms: ['linux/amd64', 'linux/arm64'] }, { form: 'docker' })).rejects.toThrow('exporting manifest lists');
  await expect(archiveOf({}, { name: 'App' })).rejects.toThrow('failed to parse App: invalid reference format');
});

const PUBLISHED = 'gcr.io/distroless/static-debian12';

test.each(['none', 'gzip'] as const)('stand-ins for a published base are attested under their own digests, compression %s', async (compression) => {
  const dockerfileText = `FROM ${PUBLISHED}\nCOPY a /a\n`;
  const attest = { provenance: 'min', sbom: true, names: [NAME] } as const;
  const archive = await archiveOf({ dockerfileText, compression, attest, catalog: loadCatalog([PUBLISHED]) });
  const files = readTar(archive).entries.filter(({ path }) => path.startsWith('blobs/sha256/') && !path.endsWith('/'));
  expect(files.filter(({ path, bytes }) => path !== `blobs/sha256/${sha256Hex(bytes)}`)).toEqual([]);
  const texts = files.map(({ bytes }) => decoder.decode(bytes));
  const index = texts.find((text) => text.includes('"manifests"')) ?? '';
  const [image = ''] = /sha256:[0-9a-f]{64}/.exec(index) ?? [];
  const statements = texts.filter((text) => text.includes('"_type"'));
  expect(statements.map((text) => text.includes(image.slice('sha256:'.length)))).toEqual([true, true]);
  const layers = files.filter(({ bytes }) => bytes[0] === 0x1f && bytes[1] === 0x8b).map(({ bytes }) => `sha256:${sha256Hex(gunzipSync(bytes))}`);
  const config = texts.find((text) => text.includes('"diff_ids"')) ?? '';
  expect(layers.filter((diffId) => config.includes(diffId))).toHaveLength(compression === 'gzip' ? 2 : 0);
});
