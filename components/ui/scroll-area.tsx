import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import styles from './scroll-area.module.css';

interface ScrollAreaProps extends ComponentProps<'div'> {
  /** What is inside, for those who cannot see it. */
  readonly label: string;
}

/** Content wider than its column scrolls here, not the page; reachable by keyboard, as WCAG 2.1.1 wants of anything that scrolls. */
export function ScrollArea({ label, className, ...rest }: ScrollAreaProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; a section would be a landmark for every table
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll what has the focus
    <div role="group" className={classNames(styles.area, className)} aria-label={label} tabIndex={0} {...rest} />
  );
}
