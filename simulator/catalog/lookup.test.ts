import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contentSize } from '../fs/content';
import { lookupNode, walkTree } from '../fs/tree';
import type { Tree } from '../fs/types';
import { loadCatalog, openImage } from '../testing/image-sandbox';
import { catalogFromBases } from './from-bases';
import { lookupImage, requiredParts } from './lookup';
import { partOf } from './parts';
import { resolveReference } from './reference';
import type { Catalog, ImageLookup } from './types';

const AMD64 = { os: 'linux', architecture: 'amd64' };
const index = loadIndex();

function loadIndex(): readonly string[] {
  const part: { readonly images: readonly { readonly repository: string; readonly tag: string }[] } = JSON.parse(
    readFileSync(new URL('../../public/catalog/images.json', import.meta.url), 'utf8'),
  );
  return part.images.map((image) => `${image.repository}:${image.tag}`);
}

function look(catalog: Catalog, text: string, platform = AMD64): ImageLookup {
  const resolved = resolveReference(text);
  if (!resolved.ok) throw new Error(resolved.message);
  return lookupImage(catalog, resolved.reference, platform);
}

/** Bytes of all files; a file with several names counts once. */
function bytesOf(tree: Tree): number {
  const links = new Set<number>();
  let bytes = 0;
  for (const [, node] of walkTree(tree)) {
    if (node.kind !== 'file' || (node.linkId !== undefined && links.has(node.linkId))) continue;
    if (node.linkId !== undefined) links.add(node.linkId);
    bytes += contentSize(node.content);
  }
  return bytes;
}

describe('parts on demand', () => {
  test('an empty catalogue asks for the index, then the repository, then the root file system', () => {
    const catalog = new Map<string, unknown>();
    expect(look(catalog, 'node:20-slim')).toEqual({ kind: 'needs-part', part: 'images' });
    expect(requiredParts(catalog, 'node:20-slim')).toEqual(['images']);
    const full = loadCatalog(['node:20-slim']);
    catalog.set('images', full.get('images'));
    expect(look(catalog, 'node:20-slim')).toEqual({ kind: 'needs-part', part: 'image/node' });
    catalog.set('image/node', full.get('image/node'));
    expect(look(catalog, 'node:20-slim')).toEqual({ kind: 'needs-part', part: 'rootfs-debian-12' });
    expect(requiredParts(catalog, 'node:20-slim', 'RUN npm ci')).toEqual(['rootfs-debian-12', 'npm']);
    expect(requiredParts(catalog, 'node:20-slim', 'RUN apt-get update')).toEqual(['rootfs-debian-12', 'apt-bookworm']);
    expect(requiredParts(catalog, 'node:20-slim', 'RUN true')).toEqual(['rootfs-debian-12']);
    expect(requiredParts(full, 'node:20-slim')).toEqual([]);
  });

  test('the same catalogue gives the very same image', () => {
    const catalog = loadCatalog(['debian:12-slim']);
    expect(openImage(catalog, 'debian:12-slim')).toBe(openImage(catalog, 'debian:bookworm-slim'));
  });
});

describe('not found', () => {
  const catalog = loadCatalog(['node:20-slim']);

  test.each([
    ['nodee:20', ['node']],
    ['ngnix', ['nginx']],
    ['node:20-slin', ['node:20-slim']],
    ['pythn:3.12', ['python']],
  ])('%s suggests %j', (text, suggestions) => {
    const found = look(catalog, text);
    expect(found.kind).toBe('not-found');
    expect(found.kind === 'not-found' && found.suggestions).toEqual(expect.arrayContaining(suggestions));
  });

  test('an unknown tag of a known repository lists known ones', () => {
    expect(look(catalog, 'node:99')).toMatchObject({ kind: 'not-found', suggestions: expect.arrayContaining(['node:20']) });
  });

  test('a platform that was not published', () => {
    const nginx = loadCatalog(['nginx:stable']);
    expect(look(nginx, 'nginx:stable', { os: 'linux', architecture: 's390x' })).toEqual({ kind: 'no-platform', platforms: ['linux/amd64'] });
  });
});

describe('the digest of one platform’s manifest', () => {
  const ARM = 'alpine@sha256:410dabcd6f1d53f1f4e5c1ce9553efa298ca6bcdd086dfc976b8f659d58b46d2';

  test('is loaded like any reference', () => {
    const full = loadCatalog(['alpine:3.23']);
    const catalog = new Map<string, unknown>([['images', full.get('images')]]);
    expect(look(catalog, ARM)).toEqual({ kind: 'needs-part', part: 'image/alpine' });
    expect(requiredParts(catalog, ARM)).toEqual(['image/alpine']);
    catalog.set('image/alpine', full.get('image/alpine'));
    expect(requiredParts(catalog, ARM, 'RUN true')).toEqual([]);
  });

  test('gives that platform whatever was asked for, and the very same image each time', () => {
    const catalog = loadCatalog(['alpine:3.23']);
    const found = look(catalog, ARM, AMD64);
    if (found.kind !== 'found') throw new Error(found.kind);
    expect(found.image).toMatchObject({ platform: { os: 'linux', architecture: 'arm64' }, digest: ARM.slice('alpine@'.length) });
    expect(look(catalog, ARM, { os: 'linux', architecture: 'arm64' })).toMatchObject({ image: found.image });
    const again = look(catalog, ARM, AMD64);
    expect(again.kind === 'found' && again.image).toBe(found.image);
  });

  test('an unknown digest is not found once the repository has been read', () => {
    const catalog = loadCatalog(['alpine:3.23']);
    expect(look(catalog, `alpine@sha256:${'0'.repeat(64)}`).kind).toBe('not-found');
  });
});

