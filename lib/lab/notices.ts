import { strings } from '@/lib/strings';
import type { Notice } from '@/simulator';
import { fillMessage, type Sentence } from './message';

/** A notice in words: its own sentence where there is one, else what its fidelity says in general, with the details at hand. */
export function explainNotice({ code, details, fidelity }: Notice): Sentence {
  const words: Readonly<Record<string, string>> = strings.lab.notices;
  const own = Object.hasOwn(words, code) ? words[code] : undefined;
  if (own !== undefined) return fillMessage(own, details);
  const facts = Object.values(details).map(String).join(', ');
  return fillMessage(facts === '' ? '{general}' : '{general} `{facts}`', { general: strings.lab.notices[fidelity], facts });
}
