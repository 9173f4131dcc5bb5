import { bundledLanguages, createCssVariablesTheme, createHighlighter } from 'shiki';

const PREFIX = '--tok-';

/** A theme whose colours are names: what a token is, not how it looks. */
const theme = createCssVariablesTheme({ name: 'token-kinds', variablePrefix: PREFIX, fontStyle: false });

/** The languages that lessons show. Others are set as plain text. */
const LANGUAGES = ['docker', 'shellscript', 'json', 'yaml', 'javascript', 'typescript', 'go', 'python', 'console', 'diff', 'ini'].filter(
  (name) => name in bundledLanguages,
);
const ALIASES = {
  dockerfile: 'docker',
  Dockerfile: 'docker',
  sh: 'shellscript',
  bash: 'shellscript',
  shell: 'shellscript',
  js: 'javascript',
  ts: 'typescript',
  yml: 'yaml',
};

/** @type {ReturnType<typeof createHighlighter> | undefined} */
let highlighter;

/**
 * Code as lines of tokens. `kind` is one of the classes `tok-…` in app/globals.css, or undefined for ordinary text.
 * @param {string} code
 * @param {string} language name of a fence; an unknown one gives plain text
 * @returns {Promise<{ text: string, kind: string | undefined }[][]>}
 */
export async function tokenLines(code, language) {
  const name = ALIASES[language] ?? language;
  if (!LANGUAGES.includes(name)) return code.split('\n').map((text) => [{ text, kind: undefined }]);
  highlighter ??= createHighlighter({ themes: [theme], langs: LANGUAGES });
  const { tokens } = (await highlighter).codeToTokens(code, { lang: name, theme: 'token-kinds' });
  return tokens.map((line) => line.map(({ content, color }) => ({ text: content, kind: kindOf(color) })));
}

function kindOf(color) {
  const name = color?.slice(`var(${PREFIX}`.length, -1).replace(/^token-/, '');
  return name === undefined || name === 'foreground' ? undefined : name;
}
