import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A part of the catalogue from the files that pages load too; slashes in its name are dashes on disk. */
export function readCatalogPart(name: string): unknown {
  const file = fileURLToPath(new URL(`../../public/catalog/${name.replaceAll('/', '-')}.json`, import.meta.url));
  if (!existsSync(file)) throw new Error(`the catalogue has no part ${name}: ${file} is missing`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
