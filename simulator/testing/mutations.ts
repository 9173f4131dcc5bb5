import fc from 'fast-check';

/** One change to a text of lines; numbers wrap round. */
export type TextMutation =
  | { readonly kind: 'swap-lines' | 'repeat-line' | 'drop-line' | 'join-line' | 'continue-line'; readonly at: number }
  | { readonly kind: 'insert' | 'replace'; readonly at: number; readonly text: string }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'grow'; readonly at: number; readonly times: number };

const fragment = fc.constantFrom(
  ...[
    '$',
    '${',
    '}',
    '${A:-',
    '"',
    "'",
    '\\',
    '`',
    '<<E',
    '<<-"E"',
    '\nE\n',
    '[',
    ']',
    '["a"]',
    ',',
    '=',
    '--',
    '--from=',
    '--mount=type=cache,target=/c',
    '#',
    '\n',
    '\r\n',
    '\t',
    '\0',
  ],
  ...[
    ' ',
    '*',
    '**',
    '?',
    '[^',
    '!',
    '&&',
    '||',
    '|',
    ';',
    '&',
    '(',
    ')',
    '$(',
    '$((',
    '))',
    '{',
    '<',
    '>',
    '2>&1',
    '/../',
    '~',
    'é',
    '😀',
    '\ud800',
    '\ufeff',
    '\u00a0',
    '__proto__',
    '0',
    '-1',
    '99999999999',
  ],
  ...[
    'FROM ',
    'RUN ',
    'COPY ',
    'ONBUILD ',
    'ARG A',
    'ENV A=$A$A',
    ' AS x',
    'while true; do ',
    'done',
    'if ',
    'fi',
    'case x in ',
    'esac',
    's/(a*)*/&&/g',
    'seq 1 9999999',
    'yes | ',
  ],
);

export const textMutation: fc.Arbitrary<TextMutation> = fc.oneof(
  fc.record({ kind: fc.constantFrom('swap-lines', 'repeat-line', 'drop-line', 'join-line', 'continue-line'), at: fc.nat(200) }),
  fc.record({ kind: fc.constantFrom('insert', 'replace'), at: fc.nat(5000), text: fragment }),
  fc.record({ kind: fc.constant('cut'), at: fc.nat(5000), length: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('grow'), at: fc.nat(5000), times: fc.integer({ min: 2, max: 400 }) }),
);

export function mutateText(text: string, mutations: readonly TextMutation[]): string {
  return mutations.reduce(mutateOnce, text);
}

function mutateOnce(text: string, mutation: TextMutation): string {
  const lines = text.split('\n');
  const line = mutation.at % lines.length;
  const place = mutation.at % (text.length + 1);
  switch (mutation.kind) {
    case 'swap-lines':
      return lines
        .with(line, lines[line + 1] ?? '')
        .with(Math.min(line + 1, lines.length - 1), lines[line] ?? '')
        .join('\n');
    case 'repeat-line':
      return lines.toSpliced(line, 0, lines[line] ?? '').join('\n');
    case 'drop-line':
      return lines.toSpliced(line, 1).join('\n');
    case 'join-line':
      return lines.toSpliced(line, 2, `${lines[line] ?? ''} ${lines[line + 1] ?? ''}`).join('\n');
    case 'continue-line':
      return lines.with(line, `${lines[line] ?? ''} \\`).join('\n');
    case 'insert':
      return text.slice(0, place) + mutation.text + text.slice(place);
    case 'replace':
      return text.slice(0, place) + mutation.text + text.slice(place + mutation.text.length);
    case 'cut':
      return text.slice(0, place) + text.slice(place + mutation.length);
    case 'grow':
      return text.slice(0, place) + text.slice(place, place + 8).repeat(mutation.times) + text.slice(place + 8);
  }
}
