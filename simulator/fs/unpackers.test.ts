import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bunzip2 } from './bunzip2';
import { unxz } from './unxz';

const MOST = 1 << 20;
const bytes = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const text = (unpacked: Uint8Array) => new TextDecoder('latin1').decode(unpacked);
const LINES = Array.from({ length: 600 }, (_, index) => `line ${index % 97} of a text that packs well\n`).join('');

/** Packed by the usual tools. */
const BZIP2 =
  'QlpoOTFBWSZTWel16ywAGahZgAAQQAB/4CttzMBAAn3BQQBTRoA0AAFNGgDQAAJqqpge9VUPUABoFKpQN+lTJpoDyR9Cke4pHYUjmunKutbVqvWuZ8j0cOT5' +
  'zyaadJppppppp4NNNOs0000007mmmmnaaaaaadjTTTTTvNNNNOppppppp4mmmnQ00000008zTT2NNNNNNNNOTJlpaWlpaWlwKR2FI2FI/tRK+xw5OTk5PU9T' +
  '1PU4Y000000005SrGnQ000000080MaadTTTTTTTxQxppp2NNNNNO9DGmmmnc00007UPaY000008mmrwKsrFixYsWLlWLYqxYsWLFixYsSMWLFixYsWLECcCk' +
  'fYpHUUjcUjuKR2FI7ikbCkfgpG4pGwpG4pG4pHApHQKR3FI5ikfwpHiIK8xSP8XckU4UJDpdessA';
const XZ =
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4E9pAOZdADYaSh8IoCYDTQad7+2MoT/IOM9thS+aFYJDUHEyOWYwonjqdxnBKnasVfPLtXqzAkuG766lnPyJLybf' +
  'YrpNVaF1uWM1317dqQ9hXLc1GPjykh5f0Do12ep1jUKQ/LL5PRBZkoilZwFHCB+MToR0CVPyc3W/2HYOaqdlte5tifjjjLGnK60t/1Z5o1j7KFCrtqhKN6at' +
  'XrYafyOucr+RM6zcfYlqtzmTQ0GxwYUmzxtd6u6yz+sU0OFGh0E816tH8aN5+vTO4/oEo+E8dHEWcNrrAh6+TXwXzUKIcsghPJlMEHhH9hoAAAAAg6B2dzMB' +
  'FXwAAYIC6p4BAIk3ub2xxGf7AgAAAAAEWVo=';

describe('bzip2', () => {
  test('a text', () => expect(text(bunzip2(bytes(BZIP2), MOST))).toBe(LINES));
  test('long runs', () => expect(text(bunzip2(bytes('QlpoOTFBWSZTWUncT2MAAAGBAaAAAIAACCAAIKptQZi6g8XckU4UJBJ3E9jA'), MOST))).toBe('a'.repeat(1000)));
  test('several streams', () =>
    expect(
      text(
        bunzip2(bytes('QlpoOTFBWSZTWXgTwIIAAAHBAAAQAgGgACGaaDNNDLxdyRThQkHgTwIIQlpoOTFBWSZTWS63GtcAAAFBgAAQAACEgCAAIZpoM00HPF3JFOFCQLrca1w='), MOST),
      ),
    ).toBe('one\ntwo\n'));
});

describe('xz', () => {
  test('a text', () => expect(text(unxz(bytes(XZ), MOST))).toBe(LINES));
  test('what does not pack is stored as it is', () => {
    const noise = Uint8Array.from({ length: 300 }, (_, index) => (index * index * 7919) >> 5);
    expect(
      unxz(
        bytes(
          '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQErAPfds3cqzF3eTKr3M153gHheM/irTd5ezit4tN/5AfngtXktz2DgT676NmF7hHtiOPyvUuNj0jB+ueT+B//l' +
            'u4Az1WfnVrQBPmiCi4NqPwS4Wuts2zmGwu4HEAjvxYk94HHxYb8MSHOOlo51SxDDZvh450aTz/oUHhX80pdL7X8Ab80bV4KcpZ6EWh/TdgeI+Faj4AslLiYO' +
            '46hc/5ERgeAtaZWvuLCXbjLmiRucC2q49B86Qzsi+L5xFKYnl/VDgKvFz8euhEn+oDKzI4LPDDhSW1Q7EdaKLr9AsA9dmcXg6eHJn2QYu07OPp3rKFNueHBX' +
            'LvOnStxezSx6t+P9BwDnvYM32mztXrwKR3OOl5B4ThPIa/1+7k6b2AQfKSEJ4KVZ/Y8QgN8uapaxAIiABcZP5VsHAAHEAqwCAADMqdU3scRn+wIAAAAABFla',
        ),
        MOST,
      ),
    ).toEqual(noise);
  });
});

test.each([
  ['bzip2', bunzip2, BZIP2],
  ['xz', unxz, XZ],
] as const)('%s: more than is allowed, cut or damaged input ends early and never throws', (_, unpack, packed) => {
  expect(unpack(bytes(packed), 100).length).toBeLessThanOrEqual(100);
  fc.assert(
    fc.property(fc.nat({ max: bytes(packed).length - 1 }), fc.nat({ max: 255 }), fc.boolean(), (at, value, cut) => {
      const damaged = bytes(packed);
      damaged[at] = value;
      expect(unpack(cut ? damaged.subarray(0, at) : damaged, MOST).length).toBeLessThanOrEqual(MOST);
    }),
    { numRuns: 60 },
  );
});
