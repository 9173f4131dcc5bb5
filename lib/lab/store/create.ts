import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabDefinition } from '../types';
import { createAnalysisSlice } from './analysis-slice';
import { createBuildSlice } from './build-slice';
import { createChecksSlice } from './checks-slice';
import { createEditorSlice } from './editor-slice';
import { createPredictionSlice } from './prediction-slice';
import { createRemedySlice } from './remedy-slice';
import { createStorageSlice } from './storage-slice';
import type { LabPorts, LabState } from './types';
import { createWorkspaceSlice } from './workspace-slice';

export type LabStore = StoreApi<LabState>;

/** One store per lab. Nothing happens by itself: `watchLab` adds what follows from a change. */
export function createLabStore(definition: LabDefinition, ports: LabPorts): LabStore {
  return createStore<LabState>()((...api) => ({
    definition,
    ...createWorkspaceSlice(definition, ports)(...api),
    ...createEditorSlice(definition)(...api),
    ...createAnalysisSlice(ports)(...api),
    ...createPredictionSlice(...api),
    ...createBuildSlice(ports)(...api),
    ...createRemedySlice(ports)(...api),
    ...createChecksSlice(ports)(...api),
    ...createStorageSlice(ports)(...api),
  }));
}
