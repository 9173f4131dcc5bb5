import type { Vertex } from '../llb/types';
import type { CacheMode } from './exported-cache';
import type { ImportedKeys } from './imported-keys';
import { layerChain } from './layer-diff';
import { type Link, linkOf, parseLink } from './link';
import type { Solution, VertexResult } from './state';
import type { Snapshot } from './types';

/** A record before its layers are known. */
export interface DraftRecord {
  readonly operation: string;
  readonly inputs: readonly (readonly { readonly record: number; readonly selector: string }[])[];
  readonly result?: VertexResult;
}

export interface ExportRequest {
  readonly solution: Solution;
  readonly imports: readonly ImportedKeys[];
  readonly targets: readonly Vertex[];
  readonly mode: CacheMode;
  /** Further keys that a root is known by, besides its own. */
  readonly rootAliases: (vertex: Vertex) => readonly string[];
}

/**
 * Everything that leads to the targets' keys: the records of this build's steps, and those of other ways to the same keys that the caches
 * know of (moby/buildkit solver/exporter.go). Records stand behind those that they link to.
 */
export function exportRecords(request: ExportRequest): readonly DraftRecord[] {
  const items = itemsOf(request);
  const results = exportedResults(request, items);
  const backlinks = backlinksOf(request);
  const drafts = openDrafts();
  /** Where an item's records stand; those of an item that cannot be exported nowhere. */
  const places = new Map<string, readonly number[]>();

  const finish = (item: string) => {
    const links = items.keys(item).flatMap((key) => backlinks.get(key) ?? []);
    const inputs = inputsOf(links, (key) => places.get(items.of(key)) ?? []);
    if (links.length === 0) places.set(item, items.keys(item).map(drafts.addRoot));
    else if (inputs.every((input) => input.length > 0)) places.set(item, [drafts.add(links[0]?.operation ?? '', inputs, results.get(item))]);
  };

  const started = new Set<string>();
  const stack = request.targets.map((target) => ({ item: itemOf(request.solution, items, target), isReady: false }));
  for (let frame = stack.pop(); frame !== undefined; frame = stack.pop()) {
    const { item, isReady } = frame;
    if (isReady) finish(item);
    else if (item !== '' && !started.has(item)) {
      started.add(item);
      const below = items.keys(item).flatMap((key) => (backlinks.get(key) ?? []).map((link) => items.of(link.key)));
      stack.push({ item, isReady: true }, ...[...new Set(below)].sort().map((next) => ({ item: next, isReady: false })));
    }
  }
  return drafts.records;
}

type DraftInput = DraftRecord['inputs'][number];

interface Drafts {
  readonly records: DraftRecord[];
  addRoot(operation: string): number;
  add(operation: string, inputs: readonly DraftInput[], result: VertexResult | undefined): number;
}

/** Records of one operation that share a way to each of their inputs are one (moby/buildkit cache/remotecache/v1/chains.go, Add). */
function openDrafts(): Drafts {
  const records: DraftRecord[] = [];
  const byWay = new Map<string, Set<number>>();
  const waysOf = (operation: string, inputs: readonly DraftInput[]) =>
    inputs.map((input, index) => input.map(({ record, selector }) => linkOf(operation, index, selector, String(record))));
  const sharing = (ways: readonly (readonly string[])[]): number | undefined => {
    const [first = [], ...others] = ways.map((input) => new Set(input.flatMap((way) => [...(byWay.get(way) ?? [])])));
    return [...first].find((at) => others.every((known) => known.has(at)));
  };
  return {
    records,
    addRoot: (operation) => records.push({ operation, inputs: [] }) - 1,
    add(operation, inputs, result) {
      const ways = waysOf(operation, inputs);
      const at = sharing(ways) ?? records.length;
      const known = records[at];
      const all = inputs.map((input, index) => unique([...(known?.inputs[index] ?? []), ...input].filter(({ record }) => record < at)));
      const kept = newer(known?.result, result);
      records[at] = { operation, inputs: all, ...(kept === undefined ? {} : { result: kept }) };
      for (const way of ways.flat()) byWay.set(way, (byWay.get(way) ?? new Set()).add(at));
      return at;
    },
  };
}

function newer(one: VertexResult | undefined, other: VertexResult | undefined): VertexResult | undefined {
  if (one?.snapshot === undefined || other?.snapshot === undefined) return one ?? other;
  return other.snapshot.createdSeconds > one.snapshot.createdSeconds ? other : one;
}

