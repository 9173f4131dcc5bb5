import { type Clause, parseSpecifier, specifierText } from './specifier';

interface RequirementBase {
  /** As it was written, blanks and comments taken off. */
  readonly text: string;
  /** Where it stands, as pip says it: `-r requirements.txt (line 3)`; empty for the command line. */
  readonly origin: string;
  readonly marker?: string;
  readonly hashes: readonly string[];
}

export type Requirement =
  | (RequirementBase & {
      readonly kind: 'named';
      /** Normalised. */
      readonly name: string;
      readonly written: string;
      readonly extras: readonly string[];
      readonly clauses: readonly Clause[];
    })
  /** A folder with a project, or an archive. */
  | (RequirementBase & { readonly kind: 'path'; readonly path: string; readonly extras: readonly string[]; readonly editable: boolean })
  | (RequirementBase & { readonly kind: 'url'; readonly url: string; readonly name: string | undefined })
  | (RequirementBase & { readonly kind: 'invalid'; readonly message: string });

export type NamedRequirement = Extract<Requirement, { readonly kind: 'named' }>;

/** PEP 503: runs of `-`, `_` and `.` are one dash, and case does not count. */
export function normalizedName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

const NAMED = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/;

export function parseRequirement(line: string, origin = '', editable = false): Requirement {
  const hashes = [...line.matchAll(/\s--hash[=\s]([a-z0-9]+:[0-9a-f]+)/g)].flatMap((match) => match[1] ?? []);
  const text = line.replace(/\s+--(?:hash|config-settings?|global-option)[=\s]\S+/g, '').trim();
  const base = { text, origin, hashes };
  if (/^(?:git|hg|svn|bzr)\+|^https?:|^ftp:/.test(text)) return urlRequirement(base, text);
  const path = text.replace(/^file:(?:\/\/)?/, '');
  if (editable || isPath(text)) return pathRequirement(base, path, editable);
  const [requirement = '', marker] = splitMarker(text);
  const [, written, extras = '', rest = ''] = NAMED.exec(requirement) ?? [];
  if (written === undefined) return { kind: 'invalid', ...base, message: 'Expected package name at the start of dependency specifier' };
  const located = /^@\s*(\S+)$/.exec(rest)?.[1];
  const withMarker = marker === undefined ? base : { ...base, marker };
  if (located !== undefined)
    return located.startsWith('file:')
      ? pathRequirement(withMarker, located.replace(/^file:(?:\/\/)?/, ''), false)
      : { ...urlRequirement(withMarker, located), name: normalizedName(written) };
  const clauses = parseSpecifier(rest.replace(/^\((.*)\)$/, '$1'));
  if (clauses === undefined) return { kind: 'invalid', ...base, message: invalidRest(rest) };
  return { kind: 'named', ...withMarker, name: normalizedName(written), written, extras: splitExtras(extras), clauses };
}

/** The usual slip is a single `=`. */
function invalidRest(rest: string): string {
  return /^=[^=]/.test(rest) ? 'Invalid version specifier' : 'Expected semicolon (after name with no version specifier) or end';
}

function splitMarker(text: string): readonly [requirement: string, marker?: string] {
  const at = text.indexOf(';');
  return at < 0 ? [text] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function splitExtras(text: string): readonly string[] {
  return text
    .split(',')
    .map((extra) => normalizedName(extra.trim()))
    .filter((extra) => extra !== '');
}

function isPath(text: string): boolean {
  return (
    /^(?:\.{1,2}(?:\/|\[|$)|\/|~\/|file:)/.test(text) || /^\S+\.(?:whl|tar\.gz|zip|tgz)$/.test(text) || (text.includes('/') && !/[<>=@;]/.test(text))
  );
}

function pathRequirement(base: RequirementBase, path: string, editable: boolean): Requirement {
  const [, place = path, extras = ''] = /^(.*?)(?:\[([^\]]*)\])?$/.exec(path) ?? [];
  return { kind: 'path', ...base, path: place, extras: splitExtras(extras), editable };
}

function urlRequirement(base: RequirementBase, url: string): Extract<Requirement, { readonly kind: 'url' }> {
  const name = /[#&]egg=([A-Za-z0-9._-]+)/.exec(url)?.[1];
  return { kind: 'url', ...base, url, name: name === undefined ? undefined : normalizedName(name) };
}

/** As pip repeats it: `flask[async]<4,>=3.0`. */
export function requirementText(requirement: NamedRequirement): string {
  const extras = requirement.extras.length === 0 ? '' : `[${requirement.extras.join(',')}]`;
  return `${requirement.written}${extras}${specifierText(requirement.clauses)}`;
}
