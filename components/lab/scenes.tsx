'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { explainReason } from '@/lib/grading/explain-reason';
import { fillText } from '@/lib/lab/message';
import type { GoalResult } from '@/lib/lab/types';
import { strings } from '@/lib/strings';
import { useLab } from './lab-context';
import { SentenceText } from './sentence-text';
import styles from './toolbar.module.css';

/** Ready-made edits, and hints one at a time. */
export function Scenes() {
  const words = strings.lab.toolbar;
  const scenes = useLab((state) => state.definition.scenes);
  const applyScene = useLab((state) => state.applyScene);
  const [misfit, setMisfit] = useState<GoalResult['reason']>();
  if (scenes.length === 0) return <Hints />;
  return (
    <div className={styles.scenes}>
      <span className={styles.scenesLabel}>{words.scenes}</span>
      {scenes.map((scene) => (
        <Button key={scene.id} size="small" className={styles.scene} onClick={() => void applyScene(scene.id).then(setMisfit)}>
          {scene.title}
        </Button>
      ))}
      <Hints />
      {misfit !== undefined && (
        <p role="alert" className={styles.misfit}>
          <SentenceText sentence={explainReason(misfit)} />
        </p>
      )}
    </div>
  );
}

function Hints() {
  const words = strings.lab.toolbar;
  const hints = useLab((state) => state.definition.hints);
  const [shown, setShown] = useState(0);
  if (hints.length === 0) return null;
  return (
    <>
      {shown < hints.length && (
        <Button size="small" variant="quiet" onClick={() => setShown(shown + 1)}>
          {fillText(words.hint, { number: shown + 1, total: hints.length })}
        </Button>
      )}
      {shown > 0 && (
        <ol className={styles.hints} aria-label={words.hints}>
          {hints.slice(0, shown).map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ol>
      )}
    </>
  );
}
