// @vitest-environment happy-dom
import { beforeAll, describe, expect, test, vi } from 'vitest';

type Monaco = typeof import('monaco-editor/editor');
let monaco: Monaco;

beforeAll(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  monaco = await import('monaco-editor/editor');
  const { dockerfileGrammar } = await import('./dockerfile-grammar');
  monaco.languages.register({ id: 'dockerfile' });
  monaco.languages.setMonarchTokensProvider('dockerfile', dockerfileGrammar);
}, 60_000);

/** Each line as its tokens that have a kind: `keyword:FROM`. */
function tokens(text: string): readonly string[] {
  const lines = text.split('\n');
  return monaco.editor.tokenize(text, 'dockerfile').map((line, row) =>
    line
      .map((token, index) => {
        const word = (lines[row] ?? '').slice(token.offset, line[index + 1]?.offset).trim();
        const kind = token.type.replace('.dockerfile', '').replace('attribute.name', 'flag');
        return word === '' || kind === '' || kind === 'white' ? '' : `${kind}:${word}`;
      })
      .filter((token) => token !== '')
      .join(' '),
  );
}

describe('colours of a Dockerfile', () => {
  test.each<[string, string, readonly string[]]>([
    ['instructions in any case', 'FROM a as b\nrun x', ['keyword:FROM keyword:as', 'keyword:run']],
    ['a word of an instruction inside another', 'RUN echo USER\nUSER node', ['keyword:RUN', 'keyword:USER']],
    [
      'directives and comments',
      '# syntax=docker/dockerfile:1\n# note\nFROM a',
      ['metatag:# syntax=docker/dockerfile:1', 'comment:# note', 'keyword:FROM'],
    ],
    ['flags, variables, strings', 'COPY --from=b "$x" ${Y:-z} /', ['keyword:COPY flag:--from string:"$x" variable:${Y:-z}']],
    [
      'continued lines with a comment between',
      'RUN a \\\n# FROM x\n  USER b\nUSER c',
      ['keyword:RUN operator:\\', 'comment:# FROM x', '', 'keyword:USER'],
    ],
    ['triggers', 'ONBUILD RUN x', ['keyword:ONBUILD keyword:RUN']],
    [
      'a here-document',
      'RUN <<EOF\nUSER x $y\nEOF\nUSER z',
      ['keyword:RUN operator:<< type:EOF', 'string:USER x variable:$y', 'type:EOF', 'keyword:USER'],
    ],
    [
      'two here-documents',
      'COPY <<A <<"B" /\nFROM 1\nA\nFROM 2\nB\nFROM c',
      ['keyword:COPY operator:<< type:A operator:<<" type:B operator:"', 'string:FROM 1', 'type:A', 'string:FROM 2', 'type:B', 'keyword:FROM'],
    ],
  ])('%s', (_what, text, expected) => expect(tokens(text)).toEqual(expected));
});
