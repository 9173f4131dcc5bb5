/** The simulator's front door. Everything outside `simulator/` imports from here. */
export { type Analysis, analyse, missingCatalogParts, type PlannedStep } from './build/analyse';
export { buildImage } from './build/build-image';
export { plainProgress } from './build/plain-progress';
export type * from './build-types';
export { catalogFromBases } from './catalog/from-bases';
export type { Catalog } from './catalog/types';
export type * from './diagnostics';
export { sha256OfChunks } from './digest/sha256';
export type { Fidelity } from './fidelity';
export { contentSha256, contentSize } from './fs/content';
export type { FileContent, LayerEntry, NodeAttributes } from './fs/types';
export { type OciLayout, ociLayout } from './image/oci-layout';
export type { HistoryEntry, ImageConfig, Platform } from './image/types';
export { parseDockerfile } from './instructions/parse-dockerfile';
export type * from './instructions/types';
export type { Notice, OutputLine } from './shell/types';
export { type BuildCache, EMPTY_CACHE } from './solver/types';
