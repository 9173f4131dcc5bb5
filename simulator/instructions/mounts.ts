import { parseBoolean } from '../parser/check-options';
import { quoteGo } from '../parser/quote';
import { fail, type Result, succeed } from '../parser/result';
import { withSuggestion } from '../parser/suggest';
import { parseCsvFields } from './csv-fields';
import { parseMemorySize, parseUnsigned } from './numbers';
import type { Mount, MountFlag } from './types';

type MutableMount = { -readonly [Key in keyof Mount]: Mount[Key] };

const TYPES: readonly Mount['type'][] = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const SHARING: readonly NonNullable<Mount['sharing']>[] = ['shared', 'private', 'locked'];

/** In BuildKit's order, which decides between equally near suggestions. */
const KEYS = 'type from source target readonly id sharing required size mode uid gid src dst destination ro rw readwrite env'.split(' ');

/**
 * What can be said of a mount before its variables are known: its fields are well-formed, and `from` has none. All else is checked
 * when the stage is built (moby/buildkit frontend/dockerfile/instructions/commands_runmount.go).
 */
export function checkMountFlag(raw: string): Result<MountFlag> {
  const fields = parseCsvFields(raw);
  if (!fields.ok) return fail(`failed to parse csv mounts: ${fields.error}`);
  let from = '';
  for (const field of fields.value) {
    const { key, value } = splitField(field);
    if (key !== 'from' || value === undefined) continue;
    const dollar = value.indexOf('$');
    if (dollar >= 0 && dollar !== value.length - 1) return fail(`'${key}' doesn't support variable expansion, define alias stage instead`);
    from = value;
  }
  return succeed(from === '' ? { raw } : { raw, from });
}

/** Parses a `--mount=` value. Options are read in order, so `required` before `type=secret` is refused. */
export function parseMount(raw: string, expand: (word: string) => Result<string> = succeed): Result<Mount> {
  const fields = parseCsvFields(raw);
  if (!fields.ok) return fail(`failed to parse csv mounts: ${fields.error}`);
  const mount: MutableMount = { type: 'bind', target: '', readOnly: true, required: false };
  let readOnlyGiven = false;
  for (const field of fields.value) {
    const { key, value } = splitField(field);
    const error = value === undefined ? setSwitch(mount, key, field) : setOption(mount, key, field, expand(value));
    if (error !== undefined) return fail(error);
    readOnlyGiven ||= READ_ONLY_KEYS.has(key);
  }
  if (!readOnlyGiven) mount.readOnly = mount.type !== 'cache' && mount.type !== 'tmpfs';
  const error = checkTogether(mount);
  return error === undefined ? succeed(mount) : fail(error);
}

const READ_ONLY_KEYS: ReadonlySet<string> = new Set(['readonly', 'ro', 'readwrite', 'rw']);

function splitField(field: string): { readonly key: string; readonly value: string | undefined } {
  const equals = field.indexOf('=');
  if (equals < 0) return { key: field.toLowerCase(), value: undefined };
  return { key: field.slice(0, equals).toLowerCase(), value: field.slice(equals + 1) };
}

/** An option without a value. */
function setSwitch(mount: MutableMount, key: string, field: string): string | undefined {
  if (READ_ONLY_KEYS.has(key)) {
    mount.readOnly = key.startsWith('readonly') || key === 'ro';
    return undefined;
  }
  if (key !== 'required') return `invalid field '${field}' must be a key=value pair`;
  return setRequired(mount, key, true);
}

function setRequired(mount: MutableMount, key: string, required: boolean | undefined, value = ''): string | undefined {
  if (mount.type !== 'secret' && mount.type !== 'ssh') return `unexpected key '${key}' for mount type '${mount.type}'`;
  if (required === undefined) return `invalid value for ${key}: ${value}`;
  mount.required = required;
  return undefined;
}

function setOption(mount: MutableMount, key: string, field: string, expanded: Result<string>): string | undefined {
  if (!expanded.ok) return expanded.error;
  const { value } = expanded;
  switch (key) {
    case 'type':
      return setType(mount, value);
    case 'from':
      mount.from = value;
      return undefined;
    case 'source':
    case 'src':
      mount.source = value;
      return undefined;
    case 'target':
    case 'dst':
    case 'destination':
      mount.target = value;
      return undefined;
    case 'readonly':
    case 'ro':
    case 'readwrite':
    case 'rw':
      return setReadOnly(mount, key, value);
    case 'required':
      return setRequired(mount, key, parseBoolean(value), value);
    case 'size':
      return setSize(mount, key, value);
    case 'id':
      mount.cacheId = value;
      return undefined;
    case 'sharing':
      return setSharing(mount, value);
    case 'mode':
    case 'uid':
    case 'gid':
      return setNumber(mount, key, value);
    case 'env':
      mount.env = value;
      return undefined;
    default:
      return withSuggestion(`unexpected key '${key}' in '${field}'`, key, KEYS);
  }
}

function setType(mount: MutableMount, value: string): string | undefined {
  const type = TYPES.find((known) => known === value.toLowerCase());
  if (!type) return withSuggestion(`unsupported mount type ${quoteGo(value)}`, value, TYPES);
  mount.type = type;
  return undefined;
}

function setSharing(mount: MutableMount, value: string): string | undefined {
  const sharing = SHARING.find((known) => known === value.toLowerCase());
  if (!sharing) return withSuggestion(`unsupported sharing value ${quoteGo(value)}`, value, SHARING);
  mount.sharing = sharing;
  return undefined;
}

function setReadOnly(mount: MutableMount, key: string, value: string): string | undefined {
  const flag = parseBoolean(value);
  if (flag === undefined) return `invalid value for ${key}: ${value}`;
  mount.readOnly = key.startsWith('readonly') || key === 'ro' ? flag : !flag;
  return undefined;
}

function setSize(mount: MutableMount, key: string, value: string): string | undefined {
  if (mount.type !== 'tmpfs') return `unexpected key '${key}' for mount type '${mount.type}'`;
  const sizeBytes = parseMemorySize(value);
  if (sizeBytes === undefined) return `invalid value for ${key}: ${value}`;
  mount.sizeBytes = sizeBytes;
  return undefined;
}

function setNumber(mount: MutableMount, key: 'mode' | 'uid' | 'gid', value: string): string | undefined {
  const number = parseUnsigned(value, key === 'mode' ? 8 : 10);
  if (number === undefined) return `invalid value ${value} for ${key}`;
  mount[key] = number;
  return undefined;
}

/** What does not go together, in BuildKit's order. */
function checkTogether(mount: Mount): string | undefined {
  if (mount.type === 'bind' || mount.type === 'tmpfs') {
    for (const key of ['mode', 'uid', 'gid'] as const) {
      if (mount[key] !== undefined) return `${key} not allowed for ${quoteGo(mount.type)} type mounts`;
    }
  }
  if (mount.type === 'secret') {
    if (mount.from) return 'secret mount should not have a from';
    if (mount.sharing) return 'secret mount should not define sharing';
    if (!mount.source && !mount.target && !mount.cacheId) return 'invalid secret mount. one of source, target required';
    if (mount.source && mount.cacheId) return "both source and id can't be set";
  }
  if (mount.sharing && mount.type !== 'cache') return `invalid cache sharing set for ${mount.type} mount`;
  return undefined;
}
