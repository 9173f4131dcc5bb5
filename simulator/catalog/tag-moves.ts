import { sha256Hex } from '../digest/sha256';
import { weakestFidelity } from '../fidelity';
import { contentBytes } from '../fs/content';
import { editTree } from '../fs/editor';
import type { Tree } from '../fs/types';
import type { Platform } from '../image/types';
import { dayOf, versionAt } from './debian-versions';
import { isSameImage, lookupImage, requiredParts } from './lookup';
import { type DebianVersionsPart, partOf } from './parts';
import { type ImageReference, resolveReference, withoutDigest } from './reference';
import type { BaseImage, Catalog, ImageLookup } from './types';

/**
 * From some moment on a tag points at another image, as happens whenever a base is rebuilt. Before its first move it points at the catalogue's
 * own, whose packages may be newer than the moment: an older world takes a move at its start as well.
 */
export interface TagMove {
  /** With tag: `node:20-slim`. Other tags of the same image move along. */
  readonly reference: string;
  /** Seconds since 1970. */
  readonly fromSeconds: number;
  /** What the tag points at then; made up out of the two others when left out. */
  readonly digest?: string;
}

/** How far the world outside the builder has got. */
export interface WorldMoment {
  /** Seconds since 1970; when left out, everything is as the catalogue has it. */
  readonly worldSeconds?: number;
  readonly tagMoves?: readonly TagMove[];
}

/** `lookupImage` at some moment: a tag means what it points at then, a digest always the same. */
export function lookupImageAt(catalog: Catalog, reference: ImageReference, platform: Platform, world: WorldMoment): ImageLookup {
  const move = moveOf(catalog, reference, world);
  const found = lookupImage(catalog, move === undefined ? reference : (taggedReference(move) ?? reference), platform);
  if (found.kind !== 'found') return found;
  if (move !== undefined) return { kind: 'found', image: movedImage(catalog, found.image, digestOf(move), move.fromSeconds) };
  const { digest } = reference;
  if (digest === undefined || digest === found.image.digest) return found;
  return { kind: 'found', image: movedImage(catalog, found.image, digest, undefined) };
}

/** `requiredParts` at some moment. Another day's Debian packages need their history. */
export function requiredPartsAt(catalog: Catalog, referenceText: string, world: WorldMoment, runText?: string): readonly string[] {
  const resolved = resolveReference(referenceText);
  const move = resolved.ok ? moveOf(catalog, resolved.reference, world) : undefined;
  const parts = requiredParts(catalog, move === undefined ? referenceText : move.reference, runText);
  const hasDebian = parts.includes(DEBIAN) || catalog.has(DEBIAN);
  return world.worldSeconds === undefined || !hasDebian || catalog.has(HISTORY) ? parts : [...parts, HISTORY];
}

const DEBIAN = 'rootfs-debian-12';
const HISTORY = 'debian-versions';

/** The move that decides what a reference means: by digest whenever it was made, by tag the last one so far. */
function moveOf(catalog: Catalog, reference: ImageReference, { worldSeconds, tagMoves = [] }: WorldMoment): TagMove | undefined {
  if (reference.digest !== undefined) {
    return tagMoves.find((move) => digestOf(move) === reference.digest && taggedReference(move)?.repository === reference.repository);
  }
  if (worldSeconds === undefined) return undefined;
  const made = tagMoves.filter((move) => {
    const tagged = taggedReference(move);
    return move.fromSeconds <= worldSeconds && tagged !== undefined && isSameImage(catalog, tagged, reference);
  });
  return made.sort((a, b) => a.fromSeconds - b.fromSeconds).at(-1);
}

function taggedReference({ reference }: TagMove): ImageReference | undefined {
  const resolved = resolveReference(withoutDigest(reference));
  return resolved.ok ? resolved.reference : undefined;
}

function digestOf(move: TagMove): string {
  return move.digest ?? standIn(`index of ${taggedReference(move)?.text ?? move.reference} from ${move.fromSeconds}`);
}

const standIn = (subject: string) => `sha256:${sha256Hex(`layerlab stand-in: ${subject}`)}`;

const moved = new WeakMap<BaseImage, Map<string, BaseImage>>();

/**
 * What another digest of the same tag is taken for: the image as the catalogue has it, with layers of its own (a rebuilt base shares none)
 * and the versions of its day. Made once.
 */
function movedImage(catalog: Catalog, image: BaseImage, digest: string, fromSeconds: number | undefined): BaseImage {
  if (digest === image.digest) return image;
  const history = partOf(catalog, HISTORY);
  const made = moved.get(image) ?? new Map<string, BaseImage>();
  moved.set(image, made);
  const key = `${digest} ${fromSeconds ?? ''} ${history === undefined ? '' : HISTORY}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const day = fromSeconds === undefined ? undefined : dayOf(fromSeconds);
  const result: BaseImage = {
    ...image,
    digest,
    manifestDigest: standIn(`${image.manifestDigest} under ${digest}`),
    layers: image.layers.map((layer) => ({
      ...layer,
      digest: standIn(`${layer.digest} under ${digest}`),
      diffId: standIn(`${layer.diffId} under ${digest}`),
    })),
    tree: day === undefined ? image.tree : treeAt(image.tree, history, day),
    fidelity: weakestFidelity([image.fidelity, 'modelled']),
    provenance: { ...image.provenance, asOf: day ?? image.provenance.asOf },
  };
  made.set(key, result);
  return result;
}

const STATUS = '/var/lib/dpkg/status';

/** dpkg's records with the versions of a day; the packages' files stand for both. */
function treeAt(tree: Tree, history: DebianVersionsPart | undefined, day: string): Tree {
  const editor = editTree(tree, { uid: 0, gid: 0, nowSeconds: 0 });
  const node = editor.stat(STATUS);
  const bytes = node.ok && node.value.kind === 'file' ? contentBytes(node.value.content) : undefined;
  if (history === undefined || !node.ok || bytes === undefined) return tree;
  const text = new TextDecoder().decode(bytes);
  const updated = text.replace(/^(Package: (.+)\n(?:.+\n)*?Version: )(.+)$/gm, (_stanza, head: string, name: string, version: string) => {
    return `${head}${versionAt(history, name, version, day)}`;
  });
  if (updated === text) return tree;
  editor.write(STATUS, updated, { mtimeSeconds: node.value.mtimeSeconds });
  return editor.commit();
}
