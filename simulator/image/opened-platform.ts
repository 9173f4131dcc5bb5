import type { LayerDiff } from '../fs/types';
import { isObject, objectAt, parseJson, stringAt, stringsAt } from '../programs/json';
import type { ArchiveBlob } from './archive-blobs';
import type { OpenedLayer, OpenedPlatform, OpenNote } from './opened-types';
import type { HealthConfig, HistoryEntry, ImageConfig, Platform } from './types';
import { hiddenFiles } from './waste';

interface Parts {
  readonly config: ArchiveBlob | undefined;
  readonly layers: readonly { readonly path: string; readonly blob: ArchiveBlob | undefined }[];
  readonly notes: OpenNote[];
  readonly manifest?: { readonly digest: string; readonly text: string };
}

/** Undefined when the config or a layer is not there, or is no such thing. */
export function openedPlatform({ config, layers, notes, manifest }: Parts): OpenedPlatform | undefined {
  const parsed = config?.text === undefined ? undefined : parseJson(config.text);
  const blobs = layers.flatMap(({ blob }) => (blob?.layer === undefined ? [] : [blob]));
  if (config?.text === undefined || parsed?.ok !== true || !isObject(parsed.value) || blobs.length < layers.length) return undefined;
  const document = parsed.value;
  const history = historyOf(document.history);
  noteDiffIds(blobs, stringsAt(document.rootfs, 'diff_ids') ?? [], notes);
  const opened = openedLayers(blobs, history);
  const author = stringAt(document, 'author');
  return {
    platform: platformOf(document),
    ...(manifest === undefined ? {} : { manifestDigest: manifest.digest, manifestJson: manifest.text }),
    configDigest: `sha256:${config.sha256}`,
    configJson: config.text,
    config: configOf(objectAt(document, 'config')),
    ...(author === undefined ? {} : { author }),
    history,
    layers: opened,
    sizeBytes: opened.reduce((sum, layer) => sum + layer.sizeBytes, 0),
    merged: mergedFigures(opened),
  };
}

function noteDiffIds(blobs: readonly ArchiveBlob[], diffIds: readonly string[], notes: OpenNote[]): void {
  for (const [index, { layer }] of blobs.entries()) {
    const expected = diffIds[index];
    if (layer === undefined || !isReadable(layer.packing) || expected === `sha256:${layer.tarSha256}`) continue;
    notes.push({ kind: 'diff-id-mismatch', expected: expected ?? '', actual: `sha256:${layer.tarSha256}` });
  }
}

const isReadable = (packing: OpenedLayer['packing']) => packing === 'none' || packing === 'gzip';

function openedLayers(blobs: readonly ArchiveBlob[], history: readonly HistoryEntry[]): readonly OpenedLayer[] {
  const rows = history.filter((entry) => !entry.emptyLayer);
  const hidden = hiddenFiles(blobs.map(({ layer }) => layer?.entries ?? []));
  return blobs.flatMap(({ layer, sha256, sizeBytes }, index): OpenedLayer[] => {
    if (layer === undefined) return [];
    const { packing, entries, leftOut } = layer;
    const problem = isReadable(packing) ? layer.problem : `packed with ${packing}`;
    return [
      {
        digest: `sha256:${sha256}`,
        ...(isReadable(packing) ? { diffId: `sha256:${layer.tarSha256}` } : {}),
        blobBytes: sizeBytes,
        sizeBytes: isReadable(packing) ? layer.tarBytes : sizeBytes,
        packing,
        createdBy: rows[index]?.createdBy ?? '',
        entries,
        wastedBytes: hidden[index]?.bytes ?? 0,
        ...(problem === undefined ? {} : { problem }),
        leftOut,
      },
    ];
  });
}

function mergedFigures(layers: readonly OpenedLayer[]): OpenedPlatform['merged'] {
  const diffs: readonly LayerDiff[] = layers.map(({ entries }) => entries);
  const all = diffs.flat().filter(({ type }) => type === 'file');
  const hidden = hiddenFiles(diffs);
  return {
    files: all.length - hidden.reduce((sum, { files }) => sum + files, 0),
    fileBytes: all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) - hidden.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function platformOf(document: unknown): Platform {
  const variant = stringAt(document, 'variant');
  const osVersion = stringAt(document, 'os.version');
  return {
    os: stringAt(document, 'os') ?? 'unknown',
    architecture: stringAt(document, 'architecture') ?? 'unknown',
    ...(variant ? { variant } : {}),
    ...(osVersion ? { osVersion } : {}),
  };
}

function historyOf(value: unknown): readonly HistoryEntry[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: unknown): HistoryEntry => {
    const created = stringAt(entry, 'created');
    const comment = stringAt(entry, 'comment');
    return {
      ...(created === undefined ? {} : { created }),
      createdBy: stringAt(entry, 'created_by') ?? '',
      ...(comment === undefined ? {} : { comment }),
      emptyLayer: isObject(entry) && entry.empty_layer === true,
    };
  });
}

const TEXTS = ['User', 'WorkingDir', 'StopSignal'] as const;
const LISTS = ['Env', 'Entrypoint', 'Cmd', 'OnBuild', 'Shell'] as const;
const SETS = ['ExposedPorts', 'Volumes'] as const;

/** The fields that are known, where they have the type that they should; the document itself stays in `configJson`. */
function configOf(value: Readonly<Record<string, unknown>>): ImageConfig {
  const texts = TEXTS.flatMap((key) => (stringAt(value, key) ? [[key, stringAt(value, key)] as const] : []));
  const lists = LISTS.flatMap((key) => (stringsAt(value, key)?.length ? [[key, stringsAt(value, key)] as const] : []));
  const sets = SETS.flatMap((key) =>
    isObject(value[key]) ? [[key, Object.fromEntries(Object.keys(value[key]).map((name) => [name, {}]))] as const] : [],
  );
  const labels = Object.entries(objectAt(value, 'Labels')).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text] as const] : []));
  return {
    ...Object.fromEntries([...texts, ...lists, ...sets]),
    ...(labels.length > 0 ? { Labels: Object.fromEntries(labels) } : {}),
    ...(value.ArgsEscaped === true ? { ArgsEscaped: true } : {}),
    ...(isObject(value.Healthcheck) ? { Healthcheck: healthOf(value.Healthcheck) } : {}),
  };
}

const DURATIONS = ['Interval', 'Timeout', 'StartPeriod', 'StartInterval', 'Retries'] as const;

function healthOf(value: Readonly<Record<string, unknown>>): HealthConfig {
  const test = stringsAt(value, 'Test');
  const numbers = DURATIONS.flatMap((key) => (typeof value[key] === 'number' ? [[key, value[key]] as const] : []));
  return { ...(test === undefined ? {} : { Test: test }), ...Object.fromEntries(numbers) };
}
