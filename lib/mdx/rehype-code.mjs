/**
 * Colours code blocks at build time. shiki would write a `style` attribute on every token, which a strict content security policy
 * forbids and which cannot follow the theme; here each token gets a class (`tok-keyword`), coloured in app/globals.css.
 * A fence may carry `title="Dockerfile"` and lines to mark: ```docker title="Dockerfile" {2,4-5}
 */
import { tokenLines } from './highlight.mjs';

export default function rehypeCode() {
  return async (tree) => {
    const blocks = [];
    visit(tree, undefined, (node, parent) => {
      if (node.tagName === 'code' && parent?.tagName === 'pre') blocks.push([node, parent]);
    });
    for (const [code, pre] of blocks) await colour(code, pre);
  };
}

async function colour(code, pre) {
  const language = languageOf(code);
  const meta = String(code.data?.meta ?? '');
  const marked = markedLines(meta);
  const lines = await tokenLines(textOf(code).replace(/\n$/, ''), language);
  code.children = lines.flatMap((tokens, index) => [
    element('span', { className: marked.has(index + 1) ? ['line', 'line-marked'] : ['line'] }, tokens.map(tokenNode)),
    { type: 'text', value: '\n' },
  ]);
  const title = /title="([^"]*)"/.exec(meta)?.[1];
  pre.properties = { ...pre.properties, tabIndex: 0, 'data-language': language, ...(title === undefined ? {} : { 'data-title': title }) };
}

function tokenNode({ text, kind }) {
  return kind === undefined ? { type: 'text', value: text } : element('span', { className: [`tok-${kind}`] }, [{ type: 'text', value: text }]);
}

function languageOf(code) {
  const name = [code.properties?.className ?? []].flat().find((each) => String(each).startsWith('language-'));
  return name === undefined ? 'text' : String(name).slice('language-'.length);
}

/** `{2,4-5}` → 2, 4, 5 */
function markedLines(meta) {
  const ranges = /\{([\d,\s-]+)\}/.exec(meta)?.[1]?.split(',') ?? [];
  return new Set(
    ranges.flatMap((range) => {
      const [first, last] = range.split('-').map(Number);
      return Array.from({ length: (last ?? first) - first + 1 }, (_, offset) => first + offset);
    }),
  );
}

function visit(node, parent, see) {
  see(node, parent);
  for (const child of node.children ?? []) visit(child, node, see);
}

function textOf(node) {
  return node.type === 'text' ? node.value : (node.children ?? []).map(textOf).join('');
}

function element(tagName, properties, children) {
  return { type: 'element', tagName, properties, children };
}
