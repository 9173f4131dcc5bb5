import { expect, test } from 'vitest';
import { replaceBaseImages } from './base-image-edit';

test.each([
  ['one stage', 'FROM node:20-slim\nRUN a\n', 'FROM node:22-slim\nRUN a\n'],
  [
    'a name and a platform',
    'FROM --platform=$BUILDPLATFORM node:20 AS node\nFROM node\n',
    'FROM --platform=$BUILDPLATFORM node:22-slim AS node\nFROM node\n',
  ],
  ['a stage is no image, whatever its case', 'FROM a AS Base\nFROM base\nFROM b\n', 'FROM node:22-slim AS Base\nFROM base\nFROM node:22-slim\n'],
  ['a variable', 'ARG V=20\nFROM node:${V}-slim\n', 'ARG V=20\nFROM node:22-slim\n'],
  ['continued over two lines', 'FROM \\\n  node:20\nRUN a\n', 'FROM \\\n  node:22-slim\nRUN a\n'],
  ['a platform that contains the name', 'FROM --platform=linux/arm64 arm64\n', 'FROM --platform=linux/arm64 node:22-slim\n'],
  ['nothing but scratch', 'FROM scratch\nCOPY a b\n', undefined],
])('%s', (_, before, after) => expect(replaceBaseImages(before, 'node:22-slim')).toBe(after));
