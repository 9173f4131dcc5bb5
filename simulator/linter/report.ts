import type { Diagnostic } from '../diagnostics';
import type { CheckOptions } from '../instructions/types';
import { optionsAt } from './check-comments';
import type { Finding } from './finding';

export interface LintReport {
  /** Skipped rules left out, each finding once, by line, rule and message. */
  readonly warnings: readonly Diagnostic[];
  /**
   * Set when `error=true` and something was found. The build then stops after all needed stages have been converted and before any
   * step runs, so every other error in the file comes first.
   */
  readonly error?: string;
}

/** `options` are the file's directive or what replaces it. Rule names are case-sensitive, unknown ones are ignored. */
export function reportFindings(findings: readonly Finding[], options: CheckOptions): LintReport {
  const reported = findings.filter((finding) => isReported(finding, options));
  const warnings = [...new Map(reported.map((finding) => [identityOf(finding), toDiagnostic(finding)])).values()].sort(compare);
  if (!options.error || reported.length === 0) return { warnings };
  // BuildKit walks a small Go map, which mostly begins with what was put in first (linter/linter.go, Error).
  const names = [...new Set(reported.map((finding) => finding.rule.name))];
  return { warnings, error: `lint violation found for rules: ${names.join(', ')}` };
}

function isReported({ rule, comments }: Finding, options: CheckOptions): boolean {
  const { skip, experimental } = optionsAt(options, comments);
  if (rule.experimental) return experimental === 'all' || experimental.includes(rule.name);
  return skip !== 'all' && !skip.includes(rule.name);
}

function identityOf({ rule, message, range }: Finding): string {
  return `${range.startLine}-${range.endLine} ${rule.name} ${message}`;
}

function toDiagnostic({ rule, message, range }: Finding): Diagnostic {
  return { severity: 'warning', rule: rule.name, message: `${message} (line ${range.startLine})`, range };
}

function compare(left: Diagnostic, right: Diagnostic): number {
  const lines = (left.range?.startLine ?? 0) - (right.range?.startLine ?? 0);
  return lines || compareText(left.rule ?? '', right.rule ?? '') || compareText(left.message, right.message);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
