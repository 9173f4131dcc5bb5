'use client';

import { useId } from 'react';
import { fillMessage } from '@/lib/lab/message';
import type { NoCache } from '@/lib/lab/workspace';
import { strings } from '@/lib/strings';
import { useLab } from '../lab-context';
import { SentenceText } from '../sentence-text';
import styles from './context.module.css';

type Mode = 'none' | 'all' | 'stages';

/** What `--no-cache` and `--no-cache-filter` would pass. */
export function CacheOptions() {
  const words = strings.lab.cacheOptions;
  const noCache = useLab((state) => state.workspace.noCache ?? 'none');
  const stages = useLab((state) => state.analysis?.stages) ?? [];
  const setNoCache = useLab((state) => state.setNoCache);
  const mode = modeOf(noCache);
  const name = useId();
  const choose = (next: Mode) => setNoCache(next === 'stages' ? stages.slice(0, 1) : next);
  return (
    <details className={styles.args}>
      <summary>
        {words.title} <span className={styles.hint}>{typeof noCache === 'string' ? words.summary[noCache] : noCache.join(', ')}</span>
      </summary>
      <fieldset className={styles.cacheOptions}>
        <legend className="visually-hidden">{words.title}</legend>
        {(['none', 'all', 'stages'] as const).map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={name}
              checked={mode === each}
              disabled={each === 'stages' && stages.length === 0}
              onChange={() => choose(each)}
            />
            <span>
              <SentenceText sentence={fillMessage(words.modes[each])} />
            </span>
          </label>
        ))}
        {mode === 'stages' && <Stages chosen={typeof noCache === 'string' ? [] : noCache} stages={stages} onChange={setNoCache} />}
        {stages.length === 0 && <p className={styles.hint}>{words.noStages}</p>}
      </fieldset>
    </details>
  );
}

function modeOf(noCache: NoCache): Mode {
  return typeof noCache === 'string' ? noCache : 'stages';
}

interface StagesProps {
  readonly chosen: readonly string[];
  readonly stages: readonly string[];
  readonly onChange: (noCache: NoCache) => void;
}

function Stages({ chosen, stages, onChange }: StagesProps) {
  const words = strings.lab.cacheOptions;
  const toggle = (stage: string) => onChange(chosen.includes(stage) ? chosen.filter((other) => other !== stage) : [...chosen, stage]);
  // A name that the Dockerfile no longer has is shown too: the flag would still be given.
  const shown = [...new Set([...stages, ...chosen])];
  return (
    <fieldset className={styles.stages}>
      <legend>{words.stages}</legend>
      {shown.map((stage) => (
        <label key={stage}>
          <input type="checkbox" checked={chosen.includes(stage)} onChange={() => toggle(stage)} />
          <code>{stage}</code>
        </label>
      ))}
    </fieldset>
  );
}
