import { fileURLToPath } from 'node:url';
import createMDX from '@next/mdx';
import type { NextConfig } from 'next';
import { workersVersion } from './scripts/build-workers.mjs';
import { sourceHash } from './scripts/source-hash.mjs';

/** Folder that the site is served from, without a trailing slash: `/courses/layerlab`. Must be known at build time. */
const basePath = process.env.NEXT_PUBLIC_BASE_PATH ?? '';

/** Turbopack hands MDX plugins to its own process, so they are named, not passed; a relative name would be looked up beside each MDX file. */
const rehypeCode = fileURLToPath(new URL('./lib/mdx/rehype-code.mjs', import.meta.url));

const withMDX = createMDX({
  options: {
    remarkPlugins: ['remark-gfm', 'remark-frontmatter', ['remark-mdx-frontmatter', { name: 'frontmatter' }]],
    rehypePlugins: ['rehype-slug', rehypeCode],
  },
});

const config: NextConfig = {
  output: 'export',
  trailingSlash: true,
  pageExtensions: ['ts', 'tsx', 'mdx'],
  images: { unoptimized: true },
  reactStrictMode: true,
  poweredByHeader: false,
  // Types are a stage of their own (`npm run types`), over the tests and scripts too.
  typescript: { ignoreBuildErrors: true },
  // Next's default is random: the same sources would export different bytes every time.
  generateBuildId: () => sourceHash().slice(0, 16),
  env: { NEXT_PUBLIC_BASE_PATH: basePath, NEXT_PUBLIC_WORKERS_VERSION: workersVersion() },
  ...(basePath === '' ? {} : { basePath }),
};

export default withMDX(config);
