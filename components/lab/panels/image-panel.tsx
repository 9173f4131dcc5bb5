'use client';

import { type DigestChange, type DigestReason, digestChanges } from '@/lib/lab/digest-changes';
import { formatBytes, shortDigest } from '@/lib/lab/format';
import { fillMessage, fillText, type Sentence } from '@/lib/lab/message';
import { previousImage, shownImage } from '@/lib/lab/store/selectors';
import { strings } from '@/lib/strings';
import type { BuiltImage } from '@/simulator';
import { useLab } from '../lab-context';
import { Panel } from '../panel';
import { SentenceText } from '../sentence-text';
import { ExportImage } from './export-image';
import styles from './image.module.css';
import { JsonView } from './json-view';

export function ImagePanel() {
  const words = strings.lab.image;
  const image = useLab(shownImage);
  const before = useLab(previousImage);
  const failed = useLab((state) => state.builds.at(-1)?.result?.ok === false);
  return (
    <Panel name="Image">
      {image === undefined ? <p className={styles.note}>{failed ? words.failed : words.empty}</p> : <ImageBody image={image} before={before} />}
    </Panel>
  );
}

function ImageBody({ image, before }: { readonly image: BuiltImage; readonly before: BuiltImage | undefined }) {
  const words = strings.lab.image;
  return (
    <>
      <dl className={styles.facts}>
        <Fact term={words.size} value={formatBytes(image.sizeBytes)} was={before === undefined ? undefined : formatBytes(before.sizeBytes)} />
        <Fact
          term={words.digest}
          value={image.manifestDigest}
          was={before === undefined ? undefined : before.manifestDigest}
          print={(digest) => shortDigest(digest, 19)}
        />
      </dl>
      <h4 className={styles.title}>{words.documents}</h4>
      {before === undefined ? <p className={styles.note}>{words.noBefore}</p> : <Changes changes={digestChanges(before, image)} />}
      {image.fidelity !== 'exact' && <p className={styles.note}>{words.modelled}</p>}
      <JsonView title={words.config} json={image.configJson} before={before?.configJson} />
      <JsonView title={words.manifest} json={image.manifestJson} before={before?.manifestJson} />
      <ExportImage key={image.manifestDigest} />
    </>
  );
}

interface FactProps {
  readonly term: string;
  readonly value: string;
  readonly was: string | undefined;
  readonly print?: (value: string) => string;
}

function Fact({ term, value, was, print = (text) => text }: FactProps) {
  const words = strings.lab.image;
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <span className={styles.value} title={value}>
          {print(value)}
        </span>
        {was !== undefined && (
          <span className={styles.was} data-changed={was !== value} title={was}>
            {was === value ? words.same : fillText(words.was, { value: print(was) })}
          </span>
        )}
      </dd>
    </div>
  );
}

function Changes({ changes }: { readonly changes: readonly DigestChange[] }) {
  const words = strings.lab.image;
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={change.document} data-changed={change.reasons.length > 0}>
          <strong>{words.document[change.document]}</strong>{' '}
          <span className={styles.state}>{change.reasons.length > 0 ? words.changed : words.unchanged}</span>
          {change.reasons.length > 0 && (
            <ul>
              {change.reasons.map((reason) => (
                <li key={JSON.stringify(reason)}>
                  <SentenceText sentence={reasonSentence(reason)} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function reasonSentence(reason: DigestReason): Sentence {
  const { kind, ...values } = reason;
  return fillMessage(strings.lab.image.reasons[kind], values);
}
