import { expect, test } from 'vitest';
import { resolveReference } from '../catalog/reference';
import { imagePackageUrl } from './package-url';

const DIGEST = `sha256:${'2af3e764'.repeat(8)}`;

// As BuildKit printed them.
test.each([
  ['busybox:1.36', 'pkg:docker/busybox@1.36?platform=linux%2Famd64'],
  [`busybox:1.36@${DIGEST}`, `pkg:docker/busybox@1.36?digest=${DIGEST}&platform=linux%2Famd64`],
  [`busybox@${DIGEST}`, `pkg:docker/busybox?digest=${DIGEST}&platform=linux%2Famd64`],
  ['localhost:5000/a/b:v1', 'pkg:docker/localhost%3A5000/a/b@v1?platform=linux%2Famd64'],
  ['registry.example/team/app:1.2', 'pkg:docker/registry.example/team/app@1.2?platform=linux%2Famd64'],
  ['team/app', 'pkg:docker/team/app@latest?platform=linux%2Famd64'],
])('%s', (text, expected) => {
  const resolved = resolveReference(text);
  expect(resolved.ok ? imagePackageUrl(resolved.reference, { os: 'linux', architecture: 'amd64' }) : '').toBe(expected);
});
