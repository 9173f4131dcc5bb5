import type {
  HistoryEntry,
  ImageConfig,
  LayerEntry,
  OpenError,
  OpenedDocument,
  OpenedImage,
  OpenedLayer,
  OpenedPlatform,
  OpenNote,
  Platform,
} from '@/simulator';

/** What a layer does to a path: brings it, replaces it, takes it away by a whiteout, or empties a folder. */
export type PathChange = 'added' | 'changed' | 'removed' | 'emptied';

/** An archive as the page sees it. Listings stay in the worker: there may be a million files. */
export interface ExploredArchive extends Pick<OpenedImage, 'form' | 'tags' | 'indexJson' | 'documents' | 'notes'> {
  readonly sizeBytes: number;
  readonly images: readonly ExploredImage[];
}

export interface ExploredImage extends Omit<OpenedPlatform, 'layers' | 'merged'> {
  /** Bottom first. */
  readonly layers: readonly ExploredLayer[];
  /** What a container sees. */
  readonly merged: { readonly files: number; readonly fileBytes: number };
  readonly waste: Waste;
}

export interface ExploredLayer extends Omit<OpenedLayer, 'entries'> {
  readonly entries: number;
  readonly changes: Readonly<Record<PathChange, number>>;
  /** Bytes of files in layers below that this one hides or replaces. */
  readonly hidesBytes: number;
}

/** Bytes that travel with the image and that no container sees. */
export interface Waste {
  readonly bytes: number;
  readonly files: number;
  /** The largest, biggest first; layers are counted from 0 at the bottom. */
  readonly largest: readonly WastedFile[];
}

export interface WastedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly layer: number;
  readonly hiddenBy: number;
  /** Whether a newer copy took its place, rather than nothing. */
  readonly replaced: boolean;
}

export type FileFilter = 'all' | PathChange | 'hidden';

export interface FileQuery {
  /** Index into the archive's images. */
  readonly image: number;
  /** One layer, counted from 0 at the bottom, or all laid over one another. */
  readonly scope: number | 'merged';
  /** Without slashes at its ends; `''` is the root. Not looked at when something is searched for or filtered. */
  readonly folder: string;
  /** Part of a path, in any case. */
  readonly search: string;
  readonly filter: FileFilter;
  readonly sort: 'name' | 'size';
  readonly offset: number;
  readonly limit: number;
}

export interface FileRow {
  readonly path: string;
  readonly type: 'file' | 'folder' | 'symlink' | 'hardlink' | 'removed';
  /** Of a folder: of all files below it. */
  readonly sizeBytes: number;
  /** Files below a folder. */
  readonly files: number;
  /** Absent for a folder that the layer only passes through, and in the merged view. */
  readonly change?: PathChange;
  /** The layer that hides or replaces it. */
  readonly hiddenBy?: number;
  /** The layer it comes from. */
  readonly layer?: number;
  readonly attributes?: Pick<LayerEntry, 'mode' | 'uid' | 'gid' | 'mtimeSeconds'>;
  readonly link?: string;
}

export interface FilePage {
  readonly rows: readonly FileRow[];
  /** Rows in all, of which `rows` is one page. */
  readonly total: number;
  /** Of everything that the view holds, or of the folder. */
  readonly sizeBytes: number;
  readonly files: number;
}

/** Why a file could not be shown: what is wrong with the archive, or that the browser could not read it. */
export type ExploreError = OpenError | { readonly kind: 'unreadable'; readonly detail: string };

export type ExploreResult = { readonly ok: true; readonly archive: ExploredArchive } | { readonly ok: false; readonly error: ExploreError };

/** Bytes read so far. */
export type OnProgress = (bytes: number) => void;

/** One opened archive. The worker keeps it until `close`. */
export interface ArchiveSession {
  open(file: Blob, onProgress: OnProgress): Promise<ExploreResult>;
  files(query: FileQuery): Promise<FilePage>;
}

export type { HistoryEntry, ImageConfig, OpenedDocument, OpenNote, Platform };
