import type { Catalog } from '../catalog/types';
import { coreProgramTable } from '../shell/programs';
import type { ProgramTable } from '../shell/types';

export function programsFor(_catalog: Catalog): ProgramTable {
  return coreProgramTable();
}
