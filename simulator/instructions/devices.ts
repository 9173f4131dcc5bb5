import { parseBoolean } from '../parser/check-options';
import { withSuggestion } from '../parser/suggest';
import { parseCsvFields } from './csv-fields';

/**
 * What is wrong with a `--device=` value: a name, with or without `name=`, and perhaps `required`
 * (moby/buildkit frontend/dockerfile/instructions/commands_rundevice.go).
 */
export function checkDeviceFlag(raw: string): string | undefined {
  const fields = parseCsvFields(raw);
  if (!fields.ok) return `failed to parse csv devices: ${fields.error}`;
  let name = '';
  for (const field of fields.value) {
    const equals = field.indexOf('=');
    const key = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
    const value = equals < 0 ? undefined : field.slice(equals + 1);
    if (key === 'required') {
      if (value !== undefined && parseBoolean(value) === undefined) return `invalid value for ${key}: ${value}`;
    } else if (value !== undefined && key === 'name') {
      if (name !== '') return `device name already set to ${name}`;
      name = value;
    } else if (name === '') {
      name = field;
    } else {
      if (value === undefined) return `invalid field '${field}' must be a key=value pair`;
      return withSuggestion(`unexpected key '${key}' in '${field}'`, key, ['name', 'required']);
    }
  }
  return undefined;
}
