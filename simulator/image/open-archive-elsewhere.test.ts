import { describe, expect, test } from 'vitest';
import { type OpenedImage, openImageArchive } from '../index';
import { ARCHIVES, archiveNamed } from '../testing/made-elsewhere';

function open(name: string): OpenedImage {
  const opened = openImageArchive(archiveNamed(name));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

const FORMS: Readonly<Record<string, readonly [form: string, tags: readonly string[], platforms: readonly string[], packing: string]>> = {
  docker: ['docker-save-oci', ['team/app:1', 'docker.io/team/app:1'], ['amd64'], 'none'],
  oci: ['oci-layout', ['docker.io/team/app:1'], ['amd64'], 'none'],
  two: ['oci-layout', ['docker.io/team/app:1'], ['amd64', 'arm64'], 'none'],
  gzip: ['oci-layout', [], ['amd64'], 'gzip'],
  zstd: ['oci-layout', [], ['amd64'], 'zstd'],
  estargz: ['oci-layout', [], ['amd64'], 'gzip'],
  attested: ['oci-layout', ['docker.io/team/app:1'], ['amd64'], 'none'],
  'docker-attested': ['oci-layout', ['docker.io/team/app:1'], ['amd64'], 'none'],
  'two-attested': ['oci-layout', [], ['amd64', 'arm64'], 'gzip'],
  'docker-types': ['docker-save-oci', ['team/app:1', 'docker.io/team/app:1'], ['amd64'], 'gzip'],
  'skopeo-docker': ['docker-save', ['docker.io/x/y:1'], ['amd64'], 'none'],
  'skopeo-oci': ['oci-layout', ['t'], ['amd64'], 'gzip'],
  'skopeo-two': ['oci-layout', [], ['amd64', 'arm64'], 'gzip'],
};

test('every archive is told about', () => expect(Object.keys(FORMS)).toEqual(ARCHIVES.map(({ name }) => name)));

describe.each(ARCHIVES)('$name: $made', ({ name }) => {
  const [form, tags, platforms, packing] = FORMS[name] ?? [];

  test('form, names, platforms', () => {
    const opened = open(name);
    expect([opened.form, opened.tags, opened.images.map(({ platform }) => platform.architecture)]).toEqual([form, tags, platforms]);
    expect(opened.notes.filter(({ kind }) => kind !== 'attestation')).toEqual([]);
  });

  test('layers, config, waste and what a container sees', () => {
    const isReadable = packing !== 'zstd';
    for (const image of open(name).images) {
      expect(image.config).toMatchObject({ User: '7', Cmd: ['/app/a'], WorkingDir: '/' });
      expect(image.layers.map((layer) => [layer.packing, layer.createdBy, layer.entries.length, layer.wastedBytes, layer.problem])).toEqual([
        [packing, 'COPY . /app/ # buildkit', isReadable ? 6 : 0, isReadable ? 22 : 0, isReadable ? undefined : 'packed with zstd'],
        [packing, 'COPY a /app/dir/b # buildkit', isReadable ? 3 : 0, 0, isReadable ? undefined : 'packed with zstd'],
      ]);
      expect(image.merged).toEqual(isReadable ? { files: 3, fileBytes: 23 } : { files: 0, fileBytes: 0 });
    }
  });

  test('in pieces as well', () => {
    const archive = archiveNamed(name);
    const pieces = Array.from({ length: Math.ceil(archive.length / 700) }, (_, index) => archive.subarray(index * 700, (index + 1) * 700));
    expect(openImageArchive(pieces)).toEqual(openImageArchive(archive));
  });
});

test('the layers are the same whoever packed them', () => {
  const diffIds = (name: string) => open(name).images[0]?.layers.map(({ diffId }) => diffId);
  // An eStargz layer has a table of contents, and marks for it, in its tar.
  for (const name of ['oci', 'gzip', 'docker-types', 'skopeo-docker', 'skopeo-oci']) expect(diffIds(name)).toEqual(diffIds('docker'));
});

test('a statement that came along is there to be read', () => {
  const [attestation] = open('attested').notes;
  expect(attestation?.kind).toBe('attestation');
  expect(open('attested').documents.map(({ kind }) => kind)).toEqual(['index', 'attestation-manifest', 'attestation']);
});
