import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect } from './test';

const AXE_PATH = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** WCAG 2.2 A and AA, and axe's own good practice. */
const OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};

declare global {
  interface Window {
    axe: { run(context: Document | Element, options: RunOptions): Promise<AxeResults> };
  }
}

/** Fails with rule, place and remedy of each finding. `within` is a CSS selector; the whole page when left out. */
export async function expectNoAxeFindings(page: Page, within?: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: AXE_PATH });
  const results = await page.evaluate(
    ([selector, options]) => window.axe.run((selector === null ? null : document.querySelector(selector)) ?? document, options),
    [within ?? null, OPTIONS] as const,
  );
  const findings = results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} – ${node.failureSummary?.replace(/\s+/g, ' ')}`),
  );
  expect(findings).toEqual([]);
}

/** Nothing but what scrolls by itself may be wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}
