import Link from 'next/link';
import type { ComponentProps } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet';

interface Look {
  readonly variant?: ButtonVariant;
  readonly size?: 'medium' | 'small';
}

export function Button({ variant = 'secondary', size = 'medium', className, type = 'button', ...rest }: ComponentProps<'button'> & Look) {
  return <button type={type} className={classNames(styles.button, styles[variant], styles[size], className)} {...rest} />;
}

/** Looks like a button, goes somewhere. */
export function ButtonLink({ variant = 'secondary', size = 'medium', className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link className={classNames(styles.button, styles[variant], styles[size], className)} {...rest} />;
}
