import { SentenceText } from '@/components/lab/sentence-text';
import { fillMessage } from '@/lib/lab/message';

/** A text of the content files: what stands between backticks is set as code. */
export function RichText({ text }: { readonly text: string }) {
  return <SentenceText sentence={fillMessage(text)} />;
}
