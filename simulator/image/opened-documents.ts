import { isObject, parseJson, stringAt } from '../programs/json';
import type { ArchiveBlob } from './archive-blobs';
import type { OpenedDocument } from './opened-types';

/** Documents that are kept beside those of the platforms; an image has a handful. */
const MOST_DOCUMENTS = 64;

export interface DocumentList {
  readonly documents: readonly OpenedDocument[];
  /** An index that another names. */
  addIndex(digest: string, json: string): void;
  /**
   * The manifest of attestations and, as its layers, the statements (moby/buildkit docs/attestations/attestation-storage.md). `blobOf`
   * looks a digest up; what is not there is left out: an archive may hold one platform of several.
   */
  addAttestation(descriptor: unknown, blobOf: (digest: string) => ArchiveBlob | undefined): void;
}

export function createDocumentList(): DocumentList {
  const documents: OpenedDocument[] = [];
  const add = (document: OpenedDocument) => {
    if (documents.length < MOST_DOCUMENTS) documents.push(document);
  };
  return {
    documents,
    addIndex: (digest, json) => add({ kind: 'index', digest, json }),
    addAttestation: (descriptor, blobOf) => {
      const digest = stringAt(descriptor, 'digest') ?? '';
      const json = blobOf(digest)?.text;
      if (json === undefined) return;
      const about = annotationOf(descriptor, 'vnd.docker.reference.digest');
      add({ kind: 'attestation-manifest', digest, json, ...(about === undefined ? {} : { about }) });
      for (const layer of layersOf(json)) {
        const statement = stringAt(layer, 'digest') ?? '';
        const text = blobOf(statement)?.text;
        const predicateType = annotationOf(layer, 'in-toto.io/predicate-type');
        if (text !== undefined)
          add({ kind: 'attestation', digest: statement, json: text, ...(predicateType === undefined ? {} : { predicateType }) });
      }
    },
  };
}

function layersOf(json: string): readonly unknown[] {
  const parsed = parseJson(json);
  const layers = parsed.ok && isObject(parsed.value) ? parsed.value.layers : undefined;
  return Array.isArray(layers) ? layers.slice(0, MOST_DOCUMENTS) : [];
}

function annotationOf(descriptor: unknown, name: string): string | undefined {
  return stringAt(isObject(descriptor) ? descriptor.annotations : undefined, name);
}
