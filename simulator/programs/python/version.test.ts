import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markerEnvironment, markerHolds } from './marker';
import { parseRequirement, requirementText } from './requirement';
import { parseSpecifier, satisfies } from './specifier';
import { compareVersionTexts, parseVersion } from './version';

// The order that PEP 440 gives as its summary of permitted suffixes.
const ASCENDING = ['1.0.dev1', '1.0a1.dev1', '1.0a1', '1.0b2', '1.0rc1', '1.0', '1.0+abc', '1.0.post1', '1.1.dev1', '1.1', '1!0.5'];

describe('compareVersionTexts', () => {
  test.each(ASCENDING.slice(1).map((version, index) => [ASCENDING[index] ?? '', version]))('%s comes before %s', (left, right) => {
    expect(compareVersionTexts(left, right)).toBeLessThan(0);
    expect(compareVersionTexts(right, left)).toBeGreaterThan(0);
  });

  test.each([
    ['1.0', '1.0.0'],
    ['1.0-1', '1.0.post1'],
    ['1.0c1', '1.0RC1'],
    ['v2', '2'],
  ])('%s is %s', (left, right) => expect(compareVersionTexts(left, right)).toBe(0));

  test('is a total order on what it can read', () => {
    const version = fc
      .tuple(fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), fc.constantFrom('', 'a1', 'b2', 'rc1', '.post1', '.dev3'))
      .map(([release, suffix]) => `${release.join('.')}${suffix}`);
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersionTexts(a, b))).toBe(-Math.sign(compareVersionTexts(b, a)) || 0);
        if (compareVersionTexts(a, b) <= 0 && compareVersionTexts(b, c) <= 0) expect(compareVersionTexts(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test.each(['', 'latest', '1..0', '1.0-'])('%j is no version', (text) => expect(parseVersion(text)).toBeUndefined());
});

describe('satisfies', () => {
  test.each([
    ['==3.1', '3.1.0', true],
    ['==3.1', '3.1.1', false],
    ['==3.1.*', '3.1.9', true],
    ['==3.1.*', '3.10', false],
    ['!=2.0.*,>=2', '2.0.4', false],
    ['>=2,<3', '3.0.0', false],
    ['>=2,<3', '3.0rc1', false],
    ['~=4.2.0', '4.2.26', true],
    ['~=4.2.0', '4.3', false],
    ['~=4.2', '4.9', true],
    ['>1.7', '1.7.post1', false],
    ['==2.14.1', '2.14.1+cpu', true],
    ['==2.14.1+cu121', '2.14.1+cpu', false],
    ['===1.0.0', '1.0', false],
    ['', '0.0.1', true],
  ])('%s takes %s: %s', (specifier, version, expected) => {
    expect(satisfies(version, parseSpecifier(specifier) ?? [])).toBe(expected);
  });
});

describe('markerHolds', () => {
  const environment = markerEnvironment({ minor: '3.12', version: '3.12.12' }, 'x86_64');
  test.each([
    ['python_version >= "3.8"', true],
    ['python_version < "3.10"', false],
    ["sys_platform == 'win32'", false],
    ["sys_platform == 'linux' and platform_machine != 'aarch64'", true],
    ["os_name == 'nt' or (python_version > '3' and platform_python_implementation == 'CPython')", true],
    ["'linux' in sys_platform", true],
    ["platform_machine not in 'x86_64 amd64'", false],
    ['extra == "dev"', false],
  ])('%s: %s', (marker, expected) => expect(markerHolds(marker, environment)).toBe(expected));
});

describe('parseRequirement', () => {
  test.each([
    ['Flask', 'Flask'],
    ['flask >= 3.0 , < 4', 'flask<4,>=3.0'],
    ['uvicorn[standard]==0.40.0 ; python_version >= "3.9"', 'uvicorn[standard]==0.40.0'],
    ['zope.interface (>=5)', 'zope.interface>=5'],
    ['requests==2.32.5 --hash=sha256:00ff', 'requests==2.32.5'],
  ])('%s', (line, text) => {
    const parsed = parseRequirement(line);
    expect(parsed.kind === 'named' && requirementText(parsed)).toBe(text);
  });

  test.each([
    ['.', 'path'],
    ['./wheels/six-1.17.0-py2.py3-none-any.whl', 'path'],
    ['.[dev]', 'path'],
    ['git+https://example.org/x.git@v1#egg=x', 'url'],
    ['https://example.org/x.whl', 'url'],
    ['pkg @ https://example.org/pkg.tar.gz', 'url'],
    ['flask=3.0', 'invalid'],
    ['!!', 'invalid'],
  ])('%s is a %s', (line, kind) => expect(parseRequirement(line).kind).toBe(kind));

  test('no line makes it throw', () => fc.assert(fc.property(fc.string(), (line) => void parseRequirement(line))));
});
