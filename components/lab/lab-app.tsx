'use client';

import { type ComponentType, type RefObject, useEffect, useRef, useState } from 'react';
import { createBrowserLab, startBrowserLab } from '@/lib/lab/browser-lab';
import type { LabDefinition, PanelName } from '@/lib/lab/types';
import { ErrorBoundary } from './error-boundary';
import styles from './lab.module.css';
import { LabProvider, useLab } from './lab-context';
import { BuildsPanel } from './panels/builds-panel';
import { ChecksPanel } from './panels/checks-panel';
import { ContextPanel } from './panels/context-panel';
import { EditorPanel } from './panels/editor-panel';
import { ImagePanel } from './panels/image-panel';
import { LayersPanel } from './panels/layers-panel';
import { StepsPanel } from './panels/steps-panel';
import { Toolbar } from './toolbar';
import { type SceneRequest, useRequestedScene } from './use-requested-scene';

const RESULT_PANELS: Readonly<Record<Exclude<PanelName, 'Editor' | 'Context'>, ComponentType>> = {
  Steps: StepsPanel,
  Layers: LayersPanel,
  Image: ImagePanel,
  Builds: BuildsPanel,
  Checks: ChecksPanel,
};

/** Narrower than this the tree would push the editor out of sight, so it starts folded. Pixels. */
const TREE_OPEN_FROM = 640;

/** The answer counts as in view when it begins above this part of the window. */
const VISIBLE_PART = 0.6;

interface LabAppProps {
  readonly definition: LabDefinition;
  /** A scene that the page around the lab asks for. */
  readonly request?: SceneRequest;
}

export default function LabApp({ definition, request }: LabAppProps) {
  const [store] = useState(() => createBrowserLab(definition));
  useEffect(() => startBrowserLab(store), [store]);
  useRequestedScene(store, request);
  return (
    <LabProvider store={store}>
      <ErrorBoundary>
        <Panels definition={definition} />
      </ErrorBoundary>
    </LabProvider>
  );
}

function Panels({ definition }: { readonly definition: LabDefinition }) {
  const results = useRef<HTMLDivElement>(null);
  const [narrow] = useState(() => window.innerWidth < TREE_OPEN_FROM);
  const { panels } = definition;
  useShowSteps(results);
  return (
    <>
      <Toolbar />
      <div className={styles.panels}>
        {panels.includes('Context') && (
          <div className={styles.context}>
            <ErrorBoundary>
              <ContextPanel startsFolded={narrow} />
            </ErrorBoundary>
          </div>
        )}
        {panels.includes('Editor') && (
          <div className={styles.editor}>
            <ErrorBoundary>
              <EditorPanel />
            </ErrorBoundary>
          </div>
        )}
        <div ref={results} className={styles.results}>
          {panels.map((name) => {
            if (name === 'Editor' || name === 'Context') return null;
            const PanelOfName = RESULT_PANELS[name];
            return (
              <ErrorBoundary key={name}>
                <PanelOfName />
              </ErrorBoundary>
            );
          })}
        </div>
      </div>
    </>
  );
}

/** After a press of Build the answer is brought into view, if it is not there already: the learner asked for it. */
function useShowSteps(results: RefObject<HTMLDivElement | null>): void {
  const building = useLab((state) => state.building);
  const asked = useRef(false);
  useEffect(() => {
    if (building === 'building') asked.current = true;
    if (building !== 'no' || !asked.current) return;
    asked.current = false;
    const steps = results.current?.firstElementChild;
    const covered = results.current?.closest('[data-lab]')?.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
    const top = steps?.getBoundingClientRect().top ?? 0;
    if (top < covered || top > window.innerHeight * VISIBLE_PART) steps?.scrollIntoView({ block: 'start' });
  }, [building, results]);
}
