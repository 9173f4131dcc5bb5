/** A piece of an expanded word. `split` pieces come from unquoted expansions; `break` separates the fields of `"$@"`. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean; readonly split: boolean }
  | { readonly kind: 'break' }
  /** What a quoted `$@` without parameters leaves: no field, unless something else makes one. */
  | { readonly kind: 'nothing' };

export function expanded(text: string, quoted: boolean): Piece {
  return { kind: 'text', text, quoted, split: !quoted };
}
