import { tokenLines } from '@/lib/mdx/highlight.mjs';
import styles from './source-view.module.css';

interface SourceViewProps {
  readonly path: string;
  readonly text: string;
  /** Lines that the reader should see first, from 1. */
  readonly marked: ReadonlySet<number>;
  /** What the mark means, for who cannot see it. */
  readonly meaning: string;
  /** `finding`: something is wrong there. `change`: this is what is different. */
  readonly look: 'finding' | 'change';
}

/** A file with numbered lines, coloured while the page is exported, some of its lines marked. */
export async function SourceView({ path, text, marked, meaning, look }: SourceViewProps) {
  const lines = await tokenLines(text.replace(/\n$/, ''), languageOf(path));
  return (
    <figure className={styles.file}>
      <figcaption className={styles.path}>{path}</figcaption>
      <pre className={styles.code} data-look={look}>
        <code>
          {lines.map((tokens, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text have no other name
            <span key={index} className={styles.line} data-marked={marked.has(index + 1)}>
              <span className={styles.text}>
                {tokens.map(({ text: word, kind }, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nor have tokens
                  <span key={place} className={kind && `tok-${kind}`}>
                    {word}
                  </span>
                ))}
              </span>
              {marked.has(index + 1) && <span className="visually-hidden"> ({meaning})</span>}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </figure>
  );
}

function languageOf(path: string): string {
  if (/(^|\/)Dockerfile$/.test(path)) return 'docker';
  return path.endsWith('.sh') ? 'sh' : (/\.(js|json|go)$/.exec(path)?.[1] ?? 'text');
}
