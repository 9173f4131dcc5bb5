import { strings } from '@/lib/strings';
import type { Cause, Remedy, RemedyAction, Step } from '@/simulator';
import { assertNever } from '@/simulator/assert-never';
import { fillMessage, type Sentence } from './message';

/** A remedy in words: what it is about, the edits one by one, and when it helps. */
export interface RemedyWords {
  readonly title: string;
  readonly edits: readonly Sentence[];
  readonly effect: string;
}

export function describeRemedy(remedy: Remedy): RemedyWords {
  const words = strings.lab.remedies;
  return { title: words.kinds[remedy.kind], edits: editsOf(remedy.actions), effect: words.effects[remedy.effect] };
}

/** What is taken out and put in again has moved: one edit to a reader. */
function editsOf(actions: readonly RemedyAction[]): readonly Sentence[] {
  const words = strings.lab.remedies.actions;
  const moved = actions.flatMap((action) => (action.kind === 'insert-instruction' && action.purpose === 'move' ? [action.text] : []));
  return actions.flatMap((action) => {
    if (action.kind === 'remove-instruction' && moved.includes(action.text)) return [];
    const wasThere = actions.some((other) => other.kind === 'remove-instruction' && 'text' in action && other.text === action.text);
    return action.kind === 'insert-instruction' && wasThere ? [fillMessage(words.move, { text: oneLine(action.text) })] : [actionSentence(action)];
  });
}

function actionSentence(action: RemedyAction): Sentence {
  const words = strings.lab.remedies.actions;
  switch (action.kind) {
    case 'restore-file':
      return fillMessage(action.entry === undefined ? words.removeFile : words.restoreFile, { path: action.path });
    case 'set-build-arg':
      return action.value === undefined
        ? fillMessage(words.dropArg, { name: action.name })
        : fillMessage(words.setArg, { name: action.name, value: action.value });
    case 'replace-instruction':
      return fillMessage(words.replace, { before: oneLine(action.before), after: oneLine(action.after) });
    case 'remove-instruction':
      return fillMessage(words.remove, { text: oneLine(action.text) });
    case 'insert-instruction':
      return fillMessage(action.purpose === 'move' ? words.below : words.insert, { text: oneLine(action.text), line: action.line });
    case 'ignore':
      return fillMessage(words.ignore, { patterns: action.patterns.join(' '), path: action.path });
    case 'use-cache':
      return fillMessage(words.useCache);
    default:
      return assertNever(action);
  }
}

const LONGEST = 100;

/** A long instruction by its beginning: the editor shows the rest. */
function oneLine(text: string): string {
  const line = text.replace(/\\?\n/g, ' ').replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

/** Why no remedy was found, by what decided the miss. */
export function noRemedyReason({ why }: Pick<Step, 'why'>, build: number): string {
  const words = strings.lab.remedies.none;
  if (build === 1) return words.first;
  const reasons: Partial<Record<Cause['kind'], string>> = {
    'never-built': words.neverBuilt,
    'step-added': words.stepAdded,
    'failed-before': words.failedBefore,
  };
  return reasons[why.causes[0]?.kind ?? 'failed'] ?? words.other;
}
