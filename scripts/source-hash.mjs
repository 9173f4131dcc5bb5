import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ROOT } from './project.mjs';

/** What an export is made of. Tests and recordings stand beside these or elsewhere and change nothing in it. */
const SOURCES = [
  'app',
  'components',
  'content',
  'lib',
  'public',
  'simulator',
  'mdx-components.tsx',
  'next.config.ts',
  'package-lock.json',
  'tsconfig.json',
];
const GENERATED = new Set([join('public', 'workers')]);

/** SHA-256, in hex, over every source file of the export and the base path: equal hash, equal export. */
export function sourceHash() {
  const hash = createHash('sha256').update(process.env.NEXT_PUBLIC_BASE_PATH ?? '');
  for (const path of SOURCES.flatMap((name) => filesUnder(join(ROOT, name)))) {
    hash.update(`\0${relative(ROOT, path).split(sep).join('/')}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** @returns {string[]} */
function filesUnder(path) {
  if (!existsSync(path) || GENERATED.has(relative(ROOT, path))) return [];
  if (!statSync(path).isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
