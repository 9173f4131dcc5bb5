/** A build check's name as addresses have it: `JSONArgsRecommended` → `json-args-recommended`, as in BuildKit's own. */
export function buildCheckSlug(rule: string): string {
  return rule.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}

/** Our page about it. */
export function buildCheckAddress(rule: string): string {
  return `/checks/${buildCheckSlug(rule)}/`;
}
