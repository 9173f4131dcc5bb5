import { test as base, expect } from '@playwright/test';

/**
 * The test of every spec here. A page may ask only its own origin for anything, may not log an error and may not throw: a test in which
 * one of these happens fails, whatever else it looked at.
 */
export const test = base.extend<{ readonly guard: undefined }>({
  guard: [
    async ({ page, baseURL }, use) => {
      const origin = new URL(baseURL ?? '').origin;
      const findings: string[] = [];
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol)) findings.push(`asked another origin: ${request.url()}`);
      });
      page.on('pageerror', (error) => findings.push(`threw: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && !isMissingPage(message.location().url, message.text())) findings.push(`logged: ${message.text()}`);
      });
      await use(undefined);
      expect(findings).toEqual([]);
    },
    { auto: true },
  ],
});

/** Chromium logs the status of the page itself too; the tests of the missing page expect that one. */
function isMissingPage(url: string, text: string): boolean {
  return url.endsWith('/no-such-page/') && text.includes('404');
}

export { expect };
