import { expect, test } from 'vitest';
import { BUILD_CHECKS } from '@/simulator';
import { buildCheckAddress, buildCheckSlug } from './build-check-address';

test.each(BUILD_CHECKS.flatMap(({ name, url }) => (url === undefined ? [] : [[name, url] as const])))(
  '%s is spelt as in BuildKit’s address',
  (name, url) => {
    expect(url.endsWith(`/${buildCheckSlug(name)}/`)).toBe(true);
  },
);

test('an address on this site', () => expect(buildCheckAddress('JSONArgsRecommended')).toBe('/checks/json-args-recommended/'));
