import { fileAt, type Workspace } from '@/lib/lab/workspace';
import { type BuildResult, type Diagnostic, parseDockerfile } from '@/simulator';
import { withComment, withDirective } from './check-options';
import type { BuildCheck, OutcomeQuestion } from './content';
import { type Outcome, readOutcome } from './outcome';
import { printFinding } from './print-finding';

/** Builds as the pages about build checks need them. */
export type CheckBuild = (workspace: Workspace, options?: { readonly platform?: string; readonly digests?: boolean }) => Promise<BuildResult>;

export interface OutcomeRow {
  readonly question: OutcomeQuestion;
  readonly wrong: Outcome;
  readonly right: Outcome;
}

/** What the engine says about a check's examples: nothing of it is written down anywhere. */
export interface BuildCheckReport {
  /** Of the wrong version, by line. */
  readonly findings: readonly Diagnostic[];
  /** Each finding as `docker build --check` prints it. */
  readonly printed: readonly string[];
  readonly outcomes: readonly OutcomeRow[];
  /** Where a check comment silences the rule; absent for rules about the file as a whole. */
  readonly comment?: CommentPlace;
  /** With which message the build stops when findings are errors. */
  readonly errorMessage: string;
}

export interface CommentPlace {
  /** Right above what is reported, or above another instruction, as where a later one replaces what is reported. */
  readonly above: 'finding' | 'other';
  /** The reported lines, and what follows up to the instruction with the comment. */
  readonly example: string;
}

export async function reportBuildCheck(check: BuildCheck, build: CheckBuild): Promise<BuildCheckReport> {
  const { rule, wrong } = check;
  const text = dockerfileOf(wrong);
  const built = await build(wrong);
  const findings = built.warnings;
  const strict = await build(withDockerfile(wrong, withDirective(text, 'error=true')));
  return {
    findings,
    printed: findings.map((finding) => printFinding(rule, finding, text)),
    outcomes: await outcomesOf(check, build),
    ...(await placeOfComment(check, findings, build)),
    errorMessage: strict.error?.message ?? '',
  };
}

async function outcomesOf({ info, wrong, right }: BuildCheck, build: CheckBuild): Promise<readonly OutcomeRow[]> {
  const digests = info.outcomes.some(({ kind }) => kind === 'digest');
  const options = { digests, ...(info.platform === undefined ? {} : { platform: info.platform }) };
  const [bad, good] = [await build(wrong, options), await build(right[0]?.workspace ?? wrong, options)];
  return info.outcomes.map((question) => ({ question, wrong: readOutcome(question, bad), right: readOutcome(question, good) }));
}

/** Tries the first finding's own lines, then every instruction behind it. */
async function placeOfComment(check: BuildCheck, findings: readonly Diagnostic[], build: CheckBuild): Promise<Pick<BuildCheckReport, 'comment'>> {
  const range = findings[0]?.range;
  if (check.rule.experimental || range === undefined) return {};
  const text = dockerfileOf(check.wrong);
  const option = `skip=${check.rule.name}`;
  for (const line of [range.startLine, ...instructionLines(text).filter((start) => start > range.endLine)]) {
    const { warnings } = await build(withDockerfile(check.wrong, withComment(text, line, option)));
    if (warnings.length >= findings.length) continue;
    const above = line === range.startLine ? 'finding' : 'other';
    return { comment: { above, example: exampleOf(text, range.startLine, line, Math.max(range.endLine, line), option) } };
  }
  return {};
}

function instructionLines(dockerfile: string): readonly number[] {
  const { stages } = parseDockerfile(dockerfile).value;
  return stages.flatMap((stage) => [stage, ...stage.instructions].map(({ range }) => range.startLine));
}

function exampleOf(dockerfile: string, first: number, comment: number, last: number, option: string): string {
  const lines = dockerfile.split('\n');
  return [...lines.slice(first - 1, comment - 1), `# check=${option}`, ...lines.slice(comment - 1, last)].join('\n');
}

export function dockerfileOf(workspace: Workspace): string {
  return fileAt(workspace, workspace.dockerfilePath)?.text ?? '';
}

export function withDockerfile(workspace: Workspace, text: string): Workspace {
  return { ...workspace, files: { ...workspace.files, [workspace.dockerfilePath]: { text } } };
}
