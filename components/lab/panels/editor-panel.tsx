'use client';

import Link from 'next/link';
import { useId, useMemo } from 'react';
import { type LineMark, lineMarks } from '@/lib/lab/line-marks';
import { type EditorMarker, markersOf } from '@/lib/lab/markers';
import { fillCounted, fillText } from '@/lib/lab/message';
import { fileAt } from '@/lib/lab/workspace';
import { buildCheckAddress } from '@/lib/site/build-check-address';
import { strings } from '@/lib/strings';
import { CodeEditor } from '../editor/code-editor';
import { useLab } from '../lab-context';
import { Panel } from '../panel';
import styles from './editor-panel.module.css';
import { FileTabs } from './file-tabs';

const NO_MARKERS: readonly EditorMarker[] = [];
const NO_MARKS: readonly LineMark[] = [];

export function EditorPanel() {
  const words = strings.lab.editor;
  const id = useId();
  const labId = useLab((state) => state.definition.id);
  const path = useLab((state) => state.activePath);
  const text = useLab((state) => fileAt(state.workspace, state.activePath)?.text);
  const isDockerfile = useLab((state) => state.workspace.dockerfilePath === state.activePath);
  const diagnostics = useLab((state) => state.analysis?.diagnostics);
  const reveal = useLab((state) => (state.reveal?.path === state.activePath ? state.reveal : undefined));
  const editText = useLab((state) => state.editText);
  const markers = useMemo(
    () => (isDockerfile && diagnostics !== undefined && text !== undefined ? markersOf(diagnostics, text) : NO_MARKERS),
    [isDockerfile, diagnostics, text],
  );
  const lastBuild = useLab((state) => state.builds.at(-1));
  const workspace = useLab((state) => state.workspace);
  const marks = useMemo(() => (isDockerfile ? lineMarks(lastBuild, workspace) : NO_MARKS), [isDockerfile, lastBuild, workspace]);
  return (
    <Panel name="Editor" summary={markers.length > 0 ? fillCounted(words.problems, markers.length) : undefined}>
      <FileTabs />
      {text === undefined ? (
        <p className={styles.note}>{path === '' ? words.none : fillText(words.gone, { path })}</p>
      ) : (
        <CodeEditor
          label={fillText(words.text, { path })}
          labId={labId}
          path={path}
          text={text}
          markers={markers}
          marks={marks}
          reveal={reveal}
          onChange={(next) => editText(path, next)}
          describedBy={`${id}-findings`}
        />
      )}
      <Findings id={`${id}-findings`} markers={markers} />
    </Panel>
  );
}

/** The squiggles as a list: for who does not see them or has the plain editor. */
function Findings({ id, markers }: { readonly id: string; readonly markers: readonly EditorMarker[] }) {
  const words = strings.lab.editor;
  const path = useLab((state) => state.activePath);
  const openFile = useLab((state) => state.openFile);
  return (
    <ul id={id} className={styles.findings}>
      {markers.map((marker) => (
        <li key={`${marker.startLine} ${marker.code} ${marker.message}`} data-severity={marker.severity}>
          <button type="button" onClick={() => openFile(path, marker.startLine)}>
            {fillText(words.problemLine, { line: marker.startLine })}
          </button>
          <span>
            <strong>{marker.code === undefined ? words.severity[marker.severity] : <RuleLink rule={marker.code} />}</strong> {marker.message}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Each build check has a page that says why it matters and what to do. */
function RuleLink({ rule }: { readonly rule: string }) {
  return (
    <Link href={buildCheckAddress(rule)} prefetch={false}>
      {rule}
    </Link>
  );
}
