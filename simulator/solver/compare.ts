import type { Cause, FileChange, FileFacts } from '../build-types';
import { contentSha256 } from '../fs/content';
import type { FileListing, ListedFile } from '../fs/file-listing';
import type { Origin } from '../llb/types';
import type { StepIdOf } from './explain-context';
import type { VertexResult } from './state';
import type { DecidingInputs, StepFacts } from './types';

/** Changed files that are named one by one; the count is always whole. */
const NAMED_FILES = 20;

/** What differs between a step now and then, in the order in which it decides: files, variables, options, text. */
export function compareWithEarlier(result: VertexResult, earlier: StepFacts, idOf: StepIdOf): Cause[] {
  const { origin } = result.vertex;
  if (origin === undefined) return [];
  const files = result.files.flatMap((now, index) => {
    const then = earlier.files[index];
    return then === undefined ? [] : filesCause(now, then, idOf);
  });
  const variables = changedVariables(result, origin, earlier);
  const options = changedOptions(result.facts, earlier.inputs);
  return [...files, ...variables, ...options, ...changedText(result, origin, earlier, variables.length > 0)];
}

function filesCause(now: StepFacts['files'][number], then: StepFacts['files'][number], idOf: StepIdOf): Cause[] {
  const changes = [...compareFiles(then.files, now.files)];
  if (changes.length === 0) return [];
  const source = now.source === 'context' ? 'context' : (idOf(now.source) ?? now.source);
  return [{ kind: 'files-changed', source, files: changes.slice(0, NAMED_FILES), total: changes.length }];
}

/** Files before directories: a directory that only gained a name says nothing of its own. */
export function compareFiles(before: FileListing, after: FileListing): readonly FileChange[] {
  if (before === after) return [];
  const changes: FileChange[] = [];
  for (const [path, file] of after) {
    const old = before.get(path);
    if (old === undefined) changes.push({ path, change: 'added', after: factsOf(file) });
    else if (old !== file) {
      const change = changeOf(old, file);
      if (change !== undefined) changes.push({ path, change, before: factsOf(old), after: factsOf(file) });
    }
  }
  for (const [path, file] of before) if (!after.has(path)) changes.push({ path, change: 'removed', before: factsOf(file) });
  return changes;
}

function changeOf(before: ListedFile, after: ListedFile): FileChange['change'] | undefined {
  if (before.kind !== after.kind) return 'type';
  if (before.contentKey !== after.contentKey) return 'content';
  if (before.target !== after.target) return 'link-target';
  if (before.mode !== after.mode) return 'mode';
  return before.uid !== after.uid || before.gid !== after.gid ? 'owner' : undefined;
}

function factsOf(file: ListedFile): FileFacts {
  const known = file.content !== undefined && file.content.kind !== 'generated' ? contentSha256(file.content) : undefined;
  return { sizeBytes: file.sizeBytes, mode: file.mode, ...(known === undefined ? {} : { sha256: known }) };
}

/** A RUN sees every variable of its stage; other steps only those that their text names. */
function changedVariables(result: VertexResult, origin: Origin, earlier: StepFacts): Cause[] {
  const seesAll = result.vertex.op.kind === 'exec';
  if (!seesAll && !origin.text.includes('$')) return [];
  const names = new Set([...origin.env.keys(), ...earlier.origin.env.keys()]);
  const causes: Cause[] = [];
  for (const name of names) {
    const before = earlier.origin.env.get(name);
    const after = origin.env.get(name);
    if (before === after || (!seesAll && !namesVariable(origin.text, name))) continue;
    const isArg = origin.argNames.includes(name) || earlier.origin.argNames.includes(name);
    causes.push({
      kind: 'variable-changed',
      variable: isArg ? 'ARG' : 'ENV',
      name,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
  }
  return causes;
}

function namesVariable(text: string, name: string): boolean {
  return text.includes(`$${name}`) || text.includes(`\${${name}`);
}

const OPTIONS: readonly (readonly [keyof DecidingInputs, Extract<Cause, { kind: 'option-changed' }>['option']])[] = [
  ['workingDirectory', 'working directory'],
  ['user', 'user'],
  ['shell', 'shell'],
  ['network', 'network'],
  ['security', 'security'],
  ['mounts', 'mount'],
  ['flags', 'flag'],
];

function changedOptions(now: DecidingInputs, then: DecidingInputs): Cause[] {
  const causes: Cause[] = [];
  if (now.base !== then.base && now.base !== undefined && then.base !== undefined) {
    causes.push({ kind: 'base-changed', before: then.base, after: now.base });
  }
  for (const [key, option] of OPTIONS) {
    const [before, after] = [then[key], now[key]];
    if (before === after) continue;
    causes.push({ kind: 'option-changed', option, ...(before ? { before } : {}), ...(after ? { after } : {}) });
  }
  return causes;
}

function changedText(result: VertexResult, origin: Origin, earlier: StepFacts, byVariable: boolean): Cause[] {
  const [before, after] = [earlier.inputs.operation, result.facts.operation];
  if (before === after || result.vertex.op.kind === 'image') return [];
  if (origin.text !== earlier.origin.text) return [{ kind: 'text-changed', before: earlier.origin.text, after: origin.text }];
  // The same line may say something else now: through a variable, or a here-document below it.
  return byVariable ? [] : [{ kind: 'text-changed', before, after }];
}
