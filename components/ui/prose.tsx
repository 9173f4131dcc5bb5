import type { MDXComponents } from 'mdx/types';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { strings } from '@/lib/strings';
import { classNames } from './class-names';
import styles from './prose.module.css';
import { ScrollArea } from './scroll-area';

/** Running text: paragraphs, lists, tables and code blocks get their measure and rhythm from here. */
export function Prose({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={classNames(styles.prose, className)} {...rest} />;
}

/** Links inside the site get the base path and load in place. */
function ProseLink({ href = '', title, children }: ComponentProps<'a'>) {
  const named = title === undefined ? {} : { title };
  if (!href.startsWith('/'))
    return (
      <a href={href} {...named}>
        {children}
      </a>
    );
  return (
    <Link href={href} {...named}>
      {children}
    </Link>
  );
}

function ProseTable(props: ComponentProps<'table'>) {
  return (
    <ScrollArea label={strings.site.lesson.table}>
      <table {...props} />
    </ScrollArea>
  );
}

/** A corner cell without words heads nothing. */
function ProseHeaderCell({ children, ...rest }: ComponentProps<'th'>) {
  return children === undefined ? <td /> : <th {...rest}>{children}</th>;
}

/** A code block; lib/mdx/rehype-code.mjs has coloured it and says its title. */
function ProseCode({ 'data-title': title, ...rest }: ComponentProps<'pre'> & { readonly 'data-title'?: string }) {
  if (title === undefined) return <pre {...rest} />;
  return (
    <figure className={styles.code}>
      <figcaption>{title}</figcaption>
      <pre {...rest} />
    </figure>
  );
}

/** What Markdown turns into, in every MDX file. */
export const proseComponents: MDXComponents = { a: ProseLink, table: ProseTable, th: ProseHeaderCell, pre: ProseCode };
