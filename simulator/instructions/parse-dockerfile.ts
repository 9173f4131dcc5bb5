import type { Diagnostic, LineRange, Parsed } from '../diagnostics';
import { NO_CHECK_OPTIONS, parseCheckOptions } from '../parser/check-options';
import { findDirective, findSyntax } from '../parser/directives';
import { parseStatements, type Statement } from '../parser/statements';
import { headOf, parseFrom, type StageHead } from './from';
import { parseStatement } from './parse-statement';
import type { ArgInstruction, CheckOptions, Dockerfile, Instruction, Stage, StoppedAt } from './types';

export interface ParseOptions {
  /** From the build argument BUILDKIT_DOCKERFILE_CHECK; the file's own directive is then not even looked at. */
  readonly check?: CheckOptions;
}

interface Stages {
  readonly metaArgs: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  readonly diagnostics: readonly Diagnostic[];
  /** Index of the first statement with an error. */
  readonly failed?: number;
}

/**
 * Understands a Dockerfile as far as possible. All problems are listed; the first is the one that BuildKit reports, since it checks
 * the check directive, then the form of all lines, then instruction by instruction, then whether there is a stage at all.
 */
export function parseDockerfile(text: string, options: ParseOptions = {}): Parsed<Dockerfile> {
  const source = parseStatements(text);
  const check = readCheck(text, options);
  const { metaArgs, stages, diagnostics, failed } = readStages(source.value.statements);
  const textErrors: readonly Diagnostic[] = text === '' ? [failure('the Dockerfile cannot be empty')] : source.diagnostics;
  const noStages =
    textErrors.length === 0 && diagnostics.length === 0 && stages.length === 0 ? [failure('dockerfile contains no stages to build')] : [];
  const stoppedAt = findStop(check.diagnostics.length > 0, textErrors.length > 0, failed, noStages.length > 0);
  const syntax = findSyntax(text);
  return {
    value: {
      directives: { ...(syntax === undefined ? {} : { syntax }), escape: source.value.escape, check: check.value },
      metaArgs,
      stages,
      lineCount: source.value.lineCount,
      statements: source.value.statements,
      emptyContinuations: source.value.emptyContinuations,
      ...(stoppedAt ? { stoppedAt } : {}),
    },
    diagnostics: [...check.diagnostics, ...textErrors, ...diagnostics, ...noStages],
  };
}

function readCheck(text: string, options: ParseOptions): Parsed<CheckOptions> {
  if (options.check) return { value: options.check, diagnostics: [] };
  const check = parseCheckOptions(findDirective(text, 'check') ?? '');
  if (check.ok) return { value: check.value, diagnostics: [] };
  return { value: NO_CHECK_OPTIONS, diagnostics: text === '' ? [] : [failure(`failed to parse check options: ${check.error}`)] };
}

function readStages(statements: readonly Statement[]): Stages {
  const metaArgs: ArgInstruction[] = [];
  const stages: { readonly head: StageHead; readonly instructions: Instruction[] }[] = [];
  const diagnostics: Diagnostic[] = [];
  let failed: number | undefined;
  for (const [index, statement] of statements.entries()) {
    const error = statement.keyword.toLowerCase() === 'from' ? openStage(statement) : addInstruction(statement);
    if (error === undefined) continue;
    diagnostics.push(failure(error, statement.range));
    failed ??= index;
  }

  function openStage(statement: Statement): string | undefined {
    const head = parseFrom(statement);
    stages.push({ head: head.ok ? head.value : headOf(statement), instructions: [] });
    return head.ok ? undefined : onLine(statement, head.error);
  }

  function addInstruction(statement: Statement): string | undefined {
    const instruction = parseStatement(statement);
    if (!instruction.ok) return onLine(statement, instruction.error);
    const stage = stages.at(-1);
    if (stage) stage.instructions.push(instruction.value);
    else if (instruction.value.kind === 'ARG') metaArgs.push(instruction.value);
    else return 'no build stage in current context';
    return undefined;
  }

  return {
    metaArgs,
    stages: stages.map(({ head, instructions }, index) => ({ ...head, index, instructions })),
    diagnostics,
    ...(failed === undefined ? {} : { failed }),
  };
}

function onLine(statement: Statement, error: string): string {
  return `dockerfile parse error on line ${statement.range.startLine}: ${error}`;
}

function findStop(check: boolean, text: boolean, statement: number | undefined, noStages: boolean): StoppedAt | undefined {
  if (check) return { kind: 'check' };
  if (text) return { kind: 'text' };
  if (statement !== undefined) return { kind: 'instruction', statement };
  return noStages ? { kind: 'stages' } : undefined;
}

function failure(message: string, range?: LineRange): Diagnostic {
  return { severity: 'error', message, ...(range ? { range } : {}) };
}
