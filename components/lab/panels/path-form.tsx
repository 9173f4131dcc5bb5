'use client';

import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { fillText } from '@/lib/lab/message';
import type { EditProblem } from '@/lib/lab/store/types';
import { strings } from '@/lib/strings';
import styles from './context.module.css';

interface PathFormProps {
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  readonly initial: string;
  /** Answers what is wrong with the path; `undefined` closes the form. */
  readonly onSubmit: (path: string) => EditProblem | undefined;
  readonly onClose: () => void;
}

/** Asks for a path, and says at the field what is wrong with it. Escape closes. */
export function PathForm({ label, hint, submit, initial, onSubmit, onClose }: PathFormProps) {
  const id = useId();
  const [path, setPath] = useState(initial);
  const [problem, setProblem] = useState<EditProblem | undefined>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const handIn = (event: FormEvent) => {
    event.preventDefault();
    const found = onSubmit(path);
    setProblem(found);
    if (found === undefined) onClose();
    else field.current?.focus();
  };

  const described = [hint === undefined ? undefined : `${id}-hint`, problem === undefined ? undefined : `${id}-problem`].filter(
    (part) => part !== undefined,
  );
  return (
    <form className={styles.form} onSubmit={handIn} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        value={path}
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={problem !== undefined}
        {...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {})}
        onChange={(event) => setPath(event.target.value)}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {fillText(strings.lab.problems[problem.problem], { path: problem.path })}
        </p>
      )}
      <div className={styles.formActions}>
        <Button type="submit" size="small" variant="primary">
          {submit}
        </Button>
        <Button size="small" variant="quiet" onClick={onClose}>
          {strings.lab.context.cancel}
        </Button>
      </div>
    </form>
  );
}
