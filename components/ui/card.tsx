import type { ComponentProps } from 'react';
import styles from './card.module.css';
import { classNames } from './class-names';

export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={classNames(styles.card, className)} {...rest} />;
}

export function CardTitle({ className, ...rest }: ComponentProps<'h3'>) {
  return <h3 className={classNames(styles.title, className)} {...rest} />;
}
