import { expect, test } from 'vitest';
import { argumentsMatch } from './argv-pattern';

test.each([
  ['npm ci', 'npm ci', true],
  ['/usr/local/bin/npm ci --omit=dev', 'npm ci', true],
  ['npm --loglevel error --no-audit ci', 'npm ci', true],
  ['npm run ci', 'npm ci', false],
  ['npm', 'npm ci', false],
  ['pnpm ci', 'npm ci', false],
  ['apt-get -y -o Dpkg::Use-Pty=0 install curl', 'apt-get install', true],
  ['apt-get --quiet=2 remove install', 'apt-get install', false],
  ['apt-get update', 'apt-get', true],
])('%s is a call of %s: %s', (argv, pattern, expected) => {
  expect(argumentsMatch(argv.split(' '), pattern.split(' '))).toBe(expected);
});
