import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\/simulator$/, replacement: at('./simulator/index.ts') },
      { find: /^@\/(app|components|content|lib|simulator)\//, replacement: `${at('./')}$1/` },
    ],
  },
  test: {
    include: ['{app,components,content,lib,simulator,scripts}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'out/**', 'content/**/start/**', 'content/**/solution*/**', 'content/**/wrong/**'],
  },
});
