import { expose } from 'comlink';
import { BASE_PATH } from '@/lib/site/urls';
import type { WorkerApi } from './browser-engine';
import { createCatalogLoader, fetchPart } from './catalog-loader';
import { createEngineCore } from './core';
import { sha256Port } from './sha256-port';
import { simulatorPorts } from './simulator-ports';

const loader = createCatalogLoader(fetchPart(BASE_PATH));
const core = createEngineCore(simulatorPorts(loader, { sha256: sha256Port(globalThis.crypto?.subtle) }));

const api: WorkerApi = { ...core, ping: () => undefined };

expose(api);
