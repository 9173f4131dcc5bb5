import { fail, type Result, succeed } from '../parser/result';

/** The fields of one line of CSV: a field that starts with a quote ends with one and doubles those inside; no other may hold any. */
export function parseCsvFields(text: string): Result<readonly string[]> {
  const line = text.replace(/\r?\n$/, '');
  if (line === '') return fail('EOF');
  const fields: string[] = [];
  let position = 0;
  for (;;) {
    const field = line.charAt(position) === '"' ? readQuoted(line, position) : readBare(line, position);
    if (!field.ok) return field;
    fields.push(field.value.text);
    if (field.value.end >= line.length) return succeed(fields);
    position = field.value.end + 1;
  }
}

interface Field {
  readonly text: string;
  /** Position of the comma behind it, or the end of the line. */
  readonly end: number;
}

function readBare(line: string, start: number): Result<Field> {
  const comma = line.indexOf(',', start);
  const end = comma < 0 ? line.length : comma;
  const text = line.slice(start, end);
  const quote = text.indexOf('"');
  return quote < 0 ? succeed({ text, end }) : fail(parseError(line, start + quote, 'bare " in non-quoted-field'));
}

function readQuoted(line: string, start: number): Result<Field> {
  let text = '';
  let position = start + 1;
  for (;;) {
    const quote = line.indexOf('"', position);
    if (quote < 0) return fail(parseError(line, position, 'extraneous or missing " in quoted-field'));
    text += line.slice(position, quote);
    const following = line.charAt(quote + 1);
    if (following === ',' || following === '') return succeed({ text, end: quote + 1 });
    if (following !== '"') return fail(parseError(line, quote, 'extraneous or missing " in quoted-field'));
    text += '"';
    position = quote + 2;
  }
}

function parseError(line: string, position: number, message: string): string {
  return `parse error on line 1, column ${new TextEncoder().encode(line.slice(0, position)).length + 1}: ${message}`;
}
