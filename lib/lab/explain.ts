import { strings } from '@/lib/strings';
import type { Cause, FileChange, StepId, Why } from '@/simulator';
import { assertNever } from '@/simulator/assert-never';
import { formatBytes, formatMode, shortDigest } from './format';
import { fillMessage, type MessageValues, type Sentence } from './message';

/** A cause in words: one sentence that names what decided, and the evidence line by line. */
export interface Explanation {
  readonly sentence: Sentence;
  readonly details: readonly Sentence[];
}

/** Gives a step's printed name for its id. */
export type StepNamer = (id: StepId) => string;

/** The deciding cause first. A chain of more than one step names the miss where it begins. */
export function explainWhy(why: Why, stepName: StepNamer): readonly Explanation[] {
  const explained = why.causes.map((cause) => explainCause(cause, stepName));
  const origin = why.chain.at(-1);
  const [first, ...others] = explained;
  const fromAbove = why.causes[0]?.kind === 'step-above-ran' && why.chain.length > 1;
  if (first === undefined || origin === undefined || !fromAbove) return explained;
  const line = fillMessage(strings.lab.causeDetails.chain, { stepName: stepName(origin) });
  return [{ ...first, details: [...first.details, line] }, ...others];
}

export function explainCause(cause: Cause, stepName: StepNamer = (id) => id): Explanation {
  const words = strings.lab.causes;
  switch (cause.kind) {
    case 'same-key':
    case 'same-content':
      return cause.from === undefined
        ? plain(words[cause.kind], { build: cause.build })
        : plain(words[`${cause.kind}-imported`], { type: cause.from.type, ref: cause.from.ref });
    case 'known-key':
    case 'no-result':
      return cause.from === undefined
        ? plain(words[cause.kind])
        : plain(words[`${cause.kind}-imported`], { type: cause.from.type, ref: cause.from.ref });
    case 'base-image':
      return {
        ...plain(words['base-image'], { reference: cause.reference }),
        details: cause.digest === undefined ? [] : [detail('digest', { digest: cause.digest })],
      };
    case 'never-built':
    case 'step-added':
    case 'failed-before':
      return plain(words[cause.kind]);
    case 'step-above-ran':
      return plain(words['step-above-ran'], { stepName: cause.stepName });
    case 'step-above-removed':
      return plain(words['step-above-removed'], { text: cause.text });
    case 'files-changed':
      return explainFiles(cause, stepName);
    case 'text-changed':
      return { ...plain(words['text-changed']), details: [detail('before', { text: cause.before }), detail('now', { text: cause.after })] };
    case 'variable-changed':
      return plain(variableMessage(cause), { variable: cause.variable, name: cause.name, before: cause.before ?? '', after: cause.after ?? '' });
    case 'option-changed':
      return plain(words['option-changed'], { option: cause.option, before: orUnset(cause.before), after: orUnset(cause.after) });
    case 'base-changed':
      return plain(words['base-changed'], { before: shortReference(cause.before), after: shortReference(cause.after) });
    case 'no-cache':
      return cause.filter === undefined ? plain(words['no-cache']) : plain(words['no-cache-filter'], { filter: cause.filter });
    case 'not-needed':
      return plain(words['not-needed'], { target: cause.target });
    case 'not-reached':
      return plain(words['not-reached'], { stepName: stepName(cause.step) });
    case 'failed':
      return plain(words.failed, { message: cause.message });
    default:
      return assertNever(cause);
  }
}

function explainFiles(cause: Extract<Cause, { kind: 'files-changed' }>, stepName: StepNamer): Explanation {
  const words = strings.lab.causes;
  const [only] = cause.files;
  const details = cause.files.map(describeChange);
  const more = cause.total - cause.files.length;
  const all = more > 0 ? [...details, detail('more', { count: more })] : details;
  if (cause.total !== 1 || only === undefined) return { ...plain(words['files-changed-many'], { count: cause.total }), details: all };
  const values = { path: only.path, change: strings.lab.causeDetails.change[only.change] };
  if (cause.source === 'context') return { ...plain(words['files-changed-one'], values), details: all };
  return { ...plain(words['files-changed-from'], { ...values, source: stepName(cause.source) }), details: all };
}

function describeChange(file: FileChange): Sentence {
  const { path, before, after } = file;
  if (file.change === 'added') return detail('added', { path, after: formatBytes(after?.sizeBytes ?? 0) });
  if (file.change === 'removed') return detail('removed', { path, before: formatBytes(before?.sizeBytes ?? 0) });
  if (before === undefined || after === undefined) return detail('other', { path, change: strings.lab.causeDetails.change[file.change] });
  if (file.change === 'mode') return detail('mode', { path, before: formatMode(before.mode), after: formatMode(after.mode) });
  if (file.change !== 'content') return detail('other', { path, change: strings.lab.causeDetails.change[file.change] });
  const sizes = { path, before: formatBytes(before.sizeBytes), after: formatBytes(after.sizeBytes) };
  if (before.sha256 === undefined || after.sha256 === undefined) return detail('size', sizes);
  return detail('sizeAndHash', { ...sizes, beforeHash: shortDigest(before.sha256, 8), afterHash: shortDigest(after.sha256, 8) });
}

function variableMessage(cause: Extract<Cause, { kind: 'variable-changed' }>): string {
  const words = strings.lab.causes;
  if (cause.before === undefined) return words['variable-added'];
  return cause.after === undefined ? words['variable-removed'] : words['variable-changed'];
}

type DetailKey = Exclude<keyof typeof strings.lab.causeDetails, 'change'>;

function detail(key: DetailKey, values: MessageValues): Sentence {
  return fillMessage(strings.lab.causeDetails[key], values);
}

function plain(message: string, values: MessageValues = {}): Explanation {
  return { sentence: fillMessage(message, values), details: [] };
}

function orUnset(value: string | undefined): string {
  return value ?? strings.lab.causeDetails.unset;
}

function shortReference(reference: string): string {
  return reference.replace(/sha256:([0-9a-f]{12})[0-9a-f]+/, 'sha256:$1…');
}
