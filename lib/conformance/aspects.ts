import type { Expectation } from './recording';

/** What is compared, each on its own; `corpus/README.md` says what each one means. */
export const ASPECTS = [
  'outcome',
  'error-line',
  'error-message',
  'steps',
  'cache',
  'warnings',
  'warning-message',
  'config',
  'history',
  'tree',
  'layer-size',
  'diff-id',
  'config-digest',
  'manifest-digest',
] as const;

export type Aspect = (typeof ASPECTS)[number];

type Images = NonNullable<Expectation['images']>;

/** The part of a result that an aspect looks at, as plain data that can be compared and shown. */
export function aspectOf(aspect: Aspect, result: Expectation): unknown {
  const images = result.images ?? [];
  switch (aspect) {
    case 'outcome':
      return result.ok;
    case 'error-line':
      return result.error?.line ?? null;
    case 'error-message':
      // A recording has it from a terminal's line, whose end is no part of it.
      return result.error?.message.trimEnd() ?? null;
    case 'steps':
      return result.steps.map((step) => step.name);
    case 'cache':
      return result.steps.map((step) => [step.name, step.cached ?? null]);
    case 'warnings':
      return (result.warnings ?? []).map(({ rule, lines }) => `${rule} ${lines.join('-')}`).sort();
    case 'warning-message':
      return (result.warnings ?? []).map(({ message }) => message).sort();
    case 'config':
      return images.map(({ config, architecture, variant, author }) => ({ config, architecture, variant: variant ?? null, author: author ?? null }));
    case 'history':
      return images.map(({ history }) => history.map(({ createdBy, emptyLayer }) => ({ createdBy, emptyLayer })));
    case 'tree':
      return images.map(treeOf);
    case 'layer-size':
      return images.map(({ layers }) => layers.map((layer) => layer.size));
    case 'diff-id':
      return images.map(({ layers }) => layers.map((layer) => layer.diffId));
    case 'config-digest':
      return images.map((image) => image.configDigest);
    case 'manifest-digest':
      return images.map((image) => image.manifestDigest);
  }
}

function treeOf({ layers }: Images[number]): unknown {
  return layers.map((layer) =>
    layer.base
      ? 'base'
      : (layer.entries ?? []).map(({ path, type, mode, uid, gid, size, link, sha256 }) => ({
          path,
          type,
          mode,
          uid,
          gid,
          size,
          link: link ?? null,
          sha256: sha256 ?? null,
        })),
  );
}
