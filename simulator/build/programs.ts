import type { Catalog } from '../catalog/types';
import type { ProgramTable } from '../shell/types';

export function programsFor(_catalog: Catalog): ProgramTable {
  return new Map();
}
