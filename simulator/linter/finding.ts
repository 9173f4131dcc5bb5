import type { LineRange, RuleName } from '../diagnostics';

/** One of BuildKit's build checks (moby/buildkit frontend/dockerfile/linter/ruleset.go). */
export interface Rule {
  readonly name: RuleName;
  /** What BuildKit prints under the name in `docker build --check`. */
  readonly description: string;
  /** The rule's page; one rule has none. */
  readonly url?: string;
  /** Off unless the check directive or a comment turns it on. */
  readonly experimental: boolean;
}

/** A place in the Dockerfile: an instruction, a stage or a statement. */
export interface Place {
  readonly range: LineRange;
  readonly comments: readonly string[];
}

/** What a rule has found, before it is known whether the rule is skipped. */
export interface Finding {
  readonly rule: Rule;
  /** Without the line number that is printed behind it. */
  readonly message: string;
  readonly range: LineRange;
  /** Comments that may skip the rule here; none for rules about the whole file, which comments cannot skip. */
  readonly comments: readonly string[];
}

export function defineRule(name: RuleName, description: string, options: { readonly experimental?: boolean; readonly page?: boolean } = {}): Rule {
  const slug = name.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
  const url = options.page === false ? {} : { url: `https://docs.docker.com/go/dockerfile/rule/${slug}/` };
  return { name, description, ...url, experimental: options.experimental ?? false };
}

export function findAt(rule: Rule, place: Place, message: string): Finding {
  return { rule, message, range: place.range, comments: place.comments };
}

/** For the rules that BuildKit runs over the file as a whole. */
export function findInFile(rule: Rule, range: LineRange, message: string): Finding {
  return { rule, message, range, comments: [] };
}