describe('published images', () => {
  test.each(index)('%s has a tree as big as published', (reference) => {
    const catalog = loadCatalog([reference]);
    const image = openImage(catalog, reference);
    const published = image.layers.reduce((sum, layer) => sum + layer.sizeBytes, 0);
    if (published > 0) expect(Math.abs(bytesOf(image.tree) - published) / published).toBeLessThan(0.01);
    expect(image.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(image.history.filter((entry) => !entry.emptyLayer)).toHaveLength(image.layers.length);
    for (const layer of image.layers) expect(layer.diffId).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test('node:20-slim has what Dockerfiles rely on', () => {
    const { tree, config } = openImage(loadCatalog(['node:20-slim']), 'node:20-slim');
    expect(config.Cmd).toEqual(['node']);
    const program = (path: string) => {
      const node = lookupNode(tree, path);
      return node.ok && node.value.kind === 'file' && node.value.content.kind === 'generated' ? node.value.content.program : undefined;
    };
    expect(program('/bin/sh')).toBe('dash');
    expect(program('/bin/bash')).toBe('bash');
    expect(program('/usr/local/bin/node')).toBe('node');
    expect(program('/usr/local/bin/npm')).toBe('npm');
    expect(program('/usr/bin/apt-get')).toBe('apt-get');
    expect(lookupNode(tree, '/home/node')).toMatchObject({ ok: true, value: { uid: 1000, gid: 1000 } });
    expect(lookupNode(tree, '/tmp')).toMatchObject({ ok: true, value: { mode: 0o1777 } });
  });

  test('the status file lists the packages of the image', () => {
    const catalog = loadCatalog(['debian:bookworm-slim']);
    const { tree } = openImage(catalog, 'debian:bookworm-slim');
    const status = lookupNode(tree, '/var/lib/dpkg/status');
    if (!status.ok || status.value.kind !== 'file' || status.value.content.kind !== 'bytes') throw new Error('no status file');
    const names = [...new TextDecoder().decode(status.value.content.bytes).matchAll(/^Package: (.+)$/gm)].map((match) => match[1]);
    expect(names).toHaveLength(88);
    expect(new Set(names)).toEqual(new Set(Object.keys(partOf(catalog, 'rootfs-debian-12')?.packages ?? {})));
  });
});

describe('recorded bases', () => {
  const bases = catalogFromBases(JSON.parse(readFileSync(new URL('../../corpus/bases.json', import.meta.url), 'utf8')));

  test('busybox is exact, with its program and its history', () => {
    const found = look(bases, 'busybox:1.36');
    if (found.kind !== 'found') throw new Error(found.kind);
    expect(found.image).toMatchObject({ fidelity: 'exact', digest: found.image.manifestDigest, reference: 'docker.io/library/busybox:1.36' });
    expect(found.image.history[0]).toEqual({
      created: '2023-07-22T04:26:40Z',
      createdBy: 'COPY rootfs/ / # buildkit',
      comment: 'buildkit.dockerfile.v0',
      emptyLayer: false,
    });
    expect(lookupNode(found.image.tree, '/bin/sh')).toMatchObject({
      ok: true,
      value: { content: { kind: 'opaque', program: 'busybox', sizeBytes: 1_982_256 } },
    });
    expect(lookupNode(found.image.tree, '/etc/passwd')).toMatchObject({ ok: true, value: { mode: 0o644, mtimeSeconds: 1_680_000_000 } });
  });

  test('an index is chosen from by platform; a single manifest is taken as it is', () => {
    const arm = { os: 'linux', architecture: 'arm64' };
    expect(look(bases, 'multi:1', arm)).toMatchObject({ kind: 'found', image: { platform: arm } });
    expect(look(bases, 'multi:1', { os: 'linux', architecture: 's390x' })).toEqual({
      kind: 'no-platform',
      platforms: ['linux/amd64', 'linux/arm64'],
    });
    expect(look(bases, 'busybox:1.36', arm)).toMatchObject({ kind: 'found', image: { platform: AMD64 } });
  });

  test('nothing else exists there', () => {
    expect(look(bases, 'nosuchbase')).toEqual({ kind: 'not-found', suggestions: [] });
    expect(look(bases, 'bussybox:1.36')).toEqual({ kind: 'not-found', suggestions: ['busybox'] });
    expect(requiredParts(bases, 'busybox:1.36')).toEqual([]);
  });
});
