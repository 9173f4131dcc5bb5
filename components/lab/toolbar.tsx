'use client';

import { Button } from '@/components/ui/button';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { useLab } from './lab-context';
import { panelAnchor, panelKey } from './panel';
import { ResetButton } from './reset-button';
import { Scenes } from './scenes';
import { StorageNotice } from './storage-notice';
import styles from './toolbar.module.css';

/** What is always at hand: build, go back, and the way to each panel. */
export function Toolbar() {
  const title = useLab((state) => state.definition.title);
  return (
    <>
      <header className={styles.toolbar}>
        <div className={styles.top}>
          <h2 className={styles.title}>{title}</h2>
          <Goals />
          <div className={styles.buttons}>
            <ResetButton />
            <NoCacheMark />
            <BuildButton />
          </div>
        </div>
        <div className={styles.below}>
          <Jumps />
          <UndoButtons />
          <LiveStatus />
        </div>
      </header>
      <StorageNotice />
      <Scenes />
    </>
  );
}

/** What happened last, for eyes and ears alike. */
function LiveStatus() {
  const { sequence, text } = useLab((state) => state.announcement);
  return (
    <p role="status" className={styles.said} title={text}>
      <span key={sequence}>{text}</span>
    </p>
  );
}

function BuildButton() {
  const pressBuild = useLab((state) => state.pressBuild);
  const busy = useLab((state) => state.building !== 'no');
  return (
    <Button variant="primary" aria-busy={busy} onClick={() => void pressBuild()}>
      {strings.lab.toolbar.build}
    </Button>
  );
}

/** A flag that stays on from build to build must not be forgotten. */
function NoCacheMark() {
  const noCache = useLab((state) => state.workspace.noCache ?? 'none');
  const setNoCache = useLab((state) => state.setNoCache);
  if (noCache === 'none') return null;
  const flag = noCache === 'all' ? '--no-cache' : `--no-cache-filter=${noCache.join(',')}`;
  return (
    <Button size="small" className={styles.noCache} aria-label={fillText(strings.lab.toolbar.noCache, { flag })} onClick={() => setNoCache('none')}>
      <code>{flag}</code>
      <span aria-hidden="true">×</span>
    </Button>
  );
}

function Goals() {
  const total = useLab((state) => state.definition.goals.length);
  const passed = useLab((state) => state.goalResults?.filter((result) => result.passed).length ?? 0);
  return total === 0 ? null : <span className={styles.goals}>{fillText(strings.lab.toolbar.goals, { passed, total })}</span>;
}

function UndoButtons() {
  const words = strings.lab.toolbar;
  const undo = useLab((state) => state.undo.at(-1)?.action);
  const redo = useLab((state) => state.redo.at(-1)?.action);
  const undoLast = useLab((state) => state.undoLast);
  const redoLast = useLab((state) => state.redoLast);
  return (
    <>
      {undo !== undefined && (
        <Button variant="quiet" size="small" className={styles.undo} onClick={undoLast}>
          {fillText(words.undo, { action: undo })}
        </Button>
      )}
      {redo !== undefined && (
        <Button variant="quiet" size="small" className={styles.undo} onClick={redoLast}>
          {fillText(words.redo, { action: redo })}
        </Button>
      )}
    </>
  );
}

function Jumps() {
  const panels = useLab((state) => state.definition.panels);
  const labId = useLab((state) => state.definition.id);
  return (
    <nav aria-label={strings.lab.toolbar.sections} className={styles.jumps}>
      {panels.map((name) => (
        <a key={name} href={`#${panelAnchor(labId, name)}`}>
          {strings.lab[panelKey(name)].name}
        </a>
      ))}
    </nav>
  );
}
