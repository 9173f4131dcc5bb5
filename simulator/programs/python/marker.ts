import { compareVersions, parseVersion } from './version';

/** What environment markers (PEP 508) can ask for; `extra` is the one that is being looked at. */
export type MarkerEnvironment = Readonly<Record<string, string>>;

export function markerEnvironment(python: { readonly minor: string; readonly version: string }, machine: string): MarkerEnvironment {
  return {
    python_version: python.minor,
    python_full_version: python.version,
    os_name: 'posix',
    sys_platform: 'linux',
    platform_system: 'Linux',
    platform_machine: machine,
    platform_python_implementation: 'CPython',
    implementation_name: 'cpython',
    implementation_version: python.version,
    platform_release: '',
    platform_version: '',
    extra: '',
  };
}

/** Whether a marker holds; one that cannot be read holds, as the requirement would otherwise silently vanish. */
export function markerHolds(marker: string, environment: MarkerEnvironment): boolean {
  const tokens = marker.match(/'[^']*'|"[^"]*"|[()]|not\s+in\b|[<>=!~]=?=?|[A-Za-z_.][\w.]*/g) ?? [];
  const position = { index: 0 };
  return either(tokens, position, environment) ?? true;
}

interface Position {
  index: number;
}

function either(tokens: readonly string[], at: Position, environment: MarkerEnvironment): boolean | undefined {
  let value = both(tokens, at, environment);
  while (tokens[at.index] === 'or') {
    at.index++;
    const right = both(tokens, at, environment);
    value = value === undefined || right === undefined ? undefined : value || right;
  }
  return value;
}

function both(tokens: readonly string[], at: Position, environment: MarkerEnvironment): boolean | undefined {
  let value = comparison(tokens, at, environment);
  while (tokens[at.index] === 'and') {
    at.index++;
    const right = comparison(tokens, at, environment);
    value = value === undefined || right === undefined ? undefined : value && right;
  }
  return value;
}

function comparison(tokens: readonly string[], at: Position, environment: MarkerEnvironment): boolean | undefined {
  if (tokens[at.index] === '(') {
    at.index++;
    const value = either(tokens, at, environment);
    if (tokens[at.index] !== ')') return undefined;
    at.index++;
    return value;
  }
  const [left, operator, right] = tokens.slice(at.index, at.index + 3);
  at.index += 3;
  if (left === undefined || operator === undefined || right === undefined) return undefined;
  return compare(operand(left, environment), operator.replace(/\s+/, ' '), operand(right, environment));
}

function operand(token: string, environment: MarkerEnvironment): string {
  return /^['"]/.test(token)
    ? token.slice(1, -1)
    : (environment[token.replace(/^os\.name$/, 'os_name').replace(/^sys\.platform$/, 'sys_platform')] ?? '');
}

/** Both sides are versions: they are compared as such; else as text. */
function compare(left: string, operator: string, right: string): boolean | undefined {
  if (operator === 'in') return right.includes(left);
  if (operator === 'not in') return !right.includes(left);
  const [a, b] = [parseVersion(left), parseVersion(right.replace(/\.\*$/, ''))];
  const order = a !== undefined && b !== undefined ? compareVersions(a, b) : left < right ? -1 : left > right ? 1 : 0;
  switch (operator) {
    case '==':
    case '===':
      return right.endsWith('.*') ? left.startsWith(right.slice(0, -1)) : order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
    case '~=':
      return order >= 0;
    default:
      return undefined;
  }
}
