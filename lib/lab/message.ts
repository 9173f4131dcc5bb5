/** A piece of a sentence: plain words, or something quoted from the learner's work that is set as code. */
export interface Fragment {
  readonly kind: 'text' | 'code';
  readonly text: string;
}

export type Sentence = readonly Fragment[];

export type MessageValues = Readonly<Record<string, string | number>>;

/**
 * Fills a message of the interface's catalogue. `{name}` is a value in running text; what stands between backticks becomes code:
 * `` `{path}` changed ``. Values may hold anything, backticks and braces included, since the template is cut up first.
 */
export function fillMessage(template: string, values: MessageValues = {}): Sentence {
  return template
    .split('`')
    .map((part, index): Fragment => ({ kind: index % 2 === 1 ? 'code' : 'text', text: fillValues(part, values) }))
    .filter((fragment) => fragment.text !== '');
}

export function sentenceText(sentence: Sentence): string {
  return sentence.map((fragment) => fragment.text).join('');
}

export function fillText(template: string, values: MessageValues = {}): string {
  return sentenceText(fillMessage(template, values));
}

/** A message in the number that its count asks for. */
export interface CountedMessage {
  readonly one: string;
  readonly other: string;
}

export function fillCounted(message: CountedMessage, count: number, values: MessageValues = {}): string {
  return fillText(count === 1 ? message.one : message.other, { count, ...values });
}

function fillValues(text: string, values: MessageValues): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
}
