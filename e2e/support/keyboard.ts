import type { Locator, Page } from '@playwright/test';
import { expect } from './test';

/** Presses Tab until this has the focus, as someone without a mouse gets there; fails when it is not reached. */
export async function tabTo(page: Page, target: Locator, { atMost = 80, back = false } = {}): Promise<void> {
  for (let pressed = 0; pressed < atMost; pressed += 1) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    if (await hasFocus(target)) return;
  }
  expect(await hasFocus(target), `reached with ${atMost} presses of Tab`).toBe(true);
}

async function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluateAll((elements) => elements.includes(document.activeElement as HTMLElement));
}
