'use client';

import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { useLab } from '../lab-context';
import styles from './context.module.css';

/** What `--build-arg` would pass. */
export function BuildArgs() {
  const words = strings.lab.context;
  const buildArgs = useLab((state) => state.workspace.buildArgs);
  const setBuildArg = useLab((state) => state.setBuildArg);
  const entries = Object.entries(buildArgs);
  return (
    <details className={styles.args}>
      <summary>
        {words.buildArgs} <span className={styles.hint}>{entries.length === 0 ? words.noArgs : entries.map(([name]) => name).join(', ')}</span>
      </summary>
      {entries.map(([name, value]) => (
        <div key={name} className={styles.arg}>
          <code>{name}</code>
          <input
            aria-label={fillText(words.valueOf, { name })}
            defaultValue={value}
            key={value}
            spellCheck={false}
            onBlur={(event) => event.target.value !== value && setBuildArg(name, event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && setBuildArg(name, event.currentTarget.value)}
          />
          <Button size="small" variant="quiet" aria-label={fillText(words.removeArg, { name })} onClick={() => setBuildArg(name, undefined)}>
            <span aria-hidden="true">×</span>
          </Button>
        </div>
      ))}
      <NewArg onAdd={setBuildArg} />
    </details>
  );
}

function NewArg({ onAdd }: { readonly onAdd: (name: string, value: string) => void }) {
  const words = strings.lab.context;
  const id = useId();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onAdd(name.trim(), value);
    setName('');
    setValue('');
  };
  return (
    <form className={styles.newArg} onSubmit={add}>
      <label htmlFor={`${id}-name`}>{words.argName}</label>
      <input id={`${id}-name`} value={name} spellCheck={false} autoCapitalize="off" onChange={(event) => setName(event.target.value)} />
      <label htmlFor={`${id}-value`}>{words.argValue}</label>
      <input id={`${id}-value`} value={value} spellCheck={false} autoCapitalize="off" onChange={(event) => setValue(event.target.value)} />
      <Button type="submit" size="small">
        {words.addArg}
      </Button>
    </form>
  );
}
