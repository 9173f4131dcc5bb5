import { compareBytewise } from '../fs/path';

/**
 * JSON as Go's encoding/json writes it: `<`, `>` and `&` escaped, no blanks. Digests are taken over these bytes, so every escape
 * counts. Keys stand in the order of the object given, those of a `Map` in its own.
 */
export function goJson(value: unknown): string {
  return encode(value).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function encode(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return value.every(isPlain) ? JSON.stringify(value) : `[${value.map(encode).join(',')}]`;
  if (!(value instanceof Map) && Object.values(value).every(isPlain)) return JSON.stringify(value);
  const entries: Iterable<readonly [string, unknown]> = value instanceof Map ? value : Object.entries(value);
  const fields: string[] = [];
  for (const [name, item] of entries) if (item !== undefined) fields.push(`${JSON.stringify(name)}:${encode(item)}`);
  return `{${fields.join(',')}}`;
}

/** Holds no map, so that JavaScript's own JSON says the same. */
function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** A Go map as JSON has it: keys in byte order. An object would have `9` before `10`, because JavaScript takes such keys for numbers. */
export function sortedMap<T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(record).sort(([a], [b]) => compareBytewise(a, b)));
}

/** The same, indented by two blanks as `json.MarshalIndent` does. Differs from JavaScript in nothing that a manifest holds. */
export function goJsonIndented(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A Go map: keys in byte order. */
export function sortedRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareBytewise(a, b)));
}
