import fc from 'fast-check';
import { EMPTY_CACHE } from '@/simulator';
import { answerOf, applyEdit, buildScenario } from '@/simulator/testing/scenario';
import { scenario, scenarioEdit } from '@/simulator/testing/scenario-generators';
import type { FuzzTarget } from './target';

const EDITS = 200;

export const EDIT_TARGETS: readonly FuzzTarget[] = [
  {
    name: `${EDITS} edits in a row`,
    property: fc.asyncProperty(scenario, fc.array(scenarioEdit, { minLength: EDITS, maxLength: EDITS, size: 'max' }), async (start, edits) => {
      let current = start;
      let cache = EMPTY_CACHE;
      for (const [index, edit] of edits.entries()) {
        current = applyEdit(current, edit);
        const warm = await buildScenario(current, cache);
        const cold = await buildScenario(current, EMPTY_CACHE);
        const isSame = JSON.stringify(answerOf(warm.result)) === JSON.stringify(answerOf(cold.result));
        if (!isSame) throw new Error(`a warm cache changes the answer after edit ${index}`);
        cache = warm.cache;
      }
      const again = await buildScenario(current, cache);
      const ran = again.result.steps.filter(({ status }) => status === 'ran').map(({ name }) => name);
      if (ran.length > 0) throw new Error(`built again without a change, ${ran.join(', ')} ran again`);
    }),
  },
];
