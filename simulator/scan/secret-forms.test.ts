import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSecretFinder } from './secret-forms';

const SECRET = 'p@ss <w&rd>"1';
const wrapped = (text: string, width: number) => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n');

describe('forms of a secret', () => {
  test.each([
    ['token=p@ss <w&rd>"1 ', 'plain'],
    [`{"t":${JSON.stringify(SECRET)}}`, 'json'],
    ['{"t":"p@ss \\u003cw\\u0026rd\\u003e\\"1"}', 'json'],
    ['https://u:p%40ss%20%3Cw%26rd%3E%221@host/', 'url'],
    ['t=p%40ss+%3cw%26rd%3e%221', 'url'],
    [btoa(SECRET), 'base64'],
    [btoa(`u:${SECRET}`), 'base64'],
    [btoa(`me:${SECRET}:x`), 'base64'],
    [wrapped(btoa(`abc${SECRET}`), 8), 'base64'],
    ['p@ss <w&rd>', undefined],
    [btoa('p@ss <w&'), undefined],
    ['', undefined],
  ])('%j: %s', (text, form) => {
    const finder = createSecretFinder(`${SECRET}\n`);
    expect([finder.inText(text), finder.inBytes(new TextEncoder().encode(text))]).toEqual([form, form]);
  });

  test('an empty secret is nowhere', () => {
    for (const value of ['', '\n']) expect(createSecretFinder(value).inText('anything\n')).toBeUndefined();
  });

  test('too little base64 does not count', () => {
    expect(createSecretFinder('abc').inText(`x${btoa('abc')}x`)).toBeUndefined();
  });

  test('whatever stands around it, it is found in every form', () => {
    const around = fc.string({ maxLength: 7 });
    fc.assert(
      fc.property(fc.string({ minLength: 7, maxLength: 30 }), around, around, (secret, before, after) => {
        fc.pre(!/\n$/.test(secret));
        const text = `${before}${secret}${after}`;
        const packed = btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
        const finder = createSecretFinder(secret);
        for (const form of [text, JSON.stringify(text), encodeURIComponent(text), packed]) {
          expect(finder.inText(form)).toBeDefined();
          expect(finder.inBytes(new TextEncoder().encode(form))).toBeDefined();
        }
      }),
    );
  });
});
