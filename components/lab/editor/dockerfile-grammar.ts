import type { languages } from 'monaco-editor/editor';

/** Instructions in any case, as the parser takes them. */
const INSTRUCTIONS =
  'ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR';

/** A heredoc's opening: `<<EOF`, `<<-EOF`, quoted or not. The delimiter's name is the third group. */
const HEREDOC = /(<<-?)(["']?)([A-Za-z_][\w.-]*)(["']?)/;

/**
 * Colours for Dockerfiles. Monaco's own grammar leaves lower-case instructions plain and takes `USER` inside a here-document for an
 * instruction. A here-document's body is one state that ends at its delimiter alone on a line (after tabs, for `<<-`).
 */
export const dockerfileGrammar: languages.IMonarchLanguage = {
  defaultToken: '',
  ignoreCase: true,
  tokenizer: {
    root: [
      [/^\s*#\s*(syntax|escape|check)\s*=.*$/, 'metatag'],
      [/^\s*#.*$/, 'comment'],
      [/^(\s*)(ONBUILD)(\s+)/, ['white', { token: 'keyword' }, { token: 'white', next: '@root' }]],
      [new RegExp(`^(\\s*)(${INSTRUCTIONS})(?=\\s|$)`), ['white', { token: 'keyword', next: '@arguments' }]],
      [new RegExp(`(${INSTRUCTIONS})(?=\\s|$)`), { token: 'keyword', next: '@arguments' }],
      [/\s+/, 'white'],
      [/./, ''],
    ],
    /** The rest of an instruction, over continued lines and the comment lines between them. */
    arguments: [
      [/^\s*#.*$/, 'comment'],
      [/[\\`]\s*$/, 'operator'],
      [HEREDOC, [{ token: 'operator' }, { token: 'operator' }, { token: 'type', next: '@heredoc.$3' }, { token: 'operator' }]],
      [/--[a-z][a-z-]*(?==|\s|$)/, 'attribute.name'],
      [/\bAS\b/, 'keyword'],
      [/\$\{[^}]*\}|\$[A-Za-z_]\w*/, 'variable'],
      [/"([^"\\]|\\.)*"/, 'string'],
      [/'[^']*'/, 'string'],
      [/&&|\|\||[|;<>]/, 'operator'],
      [/[A-Za-z_]\w*(?==)/, 'attribute.name'],
      [/\b\d+\b/, 'number'],
      [/[^\s\\`"'$&|;<>=-]+/, ''],
      [/./, ''],
      [/$/, { token: '', next: '@lineEnd' }],
    ],
    lineEnd: [],
    heredoc: [
      [/^\t*([A-Za-z_][\w.-]*)\s*$/, { cases: { '$1==$S2': { token: 'type', next: '@popall' }, '@default': 'string' } }],
      [/\$\{[^}]*\}|\$[A-Za-z_]\w*/, 'variable'],
      [/[^$]+/, 'string'],
      [/./, 'string'],
    ],
  },
};
