import { expandGlob } from './glob';
import { escapePattern, hasPattern } from './pattern';
import type { Piece } from './pieces';
import { hasOption, type Shell } from './shell-state';

export interface Field {
  readonly text: string;
  /** With quoted characters escaped. */
  readonly pattern: string;
}

/** The fields of an expanded word, before patterns are looked up. */
export function splitFields(pieces: readonly Piece[], separators: string): readonly Field[] {
  const state: Splitting = { fields: [], text: '', pattern: '', open: false };
  for (const piece of pieces) {
    if (piece.kind === 'break') closeField(state, true);
    else if (piece.kind === 'text' && piece.split && separators !== '') splitPiece(state, piece.text, separators);
    else if (piece.kind === 'text')
      append(state, piece.text, piece.quoted ? escapePattern(piece.text) : piece.text.replaceAll('\\', '\\\\'), piece.quoted || piece.text !== '');
  }
  closeField(state, false);
  return state.fields;
}

interface Splitting {
  readonly fields: Field[];
  text: string;
  pattern: string;
  open: boolean;
}

function append(state: Splitting, text: string, pattern: string, opens: boolean): void {
  state.text += text;
  state.pattern += pattern;
  if (opens) state.open = true;
}

function closeField(state: Splitting, always: boolean): void {
  if (state.open || always) state.fields.push({ text: state.text, pattern: state.pattern });
  state.text = '';
  state.pattern = '';
  state.open = false;
}

/** White space in IFS separates in runs; every other separator ends a field, also an empty one. */
function splitPiece(state: Splitting, text: string, separators: string): void {
  let at = 0;
  const isSpace = (character: string): boolean => separators.includes(character) && ' \t\n'.includes(character);
  while (at < text.length) {
    const character = text[at] ?? '';
    if (!separators.includes(character)) {
      let end = at + 1;
      while (end < text.length && !separators.includes(text[end] ?? '')) end++;
      append(state, text.slice(at, end), text.slice(at, end).replaceAll('\\', '\\\\'), true);
      at = end;
      continue;
    }
    const before = state.open;
    while (at < text.length && isSpace(text[at] ?? '')) at++;
    const hard = at < text.length && separators.includes(text[at] ?? '') && !isSpace(text[at] ?? '');
    if (hard) at++;
    while (hard && at < text.length && isSpace(text[at] ?? '')) at++;
    if (before || hard) closeField(state, hard);
  }
}

export function globField(shell: Shell, field: Field): readonly string[] {
  if (hasOption(shell, 'noglob') || !hasPattern(field.pattern)) return [field.text];
  const found = expandGlob(shell.fs, shell.workingDirectory, field.pattern, shell.dialect !== 'bash');
  return found.length > 0 || shell.shopts.has('nullglob') ? found : [field.text];
}
