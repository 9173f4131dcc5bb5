import { type BuildResult, type BuiltImage, contentSha256, type ImageLayer, type LayerEntry } from '@/simulator';
import type { Expectation } from './recording';

/** A build's result with the keys of a recording (`corpus/README.md`), so that the two can be laid side by side. */
export function expectationOf(result: BuildResult): Expectation {
  return {
    ok: result.ok,
    ...(result.error === undefined
      ? {}
      : { error: { message: result.error.message, ...(result.error.line === undefined ? {} : { line: result.error.line }) } }),
    steps: stepsOf(result),
    warnings: result.warnings.map((warning) => ({
      rule: warning.rule ?? '',
      message: warning.message,
      lines: warning.range === undefined ? [] : [warning.range.startLine, warning.range.endLine],
    })),
    ...(result.ok ? { images: result.images.map(imageOf) } : {}),
    ...(result.indexDigest === undefined ? {} : { indexDigest: result.indexDigest }),
  };
}

/** Steps of stages that were not needed are no vertices; what a failure kept from running is one, not cached. */
function stepsOf(result: BuildResult): Expectation['steps'] {
  return result.steps
    .filter((step) => step.why.causes[0]?.kind !== 'not-needed')
    .map((step) => ({
      name: step.name,
      ...(step.instruction === 'FROM' ? {} : { cached: step.reportedCached ?? step.status === 'cached' }),
      ...(step.error === undefined ? {} : { error: step.error }),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function imageOf(image: BuiltImage): NonNullable<Expectation['images']>[number] {
  const { variant } = image.platform;
  return {
    platform: { architecture: image.platform.architecture, os: image.platform.os, ...(variant === undefined ? {} : { variant }) },
    manifestDigest: image.manifestDigest,
    configDigest: image.configDigest,
    manifestJson: image.manifestJson,
    configJson: image.configJson,
    config: { ...image.config },
    architecture: image.architecture,
    ...(variant === undefined ? {} : { variant }),
    ...(image.author === undefined ? {} : { author: image.author }),
    history: image.history.map(({ createdBy, emptyLayer }) => ({ createdBy, emptyLayer })),
    layers: image.layers.map(layerOf),
  };
}

function layerOf(layer: ImageLayer): NonNullable<Expectation['images']>[number]['layers'][number] {
  return { diffId: layer.diffId, size: layer.sizeBytes, ...(layer.base ? { base: true } : { entries: layer.entries.map(entryOf) }) };
}

/** In a tar a whiteout is an empty file with a name of its own, and so recordings have it. */
function entryOf(entry: LayerEntry): NonNullable<NonNullable<Expectation['images']>[number]['layers'][number]['entries']>[number] {
  const isMark = entry.type === 'whiteout' || entry.type === 'opaque';
  const sha256 = isMark ? EMPTY_SHA256 : entry.content === undefined ? undefined : contentSha256(entry.content);
  return {
    path: entry.path,
    type: isMark ? 'file' : entry.type,
    mode: entry.mode,
    uid: entry.uid,
    gid: entry.gid,
    size: entry.sizeBytes,
    mtime: entry.mtimeSeconds,
    ...(entry.link === undefined ? {} : { link: entry.link }),
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
