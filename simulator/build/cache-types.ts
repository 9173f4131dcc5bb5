import type { CacheMode, CacheSource, CacheType, ExportedCache } from '../solver/exported-cache';

/** `--cache-from`: an exported cache to look into besides the builder's own. */
export interface CacheImport extends CacheSource {
  /** Absent when nothing lies there: the build says so and goes on. */
  readonly cache?: ExportedCache;
}

/** `--cache-to`. */
export interface CacheExport {
  readonly type: CacheType;
  /** Reference, folder or scope; an inline cache goes where the image goes. */
  readonly ref?: string;
  /** `min` when left out, and for `inline` always. */
  readonly mode?: CacheMode;
}

/** What became of an import. */
export interface CacheImportReport extends CacheSource {
  readonly found: boolean;
  readonly records: number;
  /** Records that have a result. */
  readonly results: number;
}

/** What was exported. */
export interface CacheExportReport {
  readonly type: CacheType;
  readonly ref?: string;
  readonly mode: CacheMode;
  readonly records: number;
  readonly results: number;
  readonly layers: number;
  /** Sum of the blobs. */
  readonly blobBytes: number;
  /** The very documents; for an inline cache one per image, without a manifest. */
  readonly documents: ExportedCache['documents'];
}

export function importReports(imports: readonly CacheImport[]): readonly CacheImportReport[] {
  return imports.map(({ type, ref, cache }) => ({ type, ref, found: cache !== undefined, ...countRecords(cache) }));
}

/** @param caches run alongside `exports`; undefined where there was nothing to export, which is then not reported */
export function exportReports(exports: readonly CacheExport[], caches: readonly (ExportedCache | undefined)[]): readonly CacheExportReport[] {
  return exports.flatMap(({ type, ref }, index) => {
    const cache = caches[index];
    if (cache === undefined) return [];
    const blobBytes = cache.layers.reduce((sum, layer) => sum + layer.blobBytes, 0);
    const { mode, layers, documents } = cache;
    return [{ type, ...(ref === undefined ? {} : { ref }), mode, ...countRecords(cache), layers: layers.length, blobBytes, documents }];
  });
}

function countRecords(cache: ExportedCache | undefined): { readonly records: number; readonly results: number } {
  const records = cache?.chains.flat() ?? [];
  return { records: records.length, results: records.filter((record) => record.result !== undefined).length };
}