function unique(input: DraftInput): DraftInput {
  return [...new Map(input.map((link) => [`${link.record} ${link.selector}`, link])).values()];
}

function inputsOf(links: readonly Link[], placesOf: (key: string) => readonly number[]): readonly DraftInput[] {
  const inputs: DraftInput[] = [];
  for (const { index, selector, key } of links) {
    while (inputs.length <= index) inputs.push([]);
    inputs[index] = unique([...(inputs[index] ?? []), ...placesOf(key).map((record) => ({ record, selector }))]);
  }
  return inputs;
}

interface Items {
  /** The item that a key belongs to. */
  of(key: string): string;
  keys(item: string): readonly string[];
}

/** All keys of one step are one item. */
function itemsOf({ solution, rootAliases }: ExportRequest): Items {
  const itemOfKey = new Map<string, string>();
  const keysOfItem = new Map<string, Set<string>>();
  for (const { vertex, keys: own } of solution.order) {
    const keys = [...own, ...rootAliases(vertex)];
    const item = keys.map((key) => itemOfKey.get(key)).find((known) => known !== undefined) ?? keys[0];
    if (item === undefined) continue;
    const all = keysOfItem.get(item) ?? new Set<string>();
    keysOfItem.set(item, all);
    for (const key of keys) {
      all.add(key);
      if (!itemOfKey.has(key)) itemOfKey.set(key, item);
    }
  }
  const keysOf = (item: string) => [...(keysOfItem.get(item) ?? [item])];
  return { of: (key) => itemOfKey.get(key) ?? key, keys: keysOf };
}

function itemOf({ results }: Solution, items: Items, vertex: Vertex): string {
  return items.of(results.get(vertex.digest)?.keys[0] ?? '');
}

function backlinksOf({ solution, imports }: ExportRequest): ReadonlyMap<string, readonly Link[]> {
  const backlinks = new Map<string, Link[]>();
  for (const links of [solution.cache.links, ...imports.map((cache) => cache.links)]) {
    for (const [text, keys] of links) {
      const link = parseLink(text);
      for (const key of keys) {
        const known = backlinks.get(key);
        if (known === undefined) backlinks.set(key, [link]);
        else known.push(link);
      }
    }
  }
  return backlinks;
}

/**
 * Which steps' results go along. `max` takes them all, `min` that of the target alone; but what has been packed into blobs before, for an
 * image or an earlier cache, or came with an import, is taken in any mode. A root's result never is: a base image is pulled from where it
 * came from.
 */
function exportedResults({ solution, targets, mode }: ExportRequest, items: Items): ReadonlyMap<string, VertexResult> {
  const exported = new Map<string, VertexResult>();
  const packed = solution.cache.packed ?? new Set();
  const isTarget = new Set(targets);
  const pending = [...targets];
  const seen = new Set<Vertex>();
  for (let vertex = pending.pop(); vertex !== undefined; vertex = pending.pop()) {
    if (seen.has(vertex)) continue;
    seen.add(vertex);
    pending.push(...vertex.inputs);
    const result = solution.results.get(vertex.digest);
    if (result?.snapshot === undefined || vertex.inputs.length === 0) continue;
    const isReady = packed.has(result.snapshot) || result.match?.record.imported !== undefined;
    if (mode === 'max' || isTarget.has(vertex) || isReady) exported.set(itemOf(solution, items, vertex), result);
  }
  return exported;
}

/**
 * Adds snapshots whose blobs have been written, with all that they are stacked upon. What a `--link` copy was before it was moved has the
 * same blob as afterwards. Snapshots that no record holds any more are dropped.
 */
export function withPacked({ cache, order, results }: Solution, written: readonly Snapshot[]): ReadonlySet<Snapshot> {
  const packed = new Set<Snapshot>();
  const add = (snapshot: Snapshot) => {
    for (const step of layerChain(snapshot).steps) packed.add(step);
  };
  for (const snapshot of written) add(snapshot);
  for (const { vertex, snapshot } of [...order].reverse()) {
    if (vertex.op.kind !== 'merge' || snapshot === undefined || !packed.has(snapshot)) continue;
    for (const input of vertex.inputs) {
      const moved = results.get(input.digest)?.snapshot;
      if (moved !== undefined) add(moved);
    }
  }
  const held = new Set([...cache.records.values()].map((record) => record.snapshot));
  for (const snapshot of cache.packed ?? []) if (held.has(snapshot)) packed.add(snapshot);
  return packed;
}
