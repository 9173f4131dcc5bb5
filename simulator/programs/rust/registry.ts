import type { ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { homeOf } from '../npm/cache';
import { creationOf, noteDependencies, spreadFiles, standIn } from '../stand-ins';
import { subtreeOf } from '../subtree';
import { AVERAGE_CRATE, CRATES, type CrateFigures, INDEX_BYTES_PER_CRATE } from './figures';
import type { Crate } from './project';

/** The folder that Cargo names after the registry's address and a hash of it. */
const REGISTRY = 'index.crates.io-1949cf8c6b5b557f';

export function cargoHome(context: ProgramContext): string {
  return context.env.get('CARGO_HOME') || (context.fs.exists('/usr/local/cargo/bin') ? '/usr/local/cargo' : `${homeOf(context)}/.cargo`);
}

export function figuresOfCrate(name: string): CrateFigures {
  return CRATES[name] ?? AVERAGE_CRATE;
}

/** Brings crates into the registry's cache and unpacks them; answers an error text when the registry cannot be reached. */
export function fetchCrates(context: ProgramContext, crates: readonly Crate[], offline: boolean): string | undefined {
  const home = `${cargoHome(context)}/registry`;
  const missing = crates.filter(({ name, version }) => !context.fs.exists(`${home}/cache/${REGISTRY}/${name}-${version}.crate`));
  const [first] = missing;
  if (first === undefined) return undefined;
  if (offline)
    return `failed to download \`${first.name} v${first.version}\`\n\nCaused by:\n  attempting to make an HTTP request, but --offline was specified`;
  if (!context.network)
    return `failed to download from \`https://static.crates.io/crates/${first.name}/${first.version}/download\`\n\nCaused by:\n  [6] Could not resolve hostname (Could not resolve host: static.crates.io)`;
  context.err(' Downloading crates ...\n');
  for (const { name, version } of missing) if (!name.startsWith('crate-')) context.err(`  Downloaded ${name} v${version}\n`);
  const nodes = missing.flatMap(({ name, version }) => {
    const { archiveBytes, sourceBytes, files } = figuresOfCrate(name);
    const stem = `${name}-${version}`;
    return [
      standIn(`cache/${REGISTRY}/${stem}.crate`, stem, archiveBytes),
      standIn(`index/${REGISTRY}/.cache/${name.slice(0, 2)}/${name}`, stem, INDEX_BYTES_PER_CRATE, { text: true }),
      standIn(`src/${REGISTRY}/${stem}/.cargo-ok`, stem, 7, { text: true }),
      ...spreadFiles({ folder: `src/${REGISTRY}/${stem}/src`, files, bytes: sourceBytes, ending: '.rs', seed: stem }),
    ];
  });
  context.fs.mkdirAll(home);
  mergeTree(context.fs, home, subtreeOf(nodes, creationOf(context)));
  const sum = (pick: (figures: CrateFigures) => number) => missing.reduce((total, { name }) => total + pick(figuresOfCrate(name)), 0);
  context.work({
    kind: 'download',
    bytes: sum(({ archiveBytes }) => archiveBytes) + missing.length * INDEX_BYTES_PER_CRATE * 0.2,
    requests: missing.length * 2,
  });
  context.work({ kind: 'unpack', bytes: sum(({ sourceBytes }) => sourceBytes), files: sum(({ files }) => files) });
  const averaged = missing.filter(({ name }) => CRATES[name] === undefined).map(({ name }) => name);
  noteDependencies(context, { source: 'crates.io, approximate', asOf: '2026-11' }, missing.length, averaged);
  return undefined;
}
