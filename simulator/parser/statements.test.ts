import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseStatements } from './statements';

const lines = (...parts: readonly string[]) => parts.join('\n');

/** `3-4 RUN [--flag] word|word` for each statement, then its heredocs. */
function outline(text: string): readonly string[] {
  return parseStatements(text).value.statements.map((statement) => {
    const { range, keyword, flags, arguments: args, heredocs } = statement;
    const words = args.pairs.length > 0 ? args.pairs.map(({ name, value, legacy }) => `${name}${legacy ? ' ' : '='}${value}`) : args.words;
    const marks = heredocs.map(({ name, content, expand }) => ` <<${name}${expand ? '' : ' raw'} ${JSON.stringify(content)}`).join('');
    const flagText = flags.length > 0 ? ` [${flags.join(' ')}]` : '';
    return `${range.startLine}-${range.endLine} ${keyword}${flagText} ${args.json ? 'json:' : ''}${words.join('|')}${marks}`;
  });
}

function errors(text: string): readonly string[] {
  return parseStatements(text).diagnostics.map(({ message, range }) => `${range ? `${range.startLine}-${range.endLine} ` : ''}${message}`);
}

describe('lines', () => {
  test.each([
    ['keywords keep their case', 'From scratch', ['1-1 From scratch']],
    ['blanks around do not count', '\t FROM\ta  b \t', ['1-1 FROM a|b']],
    ['CRLF', 'FROM a\r\nRUN b \\\r\n c\r\n', ['1-1 FROM a', '2-3 RUN b  c']],
    ['a byte order mark at the very start', '\ufeffFROM a', ['1-1 FROM a']],
    ['a byte order mark elsewhere is part of the keyword', 'FROM a\n\ufeffRUN b', ['1-1 FROM a', '2-2 \ufeffRUN ']],
    ['a continuation keeps the indent', 'RUN a \\\n   b', ['1-2 RUN a    b']],
    ['blanks after the escape character', 'RUN a \\ \t\n b', ['1-2 RUN a  b']],
    ['two escape characters do not continue', 'RUN a \\\\\nRUN b', ['1-1 RUN a \\\\', '2-2 RUN b']],
    ['comments and empty lines inside', 'RUN a \\\n# note\n  # more\n\n b', ['1-5 RUN a  b']],
    ['an escape character at the end of the file', 'RUN a \\', ['1-1 RUN a']],
    ['a lone escape character', '\\\nRUN a', ['1-2 RUN a']],
    ['a comment must fill its line', 'USER me # note', ['1-1 USER me # note']],
    ['an unknown keyword has no arguments yet', 'FETCH a b', ['1-1 FETCH ']],
  ])('%s', (_, text, expected) => expect(outline(text)).toEqual(expected));

  test('an instruction with empty lines inside is remembered by its last line', () => {
    expect(parseStatements('RUN a \\\n\n b\nRUN c \\\n d\nRUN e \\\n').value.emptyContinuations).toEqual([3]);
  });

  test('comments above stay with the instruction until an empty one', () => {
    const text = lines('# lost', '#', '# one', '', '  # two', 'FROM a', '# three', 'RUN b');
    expect(parseStatements(text).value.statements.map(({ comments }) => comments)).toEqual([['one', '# two'], ['three']]);
  });

  test('directives are no comments', () => {
    expect(parseStatements('# escape=`\n# x\nFROM a').value.statements[0]?.comments).toEqual(['x']);
  });
});

describe('directives', () => {
  test.each([
    ['# escape=`\nRUN a `\n b', '`'],
    ['#ESCAPE = ` \nFROM a', '`'],
    ['  # escape=`\nFROM a', '`'],
    ['# syntax=x\n# escape=`\nFROM a', '`'],
    ['# note\n# escape=`\nFROM a', '\\'],
    ['\n# escape=`\nFROM a', '\\'],
    ['# unknown=1\n# escape=`\nFROM a', '\\'],
    ['#!/bin/x\n# escape=`\nFROM a', '\\'],
    ['# escape=\nFROM a', '\\'],
  ])('%j', (text, expected) => expect(parseStatements(text).value.escape).toBe(expected));

  test.each([
    ['# escape=x\nFROM a', ["invalid escape token 'x' does not match ` or \\"]],
    ['# escape=  \nFROM a', ["invalid escape token ' ' does not match ` or \\"]],
    ['# escape=`\n# escape=`\nFROM a', ['1-1 only one escape parser directive can be used']],
  ])('%j', (text, expected) => expect(errors(text)).toEqual(expected));
});

