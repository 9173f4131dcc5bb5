import type { BuildResult, BuiltImage, ImageLayer } from '../build-types';
import type { FileContent, LayerEntry } from '../fs/types';
import { hiddenBy } from '../image/waste';
import { createSecretFinder, type SecretFinder, type SecretForm } from '../scan/secret-forms';
import { attestationLeaks } from './leak-attestations';
import { configLeaks, historyLeaks } from './leak-metadata';
import type { Leak, LeakLimits, LeakRemedy, LeakReport } from './leak-types';

const LIMITS: LeakLimits = { bytes: 512 * 1024 * 1024, leaks: 1_000 };

/** What `findLeaks` looks at. Layers must have their files' content, which only a result straight from `buildImage` has. */
export type Searchable = Pick<BuildResult, 'images' | 'steps' | 'attestations'>;

/**
 * Where a secret got into what was built: as it is, or in base64, percent-encoded or escaped for JSON. Layers of the base are not looked
 * into; they are older than the secret.
 */
export function findLeaks(result: Searchable, value: string, limits: Partial<LeakLimits> = {}): LeakReport {
  const search = searchLeaks(result, value, limits);
  const leaks: Leak[] = [];
  for (;;) {
    const { done, value: found } = search.next();
    if (done) return { leaks, ...found };
    leaks.push(found);
  }
}

/** `findLeaks` leak by leak: one file is read at a time, and whoever drives it may stop. */
export function* searchLeaks(
  result: Searchable,
  value: string,
  limits: Partial<LeakLimits> = {},
): Generator<Leak, Omit<LeakReport, 'leaks'>, undefined> {
  const reader = createReader(createSecretFinder(value), { ...LIMITS, ...limits });
  let left = limits.leaks ?? LIMITS.leaks;
  for (const leak of allLeaks(result, reader)) {
    if (left-- <= 0) return { ...reader.totals(), stoppedBy: 'leaks' };
    yield leak;
  }
  return reader.totals();
}

function* allLeaks(result: Searchable, reader: Reader): Generator<Leak> {
  for (const [image, built] of result.images.entries()) {
    yield* configLeaks(built, image, reader.finder);
    yield* historyLeaks(built, image, reader.finder);
    for (const layerIndex of built.layers.keys()) yield* layerLeaks(built, { image, layerIndex }, result, reader);
  }
  yield* attestationLeaks(result, reader.finder);
}

interface LayerPlace {
  readonly image: number;
  readonly layerIndex: number;
}

function* layerLeaks(built: BuiltImage, at: LayerPlace, { steps }: Searchable, reader: Reader): Generator<Leak> {
  const layer = built.layers[at.layerIndex];
  if (layer === undefined || layer.base) return;
  const instruction = steps.find(({ id }) => id === layer.stepId)?.instruction ?? '';
  for (const entry of layer.entries) {
    for (const [kind, form] of entryForms(entry, reader)) {
      const hiddenIn = hidingLayer(built.layers, at.layerIndex, entry.path);
      yield {
        place: { kind, path: entry.path, ...(hiddenIn === undefined ? {} : { hiddenIn }) },
        form,
        ...at,
        ...(layer.stepId === undefined ? {} : { stepId: layer.stepId }),
        remedies: fileRemedies(instruction, layer, hiddenIn !== undefined),
      };
    }
  }
}

type FilePlace = 'file' | 'file-name' | 'link-target';

function entryForms(entry: LayerEntry, reader: Reader): readonly (readonly [FilePlace, SecretForm])[] {
  const { inText } = reader.finder;
  const forms: readonly (readonly [FilePlace, SecretForm | undefined])[] = [
    ['file-name', inText(entry.path)],
    ['link-target', entry.type === 'symlink' ? inText(entry.link ?? '') : undefined],
    ['file', entry.content === undefined ? undefined : reader.read(entry.content)],
  ];
  return forms.flatMap(([kind, form]) => (form === undefined ? [] : [[kind, form] as const]));
}

/** The first later layer that takes the path away or puts something else there. */
function hidingLayer(layers: readonly ImageLayer[], from: number, path: string): number | undefined {
  const index = layers.findIndex(
    ({ entries }, candidate) =>
      candidate > from &&
      entries.some((entry) => {
        const hidden = hiddenBy(entry);
        return hidden !== undefined && (hidden === '' || hidden === path || path.startsWith(`${hidden}/`));
      }),
  );
  return index < 0 ? undefined : index;
}

function fileRemedies(instruction: string, layer: ImageLayer, isHidden: boolean): readonly LeakRemedy[] {
  if (instruction === 'RUN') return isHidden ? ['secret-mount', 'remove-in-same-step'] : ['secret-mount'];
  if (/\s--from=/.test(layer.createdBy)) return ['copy-less', 'secret-mount'];
  return instruction === 'COPY' || instruction === 'ADD' ? ['ignore-file', 'secret-mount'] : ['secret-mount'];
}

interface Reader {
  readonly finder: SecretFinder;
  readonly read: (content: FileContent) => SecretForm | undefined;
  readonly totals: () => Omit<LeakReport, 'leaks'>;
}

/** Reads each content once. Generated files stand for what was published, and are passed over. */
function createReader(finder: SecretFinder, limits: LeakLimits): Reader {
  const known = new Map<FileContent, SecretForm | undefined>();
  let files = 0;
  let bytes = 0;
  let unreadFiles = 0;
  let isOver = false;
  const search = (content: FileContent): SecretForm | undefined => {
    if (content.kind === 'opaque') unreadFiles++;
    if (content.kind !== 'bytes') return undefined;
    if (bytes + content.bytes.length > limits.bytes) {
      isOver = true;
      return undefined;
    }
    files++;
    bytes += content.bytes.length;
    return finder.inBytes(content.bytes);
  };
  return {
    finder,
    read: (content) => {
      if (!known.has(content)) known.set(content, search(content));
      return known.get(content);
    },
    totals: () => ({ searched: { files, bytes }, unreadFiles, ...(isOver ? { stoppedBy: 'bytes' } : {}) }),
  };
}
