import fc from 'fast-check';

const blanks = fc.constantFrom(' ', '  ', '\t', ' \t ');
const indent = fc.constantFrom('', '', '', '  ', '\t');
const end = fc.constantFrom('', '', '', ' ', '\t', '\r');

/** A break inside an instruction: the mark, whatever may stand between the lines, the next line's indent. */
const lineBreak = fc
  .tuple(fc.constantFrom(' \\', '\\', '  \\ '), fc.constantFrom('', '', '# between\n', '\n', '  # $x\n\n'), fc.constantFrom('', '  ', '    ', '\t'))
  .map(([mark, between, margin]) => `${mark}\n${between}${margin}`);
const gap = fc.oneof({ weight: 4, arbitrary: blanks }, { weight: 1, arbitrary: lineBreak });

const word = fc.constantFrom(
  'a',
  './b/',
  'x=1',
  'k="v w"',
  "'q  r'",
  '$X',
  '${Y:-z}',
  'é',
  '/d\\ e',
  '[',
  '"',
  '\\',
  '#h',
  '--',
  '<<',
  'as',
  'AS',
  '&&',
  '|',
);
const flag = fc.constantFrom(
  '--from=a',
  '--chown=1:2',
  '--mount=type=cache,target=/c',
  '--mount=type=bind,source=.,target="/m  n"',
  '--platform=$P',
  '--link',
  '--interval=5s',
);
const json = fc.constantFrom('["a","b"]', '[ "a" , "b  c" ]', '["\\u0041"]', '[]', '[1]', '["a",\\\n  "b" \\\n]', '["a"', "['a']");
const keyword = fc.constantFrom(
  'FROM',
  'from',
  'RUN',
  'Run',
  'copy',
  'ADD',
  'ENV',
  'env',
  'LABEL',
  'ARG',
  'CMD',
  'ENTRYPOINT',
  'EXPOSE',
  'HEALTHCHECK',
  'ONBUILD run',
  'onbuild  COPY',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
  'MAINTAINER',
  'NOPE',
);

const list = (item: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(
    fc.tuple(gap, item).map(([before, text]) => before + text),
    { maxLength },
  );
const instruction = fc
  .tuple(
    indent,
    keyword,
    list(flag, 2),
    fc.oneof(
      list(word, 5),
      fc.tuple(gap, json).map(([before, text]) => [before + text]),
    ),
    end,
  )
  .map(([start, name, flags, args, tail]) => `${start}${name}${flags.join('')}${args.join('')}${tail}`);

const heredoc = fc
  .tuple(
    fc.constantFrom('RUN', 'copy', 'ONBUILD RUN'),
    blanks,
    fc.constantFrom('<<E', '<<-E', "<<'E'", '<<E  cat'),
    fc.constantFrom('', 'x\n', '\ta  b \n# no\n\n'),
    end,
  )
  .map(([name, before, mark, body, tail]) => `${name}${before}${mark}${name === 'copy' ? `${before}/x` : ''}\n${body}E${tail === '\r' ? tail : ''}`);

const between = fc.constantFrom('', '', '\n', '# note', '#note  ', '  # indented', '#', '# check=skip=all', '#!x', '# a is\n# b');
const top = fc.constantFrom(
  '',
  '',
  '# syntax=docker/dockerfile:1',
  '#  check = skip=JSONArgsRecommended',
  '# escape=\\',
  '  # syntax=x',
  '\n# escape=`',
  '\ufeff# note',
  '#!/bin/x\n# check=error=true',
);

/** Text near enough to a Dockerfile for most of it to be read, written by somebody in a hurry; it may be wrong. */
export const dockerfileText = fc
  .tuple(
    top,
    fc.array(fc.oneof({ weight: 5, arbitrary: instruction }, { weight: 1, arbitrary: heredoc }, { weight: 2, arbitrary: between }), { maxLength: 8 }),
    fc.constantFrom('\n', '', '\n\n', '\r\n'),
  )
  .map(([first, lines, last]) => (first === '' ? '' : `${first}\n`) + lines.join('\n') + last);

/** A short Dockerfile that reads without an error of form, mostly. */
export const tidyDockerfileText = fc
  .array(fc.oneof({ weight: 6, arbitrary: instruction }, { weight: 1, arbitrary: heredoc }), { minLength: 1, maxLength: 4 })
  .map((lines) => `FROM a\n${lines.join('\n')}\n`);
