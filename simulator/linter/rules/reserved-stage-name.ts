import type { Stage } from '../../instructions/types';
import { quoteGo } from '../../parser/quote';
import { defineRule, type Finding, findInFile } from '../finding';

export const reservedStageName = defineRule('ReservedStageName', 'Reserved words should not be used as stage names');

const RESERVED: ReadonlySet<string> = new Set(['context', 'scratch']);

export function checkReservedStageNames(stages: readonly Stage[]): readonly Finding[] {
  return stages
    .filter(({ name }) => name !== undefined && RESERVED.has(name))
    .map(({ name = '', range }) =>
      findInFile(reservedStageName, range, `Stage name should not use the same name as reserved stage ${quoteGo(name)}`),
    );
}
