'use client';

import { useEffect, useRef } from 'react';
import styles from './editor.module.css';
import type { TextEditorProps } from './monaco-editor';

interface PlainEditorProps extends TextEditorProps {
  readonly onFocusChange: (focused: boolean) => void;
}

/** A textarea: on small screens, where Monaco is not made for, and wherever Monaco does not load. Tab leaves it, as everywhere. */
export function PlainEditor({ label, text, markers, reveal, onChange, describedBy, onFocusChange }: PlainEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = field.current;
    if (reveal === undefined || element === null) return;
    const start =
      element.value
        .split('\n')
        .slice(0, reveal.line - 1)
        .join('\n').length + (reveal.line > 1 ? 1 : 0);
    element.focus();
    element.setSelectionRange(start, start);
  }, [reveal]);
  return (
    <textarea
      ref={field}
      className={styles.plain}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={markers.some((marker) => marker.severity === 'error')}
      value={text}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      wrap="off"
      onFocus={() => onFocusChange(true)}
      onBlur={() => onFocusChange(false)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
