import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type BuildRequest, buildImage, EMPTY_CACHE, type LayoutOptions, ociLayout } from '../index';
import { loadCatalog } from '../testing/image-sandbox';

const PUBLISHED = 'gcr.io/distroless/static-debian12';
const hasTools = ['skopeo', 'umoci'].every((tool) => spawnSync(tool, ['--version']).status === 0);

function run(tool: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${tool} ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

type Variant = [title: string, options: Partial<BuildRequest>, layout: LayoutOptions];

const ATTEST = { provenance: 'max', sbom: true } as const;

const VARIANTS: readonly Variant[] = [
  ['as it is', {}, {}],
  ['gzip', { compression: 'gzip' }, {}],
  ['an epoch', { sourceDateEpoch: 1_700_000_000 }, {}],
  ['attested', { attest: ATTEST }, {}],
  ['for docker load', { compression: 'gzip' }, { form: 'docker', name: 'team/app:1' }],
];

const TWO_PLATFORMS: readonly Variant[] = [
  ['two platforms', { platforms: ['linux/amd64', 'linux/arm64'] }, {}],
  ['two platforms, attested', { platforms: ['linux/amd64', 'linux/arm64'], attest: ATTEST }, {}],
];

const CASES: readonly (readonly [base: string, variants: readonly Variant[]])[] = [
  ['scratch', [...VARIANTS, ...TWO_PLATFORMS]],
  // The catalogue has it for one platform.
  [PUBLISHED, VARIANTS],
];

for (const [base, variants] of CASES) {
  // The tools that other people open images with are the judges; without them nothing can be said.
  test.runIf(hasTools).each([...variants])(
    `skopeo and umoci take an export on ${base}: %s`,
    { timeout: 60_000 },
    async (_, options, layoutOptions) => {
      const outcome = await buildImage({
        context: new Map([['hello', { kind: 'file', content: 'hello\n', mode: 0o755 }]]),
        dockerfileText: `FROM ${base}\nCOPY hello /app/\nCOPY --link hello /linked/\nENV A=1\nCMD ["/app/hello"]\n`,
        cache: EMPTY_CACHE,
        catalog: base === 'scratch' ? new Map() : loadCatalog([base]),
        nowSeconds: 1_787_000_000,
        ...options,
      });
      const layout = await ociLayout(outcome, {}, layoutOptions);
      if (!layout.ok) throw new Error(layout.message);
      const folder = mkdtempSync(join(tmpdir(), 'export-'));
      try {
        const archive = join(folder, 'out.tar');
        writeFileSync(archive, Buffer.concat([...layout.chunks]));
        const source = `${layoutOptions.form === 'docker' ? 'docker' : 'oci'}-archive:${archive}`;
        const inspected: { readonly Architecture: string; readonly Env: readonly string[] } = JSON.parse(run('skopeo', ['inspect', source]));
        expect([inspected.Architecture, inspected.Env.includes('A=1')]).toEqual(['amd64', true]);
        run('skopeo', ['copy', source, `oci:${join(folder, 'layout')}:copy`]);
        run('umoci', ['unpack', '--rootless', '--image', `${join(folder, 'layout')}:copy`, join(folder, 'bundle')]);
        const root = join(folder, 'bundle', 'rootfs');
        expect(readFileSync(join(root, 'app/hello'), 'utf8') + readFileSync(join(root, 'linked/hello'), 'utf8')).toBe('hello\nhello\n');
        expect(existsSync(join(root, 'etc/passwd'))).toBe(base !== 'scratch');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
}
