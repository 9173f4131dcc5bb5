import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseToml } from './toml';

test.each([
  ['a = 1\nb = "x"\n', { a: 1, b: 'x' }],
  [
    '[project]\nname = "ledger"\ndependencies = [\n  "flask>=3", # web\n  "redis",\n]\n',
    { project: { name: 'ledger', dependencies: ['flask>=3', 'redis'] } },
  ],
  [
    '[tool.poetry.dependencies]\npython = "^3.12"\nuvicorn = {extras = ["standard"], version = "^0.30"}\n',
    { tool: { poetry: { dependencies: { python: '^3.12', uvicorn: { extras: ['standard'], version: '^0.30' } } } } },
  ],
  ['[[package]]\nname = "a"\n[package.x]\ny = 1\n[[package]]\nname = "b"\n', { package: [{ name: 'a', x: { y: 1 } }, { name: 'b' }] }],
  ['a.b = \'c\\d\'\n"q.r" = true\n', { a: { b: 'c\\d' }, 'q.r': true }],
  ['t = """\none\ntwo \\\n   three"""\n', { t: 'one\ntwo three' }],
  ['d = 2026-11-25T10:00:00Z\nn = 1_000\nf = 0.5', { d: '2026-11-25T10:00:00.000Z', n: 1000, f: 0.5 }],
  ['', {}],
])('%j', (text, table) => {
  expect(parseToml(text)).toEqual(table);
});

test.each(['a', 'a = ', '[x', 'a = "open', 'a = [1', 'a = 1 b = 2', '[a]\nb = 1\n[a.b]\nc = 1'])('%j is not TOML', (text) => {
  expect(parseToml(text)).toBeUndefined();
});

test('no text makes it throw, and what JSON writes as strings is read back', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseToml(text)));
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]*$/), (text) => {
      expect(parseToml(`k = ${JSON.stringify(text)}`)).toEqual({ k: text });
    }),
  );
});
