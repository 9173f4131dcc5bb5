import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface RecordedText {
  readonly id: string;
  readonly text: string;
}

/** Every Dockerfile of the recorded cases, those included that an edit writes, each text once. */
export function recordedDockerfiles(): readonly RecordedText[] {
  const found = new Map<string, string>();
  for (const folder of ['corpus', 'recordings']) {
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (!name.endsWith('.json') || name === 'bases.json') continue;
      for (const text of dockerfilesIn(JSON.parse(readFileSync(join(ROOT, folder, name), 'utf8')))) {
        if (!found.has(text)) found.set(text, `${folder}/${name}`);
      }
    }
  }
  return [...found].map(([text, id]) => ({ id, text }));
}

/** Strings under a key that names a Dockerfile, wherever in the case they stand. */
function dockerfilesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(dockerfilesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (typeof item === 'string') return /dockerfile(?!ignore)[^/]*$/i.test(key) && item.includes('\n') ? [item] : [];
    return dockerfilesIn(item);
  });
}
