/**
 * Puts the layers that simulated RUN steps make on debian:bookworm-slim beside the ones that a real BuildKit made.
 *
 * Usage: tsx scripts/catalog/accuracy.ts MEASURED-LAYERS.json [CATALOG_DIR]
 */
import { readFileSync } from 'node:fs';
import { figuresOf, type LayerFigures, loadCatalog, openImage, runInImage } from '../../simulator/testing/image-sandbox';

interface Scenario {
  readonly id: string;
  readonly runs: readonly string[];
  readonly layers: readonly LayerFigures[];
}

const [measuredFile, catalogFolder] = process.argv.slice(2);
if (measuredFile === undefined) {
  process.stderr.write('usage: accuracy MEASURED-LAYERS.json [CATALOG_DIR]\n');
  process.exit(2);
}

const REFERENCE = 'debian:bookworm-slim';
const catalog = loadCatalog([REFERENCE], catalogFolder);

const { scenarios } = JSON.parse(readFileSync(measuredFile, 'utf8')) as { readonly scenarios: readonly Scenario[] }; // Trusted input of a measuring script.
process.stdout.write(
  `${'scenario'.padEnd(34)}${'bytes'.padStart(12)}${'real'.padStart(12)}${'%'.padStart(8)}${'files'.padStart(7)}${'real'.padStart(7)}${'%'.padStart(8)}${'ms'.padStart(6)}\n`,
);
for (const scenario of scenarios) {
  let tree = openImage(catalog, REFERENCE).tree;
  for (const [index, command] of scenario.runs.entries()) {
    const started = performance.now();
    const ran = runInImage(catalog, tree, command);
    const milliseconds = performance.now() - started;
    const figures = figuresOf(ran.layer);
    tree = ran.tree;
    const real = scenario.layers[index];
    if (ran.exitCode !== 0) process.stdout.write(`${scenario.id}: exit ${ran.exitCode}: ${ran.errors}\n`);
    if (real === undefined) continue;
    const off = (ours: number, theirs: number) => (theirs === 0 ? (ours === 0 ? '0.0' : 'new') : (((ours - theirs) / theirs) * 100).toFixed(1));
    process.stdout.write(
      `${`${scenario.id} ${index}`.padEnd(34)}${String(figures.fileBytes).padStart(12)}${String(real.fileBytes).padStart(12)}${off(figures.fileBytes, real.fileBytes).padStart(8)}` +
        `${String(figures.files).padStart(7)}${String(real.files).padStart(7)}${off(figures.files, real.files).padStart(8)}${milliseconds.toFixed(0).padStart(6)}\n`,
    );
    if (process.env.TOP !== undefined) process.stdout.write(`${JSON.stringify(figures.top)}\n${JSON.stringify(real.top)}\n`);
  }
}
