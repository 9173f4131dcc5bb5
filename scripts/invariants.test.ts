import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './project.mjs';

/** What lint cannot see: calls whose answer changes from run to run. */
const VARYING =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.(randomUUID|getRandomValues)\(|\bset(Timeout|Interval)\(|\bnavigator\.|\.toLocale\w*\(|\bIntl\./;

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

test('the simulator has no clock, no randomness, no timer and no locale', () => {
  const findings = sources('simulator').flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        VARYING.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line) ? [`${relative(ROOT, file)}:${index + 1}: ${line.trim()}`] : [],
      ),
  );
  expect(findings).toEqual([]);
});

test('pages are prose-free: components hold no text of their own', () => {
  const findings = sources('components')
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/>\s*([A-Z][a-z]+(?: [\w’'-]+){2,}[.!?…]?)\s*</g)].map(
        ([, text]) => `${relative(ROOT, file)}: ${text}`,
      ),
    );
  expect(findings).toEqual([]);
});
