import { checks } from './en/checks';
import { explore } from './en/explore';
import { lab } from './en/lab';
import { lesson } from './en/lesson';
import { site } from './en/site';

const en = { checks, explore, lab, lesson, site };

/** What every language provides: the keys and parameters of the English catalogue, which is the original. */
export type Messages = typeof en;

/** One catalogue a language, one file a room (`en/site.ts`, `en/lab.ts`, …). A translation is another `Messages` here. */
const catalogues = { en } satisfies Record<string, Messages>;

export type Language = keyof typeof catalogues;

/** The language of this export: each language is exported once, under its own base path. */
export const language: Language = 'en';

/** Every word of the interface that is not content. */
export const strings: Messages = catalogues[language];
