import fc from 'fast-check';
import { buildImage, EMPTY_CACHE } from '@/simulator';
import { recordedCatalog } from '@/simulator/testing/build-file';
import { mutateText, textMutation } from '@/simulator/testing/mutations';
import { recordedDockerfiles } from '@/simulator/testing/recorded-texts';
import { nodeSha256 } from '../support/node-sha256';
import type { FuzzTarget } from './target';

/** What a script may cost, however it loops: the shell's own limits end it. Milliseconds of the processor. */
const LIMIT_MS = 4000;

const commands = recordedDockerfiles().flatMap(({ text }) =>
  [...text.matchAll(/^RUN (?!--|<<|\[)(.+(?:\\\n.+)*)/gm)].map((match) => match[1]?.replaceAll('\\\n', ' ') ?? ''),
);
const script = fc
  .tuple(fc.constantFrom(...new Set(commands)), fc.array(textMutation, { minLength: 1, maxLength: 5 }))
  .map(([text, changes]) => mutateText(text, changes));

/** Whatever a script is, its step ends: well, or with an exit code. */
async function runs(text: string): Promise<void> {
  const context = new Map([
    ['Dockerfile', { kind: 'file', content: 'FROM busybox:1.36\nCOPY s a.txt /w/\nWORKDIR /w\nRUN sh s\n' } as const],
    ['s', { kind: 'file', content: text } as const],
    ['a.txt', { kind: 'file', content: 'one\ntwo\n' } as const],
  ]);
  const started = process.cpuUsage();
  const { result } = await buildImage({ context, cache: EMPTY_CACHE, catalog: recordedCatalog(), nowSeconds: 1_787_000_000 }, { sha256: nodeSha256 });
  const { user, system } = process.cpuUsage(started);
  if (!result.ok && !/exit code: \d+$/.test(result.error?.message ?? '')) throw new Error(`failed with ${result.error?.message ?? 'nothing'}`);
  if ((user + system) / 1000 > LIMIT_MS) throw new Error(`slow: ${((user + system) / 1000).toFixed(0)} ms, expected ${LIMIT_MS} ms at most`);
}

export const SCRIPT_TARGETS: readonly FuzzTarget[] = [{ name: 'scripts', property: fc.asyncProperty(script, runs) }];
