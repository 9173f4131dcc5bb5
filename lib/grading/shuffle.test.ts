import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shuffled } from './shuffle';

test('the same pieces, in another order, the same each time', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 8 }), fc.string(), (ids, seed) => {
      const pieces = ids.map((id) => ({ id }));
      const mixed = shuffled(pieces, seed);
      expect(mixed).not.toEqual(pieces);
      expect([...mixed].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([...pieces].sort((a, b) => (a.id < b.id ? -1 : 1)));
      expect(shuffled(pieces, seed)).toEqual(mixed);
    }),
  );
});
