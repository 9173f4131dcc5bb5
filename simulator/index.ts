/** The simulator's front door. Everything outside `simulator/` imports from here. */
export type * from './build-types';
export type * from './diagnostics';
export type { Fidelity } from './fidelity';
export type { FileContent, LayerEntry, NodeAttributes } from './fs/types';
export type { HistoryEntry, ImageConfig, Platform } from './image/types';
export type * from './instructions/types';
export type { Notice, OutputLine } from './shell/types';
export type { BuildCache } from './solver/types';
