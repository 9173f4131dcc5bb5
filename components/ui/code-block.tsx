import { tokenLines } from '@/lib/mdx/highlight.mjs';
import styles from './code-block.module.css';

interface CodeBlockProps {
  readonly title: string;
  readonly code: string;
  /** Name of a fence's language; see lib/mdx/highlight.mjs. */
  readonly language: string;
}

/** Code outside of lessons, coloured while the page is exported: none of it reaches the browser as script. */
export async function CodeBlock({ title, code, language }: CodeBlockProps) {
  const lines = await tokenLines(code, language);
  return (
    <div className={styles.block}>
      <p className={styles.title}>{title}</p>
      <pre className={styles.code}>
        <code>
          {lines.map((tokens, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text have no other name
            <span key={line}>
              {tokens.map(({ text, kind }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor have tokens
                <span key={place} className={kind && `tok-${kind}`}>
                  {text}
                </span>
              ))}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}
