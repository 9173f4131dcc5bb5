import { describe, expect, test } from 'vitest';
import { tokenLines } from './highlight.mjs';
import rehypeCode from './rehype-code.mjs';

interface Node {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  properties?: Record<string, unknown>;
  data?: { readonly meta: string };
  children?: Node[];
}

/** The block as it comes out: a line each, tokens as `kind‹text›`, `*` before a marked line. */
async function coloured(code: string, language: string, meta = ''): Promise<{ readonly lines: readonly string[]; readonly pre: Node }> {
  const codeNode: Node = {
    type: 'element',
    tagName: 'code',
    properties: { className: [`language-${language}`] },
    data: { meta },
    children: [{ type: 'text', value: code }],
  };
  const pre: Node = { type: 'element', tagName: 'pre', properties: {}, children: [codeNode] };
  await rehypeCode()({ type: 'root', children: [pre] });
  return { pre, lines: (codeNode.children ?? []).filter((node) => node.tagName === 'span').map(written) };
}

function written(line: Node): string {
  const marked = String(line.properties?.className).includes('line-marked') ? '*' : '';
  return (
    marked +
    (line.children ?? []).map((token) => (token.tagName === undefined ? token.value : `${kindOf(token)}‹${token.children?.[0]?.value}›`)).join('')
  );
}

const kindOf = (token: Node) => String(token.properties?.className).replace('tok-', '');

describe('code blocks', () => {
  test.each([
    ['docker', 'FROM node:20\nRUN npm ci\n', ['keyword‹FROM› node:20', 'keyword‹RUN› npm ci']],
    ['dockerfile', 'CMD ["a"]', ['keyword‹CMD› [string-expression‹"a"›]']],
    ['docker', '# a comment', ['comment‹# a comment›']],
    ['no-such-language', 'a < b\n\nc', ['a < b', '', 'c']],
    ['text', 'plain', ['plain']],
  ])('%s: %j', async (language, code, expected) => {
    expect((await coloured(code, language)).lines).toEqual(expected);
  });

  test('marked lines and a title come from the fence', async () => {
    const { lines, pre } = await coloured('a\nb\nc\nd', 'text', 'title="Dockerfile" {1,3-4}');
    expect(lines).toEqual(['*a', 'b', '*c', '*d']);
    expect(pre.properties).toEqual({ tabIndex: 0, 'data-language': 'text', 'data-title': 'Dockerfile' });
  });

  test('no token carries a style: a strict policy would drop it', async () => {
    const { pre } = await coloured('RUN echo "$HOME" && ls | wc -l # x', 'docker');
    expect(JSON.stringify(pre)).not.toContain('style');
  });

  test('nothing of the text is lost', async () => {
    const code = 'RUN <<EOF\n  echo "a  b"\tc\nEOF\n\n# end';
    expect((await tokenLines(code, 'docker')).map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(code);
  });
});
