import { parse, TomlDate, type TomlValueWithoutBigInt } from 'smol-toml';

/** A date stays text. */
export type TomlValue = string | number | boolean | readonly TomlValue[] | TomlTable;
export interface TomlTable {
  readonly [key: string]: TomlValue;
}

/** `undefined` when the text is not TOML; nothing is thrown. */
export function parseToml(text: string): TomlTable | undefined {
  try {
    return tableOf(parse(text, { integersAsBigInt: false }));
  } catch {
    return undefined;
  }
}

function tableOf(table: Readonly<Record<string, TomlValueWithoutBigInt>>): TomlTable {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, plainValue(value)]));
}

function plainValue(value: TomlValueWithoutBigInt): TomlValue {
  if (typeof value !== 'object') return value;
  if (value instanceof TomlDate) return value.toISOString();
  return Array.isArray(value) ? value.map(plainValue) : tableOf(value);
}
