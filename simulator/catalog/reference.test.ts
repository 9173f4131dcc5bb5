import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { familiarName, resolveReference } from './reference';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

describe('resolveReference', () => {
  test.each([
    ['node', 'docker.io/library/node:latest'],
    ['node:20-slim', 'docker.io/library/node:20-slim'],
    ['library/node', 'docker.io/library/node:latest'],
    ['docker.io/node', 'docker.io/library/node:latest'],
    ['index.docker.io/library/node:20', 'docker.io/library/node:20'],
    ['bitnami/redis', 'docker.io/bitnami/redis:latest'],
    ['gcr.io/distroless/static-debian12:nonroot', 'gcr.io/distroless/static-debian12:nonroot'],
    ['localhost/app', 'localhost/app:latest'],
    ['localhost:5000/app:v1', 'localhost:5000/app:v1'],
    [`node@${DIGEST}`, `docker.io/library/node@${DIGEST}`],
    [`node:20@${DIGEST}`, `docker.io/library/node:20@${DIGEST}`],
    ['a__b/c-d.e', 'docker.io/a__b/c-d.e:latest'],
  ])('%s is %s', (text, expected) => {
    expect(resolveReference(text)).toMatchObject({ ok: true, reference: { text: expected } });
  });

  test.each([
    ['Builder', 'invalid reference format: repository name (library/Builder) must be lowercase'],
    ['docker.io/Foo/bar', 'invalid reference format: repository name (Foo/bar) must be lowercase'],
    ['node:', 'invalid reference format'],
    ['node::20', 'invalid reference format'],
    ['-node', 'invalid reference format'],
    ['node:20 slim', 'invalid reference format'],
    ['a'.repeat(64), `invalid repository name (${'a'.repeat(64)}), cannot specify 64-byte hexadecimal strings`],
    [`node@sha256:${'ab'.repeat(20)}`, 'invalid checksum digest length'],
    [`node@md5:${'ab'.repeat(16)}`, 'unsupported digest algorithm'],
  ])('%s is refused', (text, message) => {
    expect(resolveReference(text)).toEqual({ ok: false, message });
  });

  test('what it prints resolves to itself', () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,6}(\/[a-z0-9]{1,6})?(:[\w]{1,5})?$/);
    fc.assert(
      fc.property(name, (text) => {
        const first = resolveReference(text);
        if (!first.ok) return;
        expect(resolveReference(first.reference.text)).toEqual(first);
      }),
    );
  });

  test.each([
    ['node', 'node'],
    ['bitnami/redis', 'bitnami/redis'],
    ['gcr.io/a/b', 'gcr.io/a/b'],
  ])('%s is familiar as %s', (text, expected) => {
    const resolved = resolveReference(text);
    expect(resolved.ok && familiarName(resolved.reference)).toBe(expected);
  });
});
