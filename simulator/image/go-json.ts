/**
 * JSON as Go's encoding/json writes it: `<`, `>` and `&` escaped, no blanks. Digests are taken over these bytes, so every escape
 * counts. Keys stand in the order of the object given.
 */
export function goJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same, indented by two blanks as `json.MarshalIndent` does. Differs from JavaScript in nothing that a manifest holds. */
export function goJsonIndented(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A Go map: keys in byte order. */
export function sortedRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