describe('arguments', () => {
  test.each([
    ['CMD ["a", "b c"]', 'json:a|b c'],
    ['CMD ["caf\\u00e9", "\\ud83d"]', 'json:café|\ufffd'],
    ['CMD [ ]', 'json:'],
    ["CMD ['a']", "['a']"],
    ['CMD ["a"] # x', '["a"] # x'],
    ['CMD [1e999]', '[1e999]'],
    ['VOLUME ["/a", "/b"]', 'json:/a|/b'],
    ["VOLUME ['/a']", "['/a']"],
    ['ENV A=1 B="x y" C=a\\ b', 'A=1|B="x y"|C=a\\ b'],
    ["ENV A='it\\' B=2", "A='it\\'|B=2"],
    ['ENV A b  c', 'A b  c'],
    ['ARG A B=1 "C=x y"', 'A|B=1|"C=x y"'],
    ['HEALTHCHECK CMD ["a"]', 'json:CMD|a'],
    ['HEALTHCHECK  cmd  a  b', 'cmd|a  b'],
    ['WORKDIR /a b', '/a b'],
    ['ONBUILD run --x a', 'run'],
  ])('%s', (text, expected) => expect(outline(text)[0]?.replace(/^\S+ \S+ /, '')).toBe(expected));

  test.each([
    ['COPY --chown=a --link b c', '1-1 COPY [--chown=a --link] b|c'],
    ['COPY --from="a b" c d', '1-1 COPY [--from=a b] c|d'],
    ['COPY --chown=\\"x y z', '1-1 COPY [--chown="x] y|z'],
    ['COPY a --link b', '1-1 COPY a|--link|b'],
    ['COPY -- --a b', '1-1 COPY --a|b'],
    ['CMD -h', '1-1 CMD -h'],
    ['RUN --network=none', '1-1 RUN [--network=none] '],
    ['COPY --chown=é a b', '1-1 COPY [--chown=Ã©] a|b'],
  ])('flags: %s', (text, expected) => expect(outline(text)).toEqual([expected]));

  test.each([
    ['CMD [1]', '1-1 when using JSON array syntax, arrays must be comprised of strings only'],
    ['ENV A', '1-1 ENV must have two arguments'],
    ['LABEL a=1 \\\n b', `1-2 Syntax error - can't find = in "b". Must be of the form: name=value`],
    ['ONBUILD ONBUILD CMD [1]', '1-1 when using JSON array syntax, arrays must be comprised of strings only'],
    ['', 'file with no instructions'],
    ['\n# a\n\n', '3-3 file with no instructions'],
    [`FROM a\nRUN ${'x'.repeat(65_536)}\nRUN b`, '1-1 dockerfile line greater than max allowed size of 65535'],
    [`FROM a\nRUN ${'é'.repeat(40_000)}`, '1-1 dockerfile line greater than max allowed size of 65535'],
  ])('%.40j', (text, expected) => expect(errors(text)).toEqual([expected]));

  test('a line of 65535 bytes is the longest', () => {
    expect(errors(`RUN ${'x'.repeat(65_531)}\n`)).toEqual([]);
  });

  test('reading goes on behind a problem', () => {
    expect(outline('FROM a\nENV B\nRUN c')).toEqual(['1-1 FROM a', '3-3 RUN c']);
  });
});

