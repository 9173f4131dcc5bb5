import { assertNever } from '../assert-never';
import type { BuildRequest, ContextEntry } from '../build-types';
import { dockerfilePathOf, dockerfileText } from './prepare';
import type { RemedyAction } from './remedy-types';

/** The request with the actions carried out. */
export function applyActions(request: BuildRequest, actions: readonly RemedyAction[]): BuildRequest {
  let changed = request;
  for (const action of actions) changed = applyOutside(changed, action);
  const edits = actions.flatMap(lineEdit);
  return edits.length === 0 ? changed : withDockerfile(changed, applyLineEdits(dockerfileText(request) ?? '', edits));
}

/** `removed` lines from `line` (1-based) on give way to `lines`. */
interface LineEdit {
  readonly line: number;
  readonly removed: number;
  readonly lines: readonly string[];
}

function lineEdit(action: RemedyAction): LineEdit[] {
  switch (action.kind) {
    case 'replace-instruction':
      return [{ line: action.range.startLine, removed: linesOf(action.range), lines: action.after.split('\n') }];
    case 'remove-instruction':
      return [{ line: action.range.startLine, removed: linesOf(action.range), lines: [] }];
    case 'insert-instruction':
      return [{ line: action.line, removed: 0, lines: action.text.split('\n') }];
    case 'restore-file':
    case 'set-build-arg':
    case 'ignore':
    case 'use-cache':
      return [];
    default:
      return assertNever(action);
  }
}

const linesOf = (range: { readonly startLine: number; readonly endLine: number }) => range.endLine - range.startLine + 1;

function applyLineEdits(text: string, edits: readonly LineEdit[]): string {
  const lines = text.split('\n');
  // From the bottom up, so that line numbers hold; what is inserted before a line that changes comes after that change.
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => b.edit.line - a.edit.line || b.edit.removed - a.edit.removed || b.index - a.index);
  for (const { edit } of ordered) lines.splice(edit.line - 1, edit.removed, ...edit.lines);
  return lines.join('\n');
}

/** Where a line comes to stand; undefined when it is taken away. */
export function lineAfter(line: number, actions: readonly RemedyAction[]): number | undefined {
  let shift = 0;
  for (const edit of actions.flatMap(lineEdit)) {
    const end = edit.line + edit.removed;
    if (edit.removed === 0 ? edit.line <= line : end <= line) shift += edit.lines.length - edit.removed;
    else if (edit.line <= line && edit.lines.length === 0) return undefined;
  }
  return line + shift;
}

function applyOutside(request: BuildRequest, action: RemedyAction): BuildRequest {
  switch (action.kind) {
    case 'restore-file':
      return withEntry(request, action.path, action.entry);
    case 'set-build-arg':
      return { ...request, buildArgs: withValue(request.buildArgs ?? {}, action.name, action.value) };
    case 'ignore':
      return withEntry(request, action.path, appended(request.context.get(action.path), action.patterns));
    case 'use-cache':
      return { ...request, noCache: false, noCacheFilter: [] };
    case 'replace-instruction':
    case 'remove-instruction':
    case 'insert-instruction':
      return request;
    default:
      return assertNever(action);
  }
}

function withValue(given: Readonly<Record<string, string>>, name: string, value: string | undefined): Readonly<Record<string, string>> {
  const others = Object.entries(given).filter(([key]) => key !== name);
  return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}

function withEntry(request: BuildRequest, path: string, entry: ContextEntry | undefined): BuildRequest {
  const context = new Map(request.context);
  if (entry === undefined) context.delete(path);
  else context.set(path, entry);
  return { ...request, context };
}

function withDockerfile(request: BuildRequest, text: string): BuildRequest {
  if (request.dockerfileText !== undefined) return { ...request, dockerfileText: text };
  const path = dockerfilePathOf(request);
  const entry = request.context.get(path);
  return withEntry(request, path, { ...(entry?.kind === 'file' ? entry : { kind: 'file' }), content: text });
}

function appended(entry: ContextEntry | undefined, patterns: readonly string[]): ContextEntry {
  const file = entry?.kind === 'file' ? entry : undefined;
  const bytes = file?.content ?? '';
  const text = typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes);
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return { ...(file ?? { kind: 'file' }), content: `${text}${gap}${patterns.join('\n')}\n` };
}
