import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildCache, type BuildContext, type BuildOutcome, buildImage, type Catalog, catalogFromBases, EMPTY_CACHE } from '@/simulator';
import { nodeSha256 } from '../scripts/support/node-sha256';
import { type Measurement, measure } from './measure';

let clockSeconds = 1_787_000_000;

/** The edit that the last COPY alone sees, and the one that lets every COPY run again. */
const EDITS = [
  ['last.txt', 'rebuild, an edit the last step takes'],
  ['dir0/file0.txt', 'rebuild, an edit the first step takes'],
] as const;

/** How cost grows with the Dockerfile and its context; no packages are installed. */
export async function measureLarge(): Promise<Measurement[]> {
  const bases = catalogFromBases(JSON.parse(readFileSync(fileURLToPath(new URL('../corpus/bases.json', import.meta.url)), 'utf8')));
  const twelve = twelveSteps();
  const warm = await build(twelve, EMPTY_CACHE, bases);
  const measurements = [
    await measure('12 steps: first build', () => build(twelve, EMPTY_CACHE, bases)),
    await measure('12 steps: rebuild, nothing edited', () => build(twelve, warm.cache, bases)),
  ];
  for (const files of [100, 1000, 10_000]) {
    const title = `1,000 instructions, ${files} files`;
    const context = largeContext(1000, files);
    measurements.push(await measure(`${title}: first build`, () => build(context, EMPTY_CACHE, bases), 5));
    for (const [path, what] of EDITS) {
      let { cache } = await build(context, EMPTY_CACHE, bases);
      const edited = Array.from(
        { length: 20 },
        (_, round) => new Map([...context, [path, { kind: 'file', content: `${round}\n` }]]) satisfies BuildContext,
      );
      const rebuild = async (round: number) => {
        ({ cache } = await build(edited[round + 5] ?? context, cache, bases));
      };
      measurements.push(await measure(`${title}: ${what}`, rebuild, 9));
    }
  }
  return measurements;
}

function build(context: BuildContext, cache: BuildCache, catalog: Catalog): Promise<BuildOutcome> {
  clockSeconds += 60;
  return buildImage({ context, cache, catalog, nowSeconds: clockSeconds }, { sha256: nodeSha256 });
}

function twelveSteps(): BuildContext {
  const lines = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? `COPY f${index}.txt /data/` : `RUN echo ${index} >> /log`));
  const files = Array.from({ length: 10 }, (_, index) => [`f${index}.txt`, { kind: 'file', content: `${index}\n` }] as const);
  return new Map([['Dockerfile', { kind: 'file', content: `FROM busybox:1.36\nWORKDIR /data\n${lines.join('\n')}\n` }], ...files]);
}

function largeContext(instructions: number, files: number): BuildContext {
  const lines = Array.from({ length: instructions - 2 }, (_, index) =>
    index % 10 === 0 ? `COPY dir${index % 100}/ /app/${index}/` : `ENV V${index}=${index}`,
  );
  const context = new Map<string, { readonly kind: 'file'; readonly content: string }>();
  context.set('Dockerfile', { kind: 'file', content: `FROM busybox:1.36\n${lines.join('\n')}\nCOPY . /all/\n` });
  for (let index = 0; index < files; index++) context.set(`dir${index % 100}/file${index}.txt`, { kind: 'file', content: `content of ${index}\n` });
  return context;
}