describe('heredocs', () => {
  test.each([
    ['RUN', ['RUN <<EOF', 'a', '# b', 'EOF', 'RUN c'], ['1-4 RUN <<EOF <<EOF "a\\n# b\\n"', '5-5 RUN c']],
    ['quoted', ['COPY <<"a" /x', '$A', 'a'], ['1-3 COPY <<"a"|/x <<a raw "$A\\n"']],
    ['partly quoted', ["RUN <<e'o'f", 'eof'], [`1-2 RUN <<e'o'f <<eof raw ""`]],
    ['tabs removed', ['RUN <<-EOF', '\t\ta', '\t b', '\tEOF'], ['1-4 RUN <<-EOF <<EOF "a\\n b\\n"']],
    ['several', ['COPY <<a <<b /', '1', 'a', '2', 'b'], ['1-5 COPY <<a|<<b|/ <<a "1\\n" <<b "2\\n"']],
    ['a file descriptor', ['RUN 3<<a', 'a'], ['1-2 RUN 3<<a <<a ""']],
    ['blanks before the name', ['RUN <<  a > b', 'a'], ['1-2 RUN <<  a > b <<a ""']],
    ['ONBUILD', ['ONBUILD RUN <<a', 'x', 'a'], ['1-3 ONBUILD RUN <<a "x\\n"']],
    ['in quotes it is none', ['RUN echo "<<a"', 'RUN b'], ['1-1 RUN echo "<<a"', '2-2 RUN b']],
    ['a here-string is none', ['RUN cat <<<a', 'RUN b'], ['1-1 RUN cat <<<a', '2-2 RUN b']],
    ['in exec form it is none', ['RUN ["<<a"]', 'RUN b'], ['1-1 RUN json:<<a', '2-2 RUN b']],
    ['other instructions have none', ['USER <<a', 'RUN b'], ['1-1 USER <<a', '2-2 RUN b']],
    ['after a continuation', ['RUN a && \\', ' cat <<x', 'y', 'x'], ['1-4 RUN a &&  cat <<x <<x "y\\n"']],
  ])('%s', (_, text, expected) => expect(outline(lines(...text))).toEqual(expected));

  test.each([
    [['FROM a', 'RUN <<EOF', 'x', 'EOF '], '2-4 unterminated heredoc'],
    [['RUN <<EOF', ' EOF'], '1-2 unterminated heredoc'],
    [['RUN <<-EOF', '  EOF'], '1-2 unterminated heredoc'],
  ])('%j', (text, expected) => expect(errors(lines(...text))).toEqual([expected]));

  test('the lines as they stood are kept', () => {
    expect(parseStatements('RUN <<-a\n\tx\n\ta').value.statements[0]?.heredocs[0]).toMatchObject({ raw: '\tx\n', content: 'x\n', chomp: true });
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...[
      'FROM a',
      'RUN',
      'COPY ',
      'ONBUILD ',
      'ENV ',
      '# escape=`',
      '#',
      '\n',
      '\n',
      ' \\\n',
      '<<EOF',
      'EOF',
      '["a"',
      ']',
      '"',
      "'",
      '--x=',
      '=',
      '$',
      '`',
      '\r',
      '\t',
      '\u0085',
      '\ud83d',
      '${a:-',
      '}',
    ],
  );

  test('never makes it throw, and ranges lie in the file in order', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const { statements, lineCount } = parseStatements(text).value;
          let last = 0;
          for (const { range } of statements) {
            expect(range.startLine).toBeGreaterThan(last);
            expect(range.endLine).toBeGreaterThanOrEqual(range.startLine);
            last = range.endLine;
          }
          expect(last).toBeLessThanOrEqual(lineCount);
        },
      ),
    );
  });

  const MEGABYTES = 5;
  test.each([
    ['short lines', 'RUN a\n'],
    ['one instruction', 'RUN a \\\n'],
    ['nested ONBUILD', 'ONBUILD \\\n'],
    ['unknown instructions', 'RNU a\n'],
    ['heredoc marks', 'RUN <<a\n'],
    ['quotes', `ENV A="x" \\\n`],
    ['braces', 'RUN <<${a:-\\\n'],
    ['brackets', '['],
    ['comments', '# escape=      \n'],
    ['a keyword without end', 'RUN\\\n'],
  ])('5 MB of %s are read in time', (_, piece) => {
    const text = piece.repeat(Math.ceil((MEGABYTES * 1_000_000) / piece.length));
    const started = performance.now();
    parseStatements(text);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
