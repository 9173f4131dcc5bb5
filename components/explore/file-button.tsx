'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import buttonStyles from '@/components/ui/button.module.css';
import { classNames } from '@/components/ui/class-names';
import styles from './explore.module.css';

interface FileButtonProps {
  readonly variant: 'primary' | 'secondary';
  readonly takesFocus?: boolean;
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
}

/** The browser's own file input, which keyboard and screen readers know, with the look of a button. */
export function FileButton({ variant, takesFocus = false, onFile, children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
  return (
    <label className={classNames(buttonStyles.button, buttonStyles[variant], buttonStyles.medium, styles.fileButton)}>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          // So that the same file, changed on disk, can be chosen again.
          event.target.value = '';
        }}
      />
      {children}
    </label>
  );
}
