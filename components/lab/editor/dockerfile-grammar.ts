import type { languages } from 'monaco-editor/editor';

/** Instructions in any case, as the parser takes them. */
const INSTRUCTION =
  '(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?=\\s)';

/** A here-document's opening, quoted or not; its delimiter is the third group. */
const HEREDOC = /(<<-?)(["']?)([A-Za-z_][\w-]*)(["']?)/;

const CONTINUED = /[\\`][ \t]*\n/;

const words: languages.IMonarchLanguageRule[] = [
  [/--[a-z][a-z-]*/, 'attribute.name'],
  [/AS(?=\s)/, 'keyword'],
  [/\$\{[^}\n]*\}|\$[A-Za-z_]\w*/, 'variable'],
  [/"(?:[^"\\\n]|\\.)*"/, 'string'],
  [/'[^'\n]*'/, 'string'],
  [/&&|\|\||[|;<>]/, 'operator'],
  [/[A-Za-z_]\w*(?==)/, 'attribute.name'],
  [/\d+(?![\w.])/, 'number'],
  [/[\w./:@*-]+/, ''],
  [/[^\n]/, ''],
];

/**
 * Colours for Dockerfiles. Monaco's own grammar leaves lower-case instructions plain and takes `USER` inside a here-document for an
 * instruction. Here an instruction lasts until a line that is not continued, and a here-document until its delimiter stands alone.
 */
export const dockerfileGrammar: languages.IMonarchLanguage = {
  defaultToken: '',
  ignoreCase: true,
  // So that the end of a line is a token of its own and can end an instruction.
  includeLF: true,
  tokenizer: {
    root: [
      [/^[ \t]*#[ \t]*(?:syntax|escape|check)[ \t]*=.*/, 'metatag'],
      [/^[ \t]*#.*/, 'comment'],
      [/ONBUILD(?=[ \t])/, 'keyword'],
      [new RegExp(INSTRUCTION), { token: 'keyword', next: '@arguments' }],
      [/[^\S]+/, 'white'],
      [/[^\s]+/, ''],
    ],
    arguments: [
      [/^[ \t]*#.*\n?/, 'comment'],
      [/^[ \t]*\n/, 'white'],
      [CONTINUED, 'operator'],
      [HEREDOC, ['operator', 'operator', { token: 'type', switchTo: '@opened.$3' }, 'operator']],
      [/\n/, { token: 'white', next: '@pop' }],
      ...words,
    ],
    /** The rest of a line that has opened one here-document, or two; bodies follow in that order. */
    opened: [
      [HEREDOC, ['operator', 'operator', { token: 'type', switchTo: '@opened.$S2.$3' }, 'operator']],
      [/\n/, { token: 'white', switchTo: '@body.$S2.$S3' }],
      ...words,
    ],
    body: [
      [/^\t*$S2(?=\s*$)/, { token: 'type', switchTo: '@after.$S3' }],
      [/\$\{[^}\n]*\}|\$[A-Za-z_]\w*/, 'variable'],
      [/[^$\n]+/, 'string'],
      [/[$\n]/, 'string'],
    ],
    /** Behind a delimiter: the next body, if there is one. Looks ahead only, so it takes nothing away from the line. */
    after: [
      [/(?=[\s\S])/, { cases: { '$S2~[a-z_].*': { token: '@rematch', switchTo: '@body.$S2' }, '@default': { token: '@rematch', next: '@pop' } } }],
    ],
  },
};
