'use client';

import { useState } from 'react';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './quiz.module.css';

interface Piece {
  readonly id: string;
  readonly text: string;
}

interface PieceListProps {
  readonly pieces: readonly Piece[];
  /** Ids from top to bottom. */
  readonly arranged: readonly string[];
  readonly onArrange: (arranged: readonly string[]) => void;
}

/** Lines to put in order with buttons, which work for mouse, touch and keyboard alike. The focus stays on the button that was pressed. */
export function PieceList({ pieces, arranged, onArrange }: PieceListProps) {
  const [announcement, setAnnouncement] = useState('');
  const words = strings.lesson.quiz;
  const move = (from: number, to: number) => {
    const next = swapped(arranged, from, to);
    onArrange(next);
    setAnnouncement(fillText(words.moved, { piece: textOf(pieces, arranged[from]), place: to + 1, total: arranged.length }));
  };
  return (
    <>
      <p className={styles.hint}>{words.order}</p>
      <ol className={styles.pieces}>
        {arranged.map((id, place) => {
          const piece = textOf(pieces, id);
          return (
            <li key={id}>
              <code>{piece}</code>
              <span className={styles.movers}>
                <MoveButton sign="↑" label={fillText(words.up, { piece })} disabled={place === 0} onMove={() => move(place, place - 1)} />
                <MoveButton
                  sign="↓"
                  label={fillText(words.down, { piece })}
                  disabled={place === arranged.length - 1}
                  onMove={() => move(place, place + 1)}
                />
              </span>
            </li>
          );
        })}
      </ol>
      <p aria-live="polite" className="visually-hidden">
        {announcement}
      </p>
    </>
  );
}

interface MoveButtonProps {
  readonly sign: string;
  readonly label: string;
  readonly disabled: boolean;
  readonly onMove: () => void;
}

/** `aria-disabled` at the ends of the list: a button that vanished from the tab order would take the focus with it. */
function MoveButton({ sign, label, disabled, onMove }: MoveButtonProps) {
  return (
    <button type="button" className={styles.mover} aria-label={label} aria-disabled={disabled} onClick={() => !disabled && onMove()}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

function swapped(ids: readonly string[], from: number, to: number): readonly string[] {
  const moved = ids[from];
  const other = ids[to];
  if (moved === undefined || other === undefined) return ids;
  return ids.map((id, place) => (place === from ? other : place === to ? moved : id));
}

function textOf(pieces: readonly Piece[], id: string | undefined): string {
  return pieces.find((piece) => piece.id === id)?.text ?? '';
}
