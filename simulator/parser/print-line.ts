/** A line of a statement, cut at its continuation mark. */
export interface HeadLine {
  readonly kind: 'text' | 'comment';
  /** Without the mark and the blanks behind it. */
  readonly text: string;
}

export function isBlankLine(line: string): boolean {
  return trimBlanksEnd(line) === '';
}

export function trimBlanksStart(text: string): string {
  return text.replace(/^[ \t\r\v\f]+/, '');
}

export function trimBlanksEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\v\f'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A blank behind the mark, but where the mark begins a rule or an interpreter line. */
export function tidyComment(comment: string): string {
  return comment.replace(/^#(?=[\p{L}\p{N}])/u, '# ');
}

/** The lines of a statement above its here-documents. Empty ones are left out, as the parser passes over them, and marks that continue nothing. */
export function headLines(lines: readonly string[], escapeToken: string): readonly HeadLine[] {
  const head: HeadLine[] = [];
  for (const [index, line] of lines.entries()) {
    const trimmed = trimBlanksStart(trimBlanksEnd(line));
    if (index > 0 && trimmed.startsWith('#')) head.push({ kind: 'comment', text: tidyComment(trimmed) });
    else if (trimmed !== '') head.push({ kind: 'text', text: cutMark(line, escapeToken) });
  }
  const last = head.findLastIndex(({ kind, text }) => kind === 'text' && !isBlankLine(text));
  return head.filter(({ kind, text }, index) => kind === 'comment' || (text !== '' && index <= last));
}

function cutMark(line: string, escapeToken: string): string {
  const token = line.replace(/\r+$/, '');
  const end = token.replace(/[ \t]+$/, '');
  return end.endsWith(escapeToken) && !end.endsWith(escapeToken + escapeToken) ? end.slice(0, -1) : token;
}

/** Which side of an array's opening bracket a line starts on. */
export interface LineState {
  readonly inArray: boolean;
}

/** One blank where there are several, quoted text left alone; in an array one behind each comma and none elsewhere. */
export function collapseBlanks(text: string, isJson: boolean, state: LineState): { readonly text: string; readonly state: LineState } {
  let out = '';
  let quote = '';
  let inArray = state.inArray;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== '') {
      out += char;
      if (char === '\\') out += text.charAt(++at);
      else if (char === quote) quote = '';
    } else if (' \t\r\v\f'.includes(char)) {
      if (!inArray && out !== '' && !out.endsWith(' ')) out += ' ';
    } else {
      if (char === '"' || (char === "'" && !inArray)) quote = char;
      if (isJson && char === '[' && (out === '' || out.endsWith(' '))) inArray = true;
      out += inArray && char === ',' ? ', ' : char;
    }
  }
  return { text: out.trimEnd(), state: { inArray } };
}
