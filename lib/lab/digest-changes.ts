import type { BuiltImage } from '@/simulator';

/** Why one of an image's documents has another digest than in the build before. */
export type DigestReason =
  | { readonly kind: 'layer-changed'; readonly layer: number; readonly createdBy: string }
  | { readonly kind: 'layers-added'; readonly count: number }
  | { readonly kind: 'layers-removed'; readonly count: number }
  /** A field of the config's `config` object, or of the document itself. */
  | { readonly kind: 'field'; readonly field: string; readonly before: string; readonly after: string }
  | { readonly kind: 'diff-ids' }
  | { readonly kind: 'history' }
  | { readonly kind: 'config-digest' }
  | { readonly kind: 'layer-digests'; readonly count: number };

export interface DigestChange {
  readonly document: 'layers' | 'config' | 'manifest';
  /** Absent for layers, of which there are several. */
  readonly before?: string;
  readonly after?: string;
  /** Empty when nothing changed. */
  readonly reasons: readonly DigestReason[];
}

/** Bottom up, as one hash goes into the next: layers, then the config that lists them, then the manifest that names both. */
export function digestChanges(before: BuiltImage, after: BuiltImage): readonly DigestChange[] {
  const layers = layerReasons(before, after);
  const config = before.configDigest === after.configDigest ? [] : configReasons(before.configJson, after.configJson);
  return [
    { document: 'layers', reasons: layers },
    { document: 'config', before: before.configDigest, after: after.configDigest, reasons: config },
    { document: 'manifest', before: before.manifestDigest, after: after.manifestDigest, reasons: manifestReasons(before, after) },
  ];
}

function layerReasons(before: BuiltImage, after: BuiltImage): readonly DigestReason[] {
  const reasons: DigestReason[] = [];
  const common = Math.min(before.layers.length, after.layers.length);
  for (const [index, layer] of after.layers.slice(0, common).entries()) {
    if (layer.digest !== before.layers[index]?.digest) reasons.push({ kind: 'layer-changed', layer: index + 1, createdBy: layer.createdBy });
  }
  if (after.layers.length > common) reasons.push({ kind: 'layers-added', count: after.layers.length - common });
  if (before.layers.length > common) reasons.push({ kind: 'layers-removed', count: before.layers.length - common });
  return reasons;
}

function manifestReasons(before: BuiltImage, after: BuiltImage): readonly DigestReason[] {
  if (before.manifestDigest === after.manifestDigest) return [];
  const count = layerReasons(before, after).length;
  return [
    ...(before.configDigest === after.configDigest ? [] : [{ kind: 'config-digest' } as const]),
    ...(count === 0 ? [] : [{ kind: 'layer-digests', count } as const]),
  ];
}

function configReasons(before: string, after: string): readonly DigestReason[] {
  const [old, now] = [parseObject(before), parseObject(after)];
  const reasons: DigestReason[] = [];
  for (const key of keysOf(old, now)) {
    if (same(old[key], now[key])) continue;
    if (key === 'rootfs') reasons.push({ kind: 'diff-ids' });
    else if (key === 'history') reasons.push({ kind: 'history' });
    else if (key === 'config') reasons.push(...fieldReasons(asObject(old[key]), asObject(now[key])));
    else reasons.push(fieldReason(key, old[key], now[key]));
  }
  return reasons;
}

function fieldReasons(before: Json, after: Json): readonly DigestReason[] {
  return keysOf(before, after)
    .filter((key) => !same(before[key], after[key]))
    .map((key) => fieldReason(key, before[key], after[key]));
}

function fieldReason(field: string, before: unknown, after: unknown): DigestReason {
  return { kind: 'field', field, before: print(before), after: print(after) };
}

type Json = Readonly<Record<string, unknown>>;

function print(value: unknown): string {
  if (value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function keysOf(a: Json, b: Json): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function parseObject(text: string): Json {
  return asObject(JSON.parse(text));
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
