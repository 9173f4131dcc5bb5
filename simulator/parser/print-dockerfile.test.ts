import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../instructions/parse-dockerfile';
import { dockerfileText } from '../testing/dockerfile-texts';
import { recordedDockerfiles } from '../testing/recorded-texts';
import { formatDockerfile } from './print-dockerfile';
import { parseStatements } from './statements';

/** All that is understood of a Dockerfile but its places, the case of keywords and blanks that no argument holds. */
function meaningOf(text: string): unknown {
  const { value, diagnostics } = parseDockerfile(text);
  const json = JSON.stringify({ ...value, diagnostics }, (key, item: unknown) => {
    if (key === 'statements') return parseStatements(text).value.statements.length;
    if (['range', 'lineCount', 'emptyContinuations', 'original'].includes(key)) return undefined;
    return key === 'keyword' && typeof item === 'string' ? item.toUpperCase() : item;
  });
  return JSON.parse(json.replace(/on line \d+/g, 'on a line'));
}

const recorded = recordedDockerfiles();

/** Lines that are not the content of a here-document. */
function ownLines(text: string): string[] {
  const inside = new Set(
    parseStatements(text).value.statements.flatMap(({ range, heredocs }) => {
      const length = heredocs.reduce((sum, { raw }) => sum + raw.split('\n').length, 0);
      return Array.from({ length }, (_, index) => range.endLine - index);
    }),
  );
  return text.split('\n').filter((_, index) => !inside.has(index + 1));
}

test('there are recorded Dockerfiles to look at', () => expect(recorded.length).toBeGreaterThan(500));

test('a formatted Dockerfile means what it meant: the recorded ones', { timeout: 60_000 }, () => {
  for (const { id, text } of recorded) expect([id, meaningOf(formatDockerfile(text))]).toEqual([id, meaningOf(text)]);
});

test('what is formatted stays as it is: the recorded ones', { timeout: 60_000 }, () => {
  for (const { id, text } of recorded) expect([id, formatDockerfile(formatDockerfile(text))]).toEqual([id, formatDockerfile(text)]);
});

test('a formatted Dockerfile has no blanks at the ends of lines, no two empty lines, and one line feed at its end', { timeout: 60_000 }, () => {
  for (const { id, text } of recorded) {
    const own = ownLines(formatDockerfile(text));
    if (parseStatements(text).diagnostics.length > 0) continue;
    expect([id, own.filter((line, index) => /[ \t]$/.test(line) || (line === '' && index < own.length - 1 && own[index + 1] === ''))]).toEqual([
      id,
      [],
    ]);
    expect([id, own.at(-1)]).toEqual([id, '']);
  }
});

test('a formatted Dockerfile means what it meant, and stays: generated ones', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(dockerfileText, (text) => {
      const printed = formatDockerfile(text);
      expect(meaningOf(printed)).toEqual(meaningOf(text));
      expect(formatDockerfile(printed)).toBe(printed);
    }),
    { numRuns: 1000 },
  );
});

describe('how it is written', () => {
  test.each([
    ['keywords in capitals', 'from busybox as build\nrun  echo  a\n', 'FROM busybox AS build\nRUN echo  a\n'],
    ['one blank between words', 'FROM  a\nCOPY   x\ty   /z  \n', 'FROM a\nCOPY x y /z\n'],
    ['quoted blanks stay', 'FROM a\nENV   A="b  c"   D=e\n', 'FROM a\nENV A="b  c" D=e\n'],
    ['the old form of ENV keeps its value', 'FROM a\nENV  A  b  c\n', 'FROM a\nENV A  b  c\n'],
    ['continuation lines are indented', 'FROM a\nCOPY a\\\n b \\\n\t/c\n', 'FROM a\nCOPY a \\\n    b \\\n    /c\n'],
    ['a command keeps its blanks', 'FROM a\nRUN   a  && \\\n  b&&\\\nc\n', 'FROM a\nRUN a  && \\\n  b&&\\\nc\n'],
    [
      'the flags of a command do not',
      'FROM a\nRUN  --network=none \\\n --mount=type=tmpfs,target=/t   \\\n  a  b\n',
      'FROM a\nRUN --network=none \\\n    --mount=type=tmpfs,target=/t \\\n    a  b\n',
    ],
    ['arrays', 'FROM a\nCMD [ "a b","c" , "\\u0041"]\n', 'FROM a\nCMD ["a b", "c", "\\u0041"]\n'],
    ['arrays of several lines', 'FROM a\nCMD [ \\\n "a",\\\n  "b"\\\n  ]\n', 'FROM a\nCMD [ \\\n    "a", \\\n    "b" \\\n]\n'],
    ['no empty lines inside an instruction', 'FROM a\nRUN a \\\n\n  b\n', 'FROM a\nRUN a \\\n  b\n'],
    ['comments inside an instruction', 'FROM a\nRUN a \\\n# why\n    b\n', 'FROM a\nRUN a \\\n    # why\n    b\n'],
    ['a mark with nothing behind it', 'FROM a\nRUN a \\\n', 'FROM a\nRUN a\n'],
    ['an empty line between stages, above the comments', 'FROM a\nRUN b\n# c\nFROM d\n', 'FROM a\nRUN b\n\n# c\nFROM d\n'],
    ['one empty line at most', '\n\nFROM a\n\n\n\nRUN b\n\n\n', 'FROM a\n\nRUN b\n'],
    [
      'directives',
      '#  Syntax = docker/dockerfile:1 \n#escape=`\nfrom a\nCOPY a`\nb\n',
      '# syntax=docker/dockerfile:1\n# escape=`\nFROM a\nCOPY a`\nb\n',
    ],
    ['a comment that an empty line keeps from being a directive', '\n\n# escape=`\nFROM a\n', '\n# escape=`\nFROM a\n'],
    ['comments', '#note  \n  # kept\n#---\nFROM a', '# note\n  # kept\n#---\nFROM a\n'],
    ['here-documents', 'FROM a\ncopy  <<-E   /x\n\t a  \n\n# b\n\tE\nrun  <<E\n\nE\n', 'FROM a\nCOPY <<-E /x\n\t a  \n\n# b\n\tE\nRUN <<E\n\nE\n'],
    ['a trigger is kept as text', 'FROM a\nonbuild  run  x  y\n', 'FROM a\nONBUILD run  x  y\n'],
    ['line ends', '\ufeffFROM a\r\nRUN b \\\r\n  c\r\n', 'FROM a\nRUN b \\\n  c\n'],
    ['an unknown keyword', 'FROM a\nfoo   b \\\n c\n', 'FROM a\nfoo   b \\\n c\n'],
    ['a half-typed file', 'from a\ncopy  <<E /x\n', 'from a\ncopy  <<E /x\n'],
  ])('%s', (_name, text, expected) => expect(formatDockerfile(text)).toBe(expected));
});
