import { PanelFrame } from '@/components/lab/panel-frame';
import { SentenceText } from '@/components/lab/sentence-text';
import { isReadable } from '@/lib/explore/history-rows';
import type { ExploredArchive, ExploredImage, OpenNote } from '@/lib/explore/types';
import { formatCount, noteSentence, printable } from '@/lib/explore/words';
import { formatBytes } from '@/lib/lab/format';
import { fillCounted, fillMessage, fillText, type Sentence } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './opened.module.css';
import { platformName } from './platform-name';

interface ImageFactsProps {
  readonly archive: ExploredArchive;
  readonly image: ExploredImage;
}

/** What one wants to know first, and whether what is in the archive is what it says. */
export function ImageFacts({ archive, image }: ImageFactsProps) {
  const words = strings.explore.opened;
  const { merged, layers, waste } = image;
  const unread = layers.filter((layer) => !isReadable(layer)).length;
  const packed = layers.reduce((sum, layer) => sum + layer.blobBytes, 0);
  const files = fillCounted(strings.explore.files.count, merged.files, { count: formatCount(merged.files) });
  return (
    <PanelFrame title={words.name} anchor="image" summary={platformName(image.platform)}>
      <dl className={styles.facts}>
        <Fact term={words.unpacked} value={unread > 0 ? words.notKnown : formatBytes(image.sizeBytes)} isLarge />
        <Fact term={words.packed} value={formatBytes(packed)} isLarge />
        <Fact term={words.layers} value={String(layers.length)} isLarge />
        <Fact term={words.waste} value={formatBytes(waste.bytes)} isLarge />
      </dl>
      {unread > 0 && <p className={styles.note}>{fillCounted(words.unreadable, unread)}</p>}
      <dl className={styles.details}>
        {archive.tags.length > 0 && <Fact term={words.tags} value={archive.tags.slice(0, LISTED).map(printable).join(', ')} isCode />}
        <Fact term={words.files} value={fillText(words.filesValue, { count: files, size: formatBytes(merged.fileBytes) })} />
        {image.manifestDigest !== undefined && <Fact term={words.manifestDigest} value={image.manifestDigest} isCode />}
        <Fact term={words.configDigest} value={image.configDigest} isCode />
        <div>
          <dt>{words.form}</dt>
          <dd>
            <SentenceText sentence={fillMessage(words.forms[archive.form])} />, {formatBytes(archive.sizeBytes)}
          </dd>
        </div>
      </dl>
      <Verification archive={archive} />
    </PanelFrame>
  );
}

interface FactProps {
  readonly term: string;
  readonly value: string;
  readonly isLarge?: boolean;
  readonly isCode?: boolean;
}

function Fact({ term, value, isLarge = false, isCode = false }: FactProps) {
  return (
    <div>
      <dt>{term}</dt>
      <dd data-large={isLarge}>{isCode ? <code>{value}</code> : value}</dd>
    </div>
  );
}

/** Notes that are written out; the rest is counted. */
const LISTED = 40;

function Verification({ archive: { notes, form } }: { readonly archive: ExploredArchive }) {
  const words = strings.explore.verification;
  const bad = notes.filter(isBad);
  const others = notes.filter((note) => !isBad(note));
  const good = form === 'docker-save' ? words.goodSaved : words.good;
  return (
    <div className={styles.verification} data-good={bad.length === 0}>
      <h4>{words.title}</h4>
      <p>{bad.length === 0 ? good : words.bad}</p>
      <Notes notes={[...bad, ...others]} />
    </div>
  );
}

function isBad(note: OpenNote): boolean {
  return note.kind !== 'attestation';
}

function Notes({ notes }: { readonly notes: readonly OpenNote[] }) {
  const more = notes.length - LISTED;
  if (notes.length === 0) return null;
  return (
    <ul>
      {notes.slice(0, LISTED).map((note, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: notes have no identity but their place
        <li key={index}>
          <SentenceText sentence={shown(noteSentence(note))} />
        </li>
      ))}
      {more > 0 && <li>{fillCounted(strings.explore.verification.more, more)}</li>}
    </ul>
  );
}

function shown(sentence: Sentence): Sentence {
  return sentence.map((fragment) => ({ ...fragment, text: printable(fragment.text) }));
}
