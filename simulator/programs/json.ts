/** Reading of documents that a learner may have written: every access checks. */
export type JsonObject = Readonly<Record<string, unknown>>;

export type JsonResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

export function parseJson(text: string): JsonResult {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: unknown, key: string): JsonObject {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

export function stringAt(value: unknown, key: string): string | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}

export function stringsAt(value: unknown, key: string): readonly string[] | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return Array.isArray(found) ? found.filter((item): item is string => typeof item === 'string') : undefined;
}

/** The entries of an object whose values are text. */
export function textEntries(value: JsonObject): readonly (readonly [string, string])[] {
  return Object.entries(value).flatMap(([key, item]) => (typeof item === 'string' ? [[key, item] as const] : []));
}
