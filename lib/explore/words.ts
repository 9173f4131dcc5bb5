import { formatBytes, shortDigest } from '@/lib/lab/format';
import { fillMessage, fillText, type Sentence } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { assertNever } from '@/simulator/assert-never';
import type { ExploreError, OpenedDocument, OpenNote } from './types';

/** An error where the user looks: what it is, what was expected instead, what to do, and what the reader itself said. */
export interface ErrorWords {
  readonly title: Sentence;
  readonly expected: Sentence;
  readonly remedy: Sentence;
  readonly said?: string;
}

export function errorWords(error: ExploreError): ErrorWords {
  const words = strings.explore.errors;
  const of = (title: string, expected: string, remedy: string) => ({
    title: fillMessage(title),
    expected: fillMessage(expected),
    remedy: fillMessage(remedy),
  });
  switch (error.kind) {
    case 'not-a-tar':
      return of(words['not-a-tar'], words.archive, words.make);
    case 'unreadable-packing': {
      const unpack: Readonly<Record<string, string>> = words.unpack;
      const remedy = Object.hasOwn(unpack, error.packing) ? unpack[error.packing] : undefined;
      return { ...of('', words.archive, remedy ?? words.make), title: fillMessage(words['unreadable-packing'], { packing: error.packing }) };
    }
    case 'cut-off':
    case 'damaged':
      return { ...of(words[error.kind], words.archive, words.again), said: error.detail };
    case 'not-an-image':
      return { ...of(words['not-an-image'], words['not-an-image-expected'], words['not-an-image-remedy']), said: error.detail };
    case 'too-large': {
      const atMost = error.limit === 'unpackedBytes' ? formatBytes(error.atMost) : formatCount(error.atMost);
      return { ...of(words['too-large'], '', words['too-large-remedy']), expected: fillMessage(words.limits[error.limit], { atMost }) };
    }
    case 'unreadable':
      return { ...of(words.unreadable, words['unreadable-expected'], words['unreadable-remedy']), said: error.detail };
    default:
      return assertNever(error);
  }
}

export function noteSentence(note: OpenNote): Sentence {
  const words = strings.explore.verification;
  switch (note.kind) {
    case 'digest-mismatch':
      return fillMessage(words['digest-mismatch'], { path: note.path, actual: note.actual });
    case 'diff-id-mismatch':
      return fillMessage(words['diff-id-mismatch'], { expected: note.expected === '' ? words.unlisted : note.expected, actual: note.actual });
    case 'missing-blob':
      return fillMessage(words['missing-blob'], { path: note.path });
    case 'attestation':
      return fillMessage(words.attestation, { digest: note.digest });
    default:
      return assertNever(note);
  }
}

/** What a document is, and of what. */
export function documentTitle(document: OpenedDocument): string {
  const words = strings.explore.documents;
  const digest = printable(shortDigest(document.digest));
  switch (document.kind) {
    case 'index':
      return fillText(words.nestedIndex, { digest });
    case 'attestation-manifest':
      return document.about === undefined
        ? fillText(words.attestationManifest, { digest })
        : fillText(words.attestationAbout, { digest, about: printable(shortDigest(document.about)) });
    case 'attestation':
      return document.predicateType === undefined
        ? fillText(words.attestation, { digest })
        : fillText(words.attestationOf, { predicateType: printable(document.predicateType) });
    default:
      return assertNever(document);
  }
}

/** A number with its thousands set apart by a narrow space, as no locale misreads it. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** A layer's number as people count: from 1 at the bottom. */
export function layerNumber(index: number): number {
  return index + 1;
}

/** Longer texts are cut: a document may hold megabytes in one word. */
const LONGEST_TEXT = 2_000;

/**
 * A text out of an archive as it may be shown: control characters, and those that turn the direction of what follows, are
 * spelt out, so that no name looks like another or hides its end.
 */
export function printable(text: string): string {
  const shown = text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return shown.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}
