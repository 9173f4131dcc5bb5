import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isInstalled, ROOT } from './project.mjs';

describe('isInstalled', () => {
  const lock = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/for-other-systems': { version: '2.0.0', optional: true },
  };

  test.each([
    ['nothing', {}, false],
    ['all that is needed', { 'node_modules/a': { version: '1.0.0' } }, true],
    ['another version', { 'node_modules/a': { version: '1.0.1' } }, false],
    ['more than is needed', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }, true],
  ])('%s', (_, installed, expected) => {
    expect(isInstalled(lock, installed)).toBe(expected);
  });
});

describe('documents', () => {
  const { scripts, dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

  test.each(['README.md', 'CONTRIBUTING.md', 'docs/decisions/001-silent-npm.md', 'docs/decisions/005-corpus-at-the-top.md'])(
    'every command that %s names exists',
    (file) => {
      const commands = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name);
      expect(commands.filter((name) => !(String(name) in scripts))).toEqual([]);
    },
  );

  test('every package has a row in docs/dependencies.md', () => {
    const text = readFileSync(join(ROOT, 'docs', 'dependencies.md'), 'utf8');
    const names = Object.keys({ ...dependencies, ...devDependencies });
    expect(names.filter((name) => !name.startsWith('@types/') && !text.includes(`\`${name}\``))).toEqual([]);
  });
});
