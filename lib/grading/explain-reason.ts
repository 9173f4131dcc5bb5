import { fillMessage, type MessageValues, type Sentence } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { REASON_CODES, type Reason, type ReasonCode } from './reason';

/** A reason in the interface's words, with the learner's names set as code. An unknown code gives an empty sentence. */
export function explainReason({ code, details }: Reason): Sentence {
  if (!isReasonCode(code)) return [];
  return strings.lesson.reasons[code].split(/(\{origin\}|\{because\})/).flatMap((part) => {
    if (part === '{origin}') return details.origin === undefined ? [] : fillMessage(strings.lesson.origin, details);
    return part === '{because}' ? because(details) : fillMessage(part, details);
  });
}

function because(details: MessageValues): Sentence {
  const words: Readonly<Record<string, string>> = strings.lesson.because;
  const cause = details.cause;
  if (cause === undefined || details.what === '') return [];
  return fillMessage(words[cause] ?? strings.lesson.because.other, details);
}

function isReasonCode(code: string): code is ReasonCode {
  return REASON_CODES.some((known) => known === code);
}
