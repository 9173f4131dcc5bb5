/**
 * A fixed order other than the given one, the same for everybody: the page is exported once, and what the server wrote must be what the
 * browser hydrates. Pieces are ordered by a hash of their id.
 */
export function shuffled<T extends { readonly id: string }>(pieces: readonly T[], seed: string): readonly T[] {
  const mixed = [...pieces].sort((a, b) => hash(seed + a.id) - hash(seed + b.id));
  const unchanged = mixed.every((piece, place) => piece === pieces[place]);
  return unchanged ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}
