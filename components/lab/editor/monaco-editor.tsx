'use client';

import { useEffect, useRef } from 'react';
import type { LineMark } from '@/lib/lab/line-marks';
import type { EditorMarker } from '@/lib/lab/markers';
import styles from './editor.module.css';
import { languageOf } from './language-of';
import { monaco } from './monaco-setup';

export interface TextEditorProps {
  readonly label: string;
  /** Tells apart files of several labs on one page. */
  readonly labId: string;
  readonly path: string;
  readonly text: string;
  readonly markers: readonly EditorMarker[];
  /** Beside the line numbers; the same is told in words by Steps. */
  readonly marks: readonly LineMark[];
  /** A line to show and put the cursor on; a new object asks again. */
  readonly reveal: { readonly line: number } | undefined;
  readonly onChange: (text: string) => void;
  readonly describedBy: string;
}

type Editor = ReturnType<typeof monaco.editor.create>;

export default function MonacoEditor({ label, labId, path, text, markers, marks, reveal, onChange }: TextEditorProps) {
  const container = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | undefined>(undefined);
  const changed = useRef(onChange);
  /** While a text from outside is put into the model: it may be older than the lab's by then, and must not go back as if it were typed. */
  const filling = useRef(false);
  useEffect(() => {
    changed.current = onChange;
  }, [onChange]);

  useEffect(() => {
    if (container.current === null) return;
    const created = createEditor(container.current);
    editor.current = created;
    return () => {
      created.dispose();
      editor.current = undefined;
    };
  }, []);

  useEffect(() => {
    const current = editor.current;
    if (current === undefined) return;
    const model = modelOf(labId, path);
    current.setModel(model);
    current.updateOptions({ ariaLabel: label });
    const listening = model.onDidChangeContent(() => {
      if (!filling.current) changed.current(model.getValue(monaco.editor.EndOfLinePreference.LF));
    });
    return () => listening.dispose();
  }, [labId, path, label]);

  useEffect(() => {
    const model = modelOf(labId, path);
    if (model.getValue(monaco.editor.EndOfLinePreference.LF) !== text) {
      filling.current = true;
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      filling.current = false;
    }
    monaco.editor.setModelMarkers(model, 'build-checks', markers.map(toMonaco));
  }, [labId, path, text, markers]);

  useEffect(() => {
    const drawn = editor.current?.createDecorationsCollection(marks.map(toDecoration));
    return () => drawn?.clear();
  }, [marks]);

  useEffect(() => {
    if (reveal === undefined || editor.current === undefined) return;
    editor.current.revealLineInCenter(reveal.line);
    editor.current.setPosition({ lineNumber: reveal.line, column: 1 });
    editor.current.focus();
  }, [reveal]);

  return <div ref={container} style={{ blockSize: '100%' }} />;
}

function createEditor(element: HTMLElement): Editor {
  const editor = monaco.editor.create(element, {
    model: null,
    theme: 'layerlab',
    automaticLayout: true,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    fontFamily: getComputedStyle(element).getPropertyValue('--font-mono') || 'monospace',
    fontSize: 14,
    lineHeight: 21,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 22,
    padding: { top: 8, bottom: 8 },
    renderLineHighlight: 'line',
    overviewRulerLanes: 0,
    scrollbar: { alwaysConsumeMouseWheel: false },
    renderFinalNewline: 'on',
    wordWrap: 'on',
    tabFocusMode: true,
    // What is typed stands there as typed.
    autoClosingBrackets: 'never',
    autoClosingQuotes: 'never',
    autoIndent: 'none',
    autoSurround: 'never',
    quickSuggestions: false,
    links: false,
    contextmenu: false,
    fixedOverflowWidgets: true,
    accessibilitySupport: 'auto',
  });
  letTabPassUntilTyping(editor);
  return editor;
}

/**
 * WCAG 2.1.2: who tabs through the page tabs through the editor too. Tab indents once something was typed or clicked in it, and moves on
 * again after Escape.
 */
function letTabPassUntilTyping(editor: Editor): void {
  const { KeyCode } = monaco;
  const passing = [KeyCode.Tab, KeyCode.Shift, KeyCode.Ctrl, KeyCode.Alt, KeyCode.Meta];
  editor.onKeyDown(({ keyCode }) => {
    if (keyCode === KeyCode.Escape) editor.updateOptions({ tabFocusMode: true });
    else if (!passing.includes(keyCode)) editor.updateOptions({ tabFocusMode: false });
  });
  editor.onMouseDown(() => editor.updateOptions({ tabFocusMode: false }));
  editor.onDidBlurEditorText(() => editor.updateOptions({ tabFocusMode: true }));
}

function modelOf(labId: string, path: string) {
  const uri = monaco.Uri.from({ scheme: 'lab', authority: labId, path: `/${path}` });
  const known = monaco.editor.getModel(uri);
  if (known !== null) return known;
  const created = monaco.editor.createModel('', languageOf(path), uri);
  created.setEOL(monaco.editor.EndOfLineSequence.LF);
  return created;
}

function toDecoration({ line, status }: LineMark) {
  return { range: new monaco.Range(line, 1, line, 1), options: { linesDecorationsClassName: `${styles.lineMark} ${styles[status]}` } };
}

function toMonaco(marker: EditorMarker) {
  return {
    severity: marker.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    message: marker.message,
    startLineNumber: marker.startLine,
    startColumn: marker.startColumn,
    endLineNumber: marker.endLine,
    endColumn: marker.endColumn,
    ...(marker.code === undefined ? {} : { code: marker.code }),
  };
}
