import { goJson, sortedMap, sortedRecord } from './go-json';
import type { HealthConfig, HistoryEntry, ImageConfig, Platform } from './types';

export interface ConfigDocument {
  readonly platform: Platform;
  readonly author?: string;
  readonly config: ImageConfig;
  /** ISO 8601; absent for an image without a single history entry that has a time. */
  readonly created?: string;
  readonly history: readonly HistoryEntry[];
  readonly diffIds: readonly string[];
  /** Records of an inline cache, as JSON. */
  readonly inlineCache?: string;
}

/**
 * The image config as BuildKit's exporter writes it (moby/buildkit exporter/containerimage/writer.go, patchImageConfig):
 * top-level keys sorted because they pass through a map, those of `config` in the order of Go's structs, empty fields left out.
 */
export function configJson(document: ConfigDocument): string {
  const { platform } = document;
  return goJson({
    architecture: platform.architecture,
    ...(document.author === undefined || document.author === '' ? {} : { author: document.author }),
    config: withSortedKeys(orderedConfig(document.config)),
    created: document.created ?? null,
    history: document.history.length === 0 ? null : document.history.map(orderedHistory),
    ...(document.inlineCache === undefined ? {} : { 'moby.buildkit.cache.v0': btoa(document.inlineCache) }),
    os: platform.os,
    ...(platform.osVersion ? { 'os.version': platform.osVersion } : {}),
    rootfs: { type: 'layers', diff_ids: document.diffIds.length === 0 ? null : document.diffIds },
    ...(platform.variant ? { variant: platform.variant } : {}),
  });
}

/** A JSON document leaves out what is undefined. */
function orderedHistory({ created, createdBy, comment, emptyLayer }: HistoryEntry): object {
  return { created, created_by: createdBy || undefined, comment: comment || undefined, empty_layer: emptyLayer || undefined };
}

/** `config` with Go's `omitempty`: what is empty is not there. */
export function orderedConfig(config: ImageConfig): ImageConfig {
  return {
    ...(config.User ? { User: config.User } : {}),
    ...(isFilled(config.ExposedPorts) ? { ExposedPorts: sortedRecord(config.ExposedPorts) } : {}),
    ...(config.Env?.length ? { Env: config.Env } : {}),
    ...(config.Entrypoint?.length ? { Entrypoint: config.Entrypoint } : {}),
    ...(config.Cmd?.length ? { Cmd: config.Cmd } : {}),
    ...(isFilled(config.Volumes) ? { Volumes: sortedRecord(config.Volumes) } : {}),
    ...(config.WorkingDir ? { WorkingDir: config.WorkingDir } : {}),
    ...(isFilled(config.Labels) ? { Labels: sortedRecord(config.Labels) } : {}),
    ...(config.StopSignal ? { StopSignal: config.StopSignal } : {}),
    ...(config.ArgsEscaped ? { ArgsEscaped: true } : {}),
    ...(config.Healthcheck === undefined ? {} : { Healthcheck: orderedHealth(config.Healthcheck) }),
    ...(config.OnBuild?.length ? { OnBuild: config.OnBuild } : {}),
    ...(config.Shell?.length ? { Shell: config.Shell } : {}),
  };
}

/** The maps of a config with their keys as bytes; the object, which has them as JavaScript does, is for reading. */
function withSortedKeys(config: ImageConfig): object {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      name === 'Labels' || name === 'Volumes' || name === 'ExposedPorts' ? sortedMap(value) : value,
    ]),
  );
}

function orderedHealth(health: HealthConfig): HealthConfig {
  return {
    ...(health.Test?.length ? { Test: health.Test } : {}),
    ...(health.Interval ? { Interval: health.Interval } : {}),
    ...(health.Timeout ? { Timeout: health.Timeout } : {}),
    ...(health.StartPeriod ? { StartPeriod: health.StartPeriod } : {}),
    ...(health.StartInterval ? { StartInterval: health.StartInterval } : {}),
    ...(health.Retries ? { Retries: health.Retries } : {}),
  };
}

function isFilled<T>(record: Readonly<Record<string, T>> | undefined): record is Readonly<Record<string, T>> {
  return record !== undefined && Object.keys(record).length > 0;
}
