'use client';

import { useRef, useState } from 'react';
import { ErrorBoundary } from '@/components/lab/error-boundary';
import { Button } from '@/components/ui/button';
import type { ArchiveReader } from '@/lib/explore/client';
import type { ExploredArchive, ExploredImage } from '@/lib/explore/types';
import { layerNumber, printable } from '@/lib/explore/words';
import { shortDigest } from '@/lib/lab/format';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import { ConfigPanel } from './config-panel';
import { DocumentsPanel } from './documents-panel';
import { FileButton } from './file-button';
import { startView } from './file-controls';
import { FilesPanel } from './files-panel';
import { ImageFacts } from './image-facts';
import { LayersPanel } from './layers-panel';
import styles from './opened.module.css';
import { platformName } from './platform-name';
import { WastePanel } from './waste-panel';

export interface OpenedArchiveProps {
  readonly name: string;
  readonly isExample: boolean;
  readonly archive: ExploredArchive;
  readonly reader: ArchiveReader;
  readonly onOpen: (file: File) => void;
  readonly onClose: () => void;
}

/** An opened archive: one of its platforms at a time. */
export default function OpenedArchive({ name, isExample, archive, reader, onOpen, onClose }: OpenedArchiveProps) {
  const words = strings.explore;
  const [chosen, setChosen] = useState(0);
  const image = archive.images[chosen];
  if (image === undefined) return null;
  return (
    <div className={styles.opened}>
      <header className={styles.bar}>
        <h2>{printable(titleOf(archive, name))}</h2>
        <div className={styles.barButtons}>
          <FileButton variant="secondary" onFile={onOpen}>
            {words.choose.another}
          </FileButton>
          <Button onClick={onClose}>{words.choose.close}</Button>
        </div>
      </header>
      {isExample && <p className={styles.example}>{words.opened.example}</p>}
      {archive.images.length > 1 && <Platforms images={archive.images} chosen={chosen} onChoose={setChosen} />}
      <ErrorBoundary key={chosen}>
        <ImageView archive={archive} image={image} index={chosen} reader={reader} />
      </ErrorBoundary>
    </div>
  );
}

/** A tag alone, such as `latest`, says less than the file's name. */
function titleOf({ tags }: ExploredArchive, fileName: string): string {
  return tags.find((tag) => /[/:]/.test(tag)) ?? fileName;
}

function Platforms({
  images,
  chosen,
  onChoose,
}: {
  readonly images: readonly ExploredImage[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}) {
  return (
    <fieldset className={styles.platforms}>
      <legend>{strings.explore.opened.platforms}</legend>
      {images.map((image, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an archive may hold two images of one platform
        <label key={index}>
          <input type="radio" name="platform" checked={index === chosen} onChange={() => onChoose(index)} />
          {platformName(image.platform)}
          {isOneOfSeveral(image, images) && <code>{shortDigest(image.configDigest)}</code>}
        </label>
      ))}
    </fieldset>
  );
}

/** `docker save` of two images may hold two of one platform. */
function isOneOfSeveral({ platform }: ExploredImage, images: readonly ExploredImage[]): boolean {
  return images.filter((other) => platformName(other.platform) === platformName(platform)).length > 1;
}

interface ImageViewProps {
  readonly archive: ExploredArchive;
  readonly image: ExploredImage;
  readonly index: number;
  readonly reader: ArchiveReader;
}

function ImageView({ archive, image, index, reader }: ImageViewProps) {
  const [view, setView] = useState(() => startView('merged'));
  const files = useRef<HTMLDivElement>(null);
  const showFiles = (layer: number) => {
    setView(startView(layer));
    files.current?.scrollIntoView({ block: 'start' });
    files.current?.querySelector('select')?.focus({ preventScroll: true });
  };
  const layerName = (layer: number) => fillText(strings.explore.layers.number, { number: layerNumber(layer) });
  return (
    <>
      <ImageFacts archive={archive} image={image} />
      <LayersPanel image={image} onShowFiles={showFiles} />
      <WastePanel waste={image.waste} layers={image.layers} layerName={layerName} />
      <div ref={files} className={styles.anchor}>
        <FilesPanel image={image} index={index} reader={reader} view={view} onView={setView} />
      </div>
      <ConfigPanel image={image} />
      <DocumentsPanel archive={archive} image={image} />
    </>
  );
}
