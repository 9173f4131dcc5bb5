import type { Sentence } from '@/lib/lab/message';

/** A sentence of the interface in which quoted pieces are set as code. */
export function SentenceText({ sentence }: { readonly sentence: Sentence }) {
  return sentence.map((fragment, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: fragments have no identity but their place
    fragment.kind === 'code' ? <code key={index}>{fragment.text}</code> : <span key={index}>{fragment.text}</span>,
  );
}
