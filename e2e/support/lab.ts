import type { Locator, Page } from '@playwright/test';
import type { PanelName } from '@/lib/lab/types';
import { expect } from './test';

export const LESSON = 'lessons/build-cache/';

/** Opens a lesson and waits until its lab can be used. */
export async function openLab(page: Page, path = LESSON): Promise<void> {
  await page.goto(path);
  await showLab(page);
}

/** The lab is loaded when it comes near the screen. */
export async function showLab(page: Page): Promise<void> {
  await page.locator('[data-lab]').scrollIntoViewIfNeeded();
  await expect(region(page, 'Editor').getByRole('textbox')).toBeVisible({ timeout: 30_000 });
}

export function region(page: Page, name: PanelName): Locator {
  return page.getByRole('region', { name, exact: true });
}

export function buildButton(page: Page): Locator {
  return page.getByRole('button', { name: 'Build', exact: true });
}

/** Replaces a file's text by typing, whichever editor is there. */
export async function typeText(page: Page, path: string, text: string): Promise<void> {
  await openFile(page, path);
  const editor = region(page, 'Editor').getByRole('textbox', { name: `Text of ${path}` });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+A');
  if (text === '') await page.keyboard.press('Delete');
  else await page.keyboard.insertText(text);
}

/** Puts text at the very start of a file. */
export async function typeAtStart(page: Page, path: string, text: string): Promise<void> {
  await openFile(page, path);
  await region(page, 'Editor')
    .getByRole('textbox', { name: `Text of ${path}` })
    .focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.insertText(text);
}

async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split('/').at(-1) ?? path;
  await region(page, 'Context').getByRole('button', { name }).first().click();
}

/** Presses Build and answers every question alike. */
export async function predictAndBuild(page: Page, guess: 'All hit' | 'All miss'): Promise<void> {
  await buildButton(page).click();
  await page.getByRole('button', { name: guess }).click();
  await page.getByRole('button', { name: 'See what happens' }).click();
  await expect(page.getByRole('button', { name: 'See what happens' })).toBeHidden();
}

export async function buildWithoutGuess(page: Page): Promise<void> {
  await buildButton(page).click();
  await page.getByRole('button', { name: 'Skip guessing' }).click();
  await expect(page.getByRole('button', { name: 'Skip guessing' })).toBeHidden();
}

/** A step's row, found by what its instruction says. */
export function step(page: Page, text: string, status: 'cached' | 'ran' | 'skipped' | 'failed'): Locator {
  return region(page, 'Steps').getByRole('listitem', { name: new RegExp(`${text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')}.*, ${status}$`) });
}
