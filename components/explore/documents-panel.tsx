import { PanelFrame } from '@/components/lab/panel-frame';
import { JsonView } from '@/components/lab/panels/json-view';
import type { ExploredArchive, ExploredImage } from '@/lib/explore/types';
import { documentTitle } from '@/lib/explore/words';
import { strings } from '@/lib/strings';
import styles from './opened.module.css';

interface DocumentsPanelProps {
  readonly archive: ExploredArchive;
  readonly image: ExploredImage;
}

export function DocumentsPanel({ archive, image }: DocumentsPanelProps) {
  const words = strings.explore.documents;
  return (
    <PanelFrame title={words.name} anchor="documents">
      <p className={styles.note}>{words.text}</p>
      <JsonView title={words.config} json={image.configJson} before={undefined} />
      {image.manifestJson === undefined ? (
        <p className={styles.note}>{words.noManifest}</p>
      ) : (
        <JsonView title={words.manifest} json={image.manifestJson} before={undefined} />
      )}
      <JsonView title={archive.form === 'docker-save' ? words.savedIndex : words.entry} json={archive.indexJson} before={undefined} />
      {archive.documents.map((document, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an archive may name one document twice
        <JsonView key={index} title={documentTitle(document)} json={document.json} before={undefined} />
      ))}
    </PanelFrame>
  );
}
