import type { ProgramContext } from '../../shell/types';
import { onPath } from '../go/environment';
import { mergeTree } from '../merge-tree';
import { creationOf, noteDependencies, spreadFiles, standIn } from '../stand-ins';
import { subtreeOf } from '../subtree';
import { AVERAGE_GEM, GEM_MILLISECONDS, GEMS, type GemFigures } from './figures';

export interface Gem {
  readonly name: string;
  readonly version: string;
}

export function figuresOfGem(name: string): GemFigures {
  return GEMS[name] ?? AVERAGE_GEM;
}

export function isInstalled(context: ProgramContext, folder: string, { name, version }: Gem): boolean {
  return context.fs.exists(`${folder}/specifications/${name}-${version}.gemspec`);
}

/** Why a gem's native part cannot be compiled here; `undefined` when it can. */
export function buildProblem(context: ProgramContext, { name }: Gem): string | undefined {
  const { native } = figuresOfGem(name);
  if (native === undefined) return undefined;
  if (!onPath(context, 'gcc') && !onPath(context, 'cc'))
    return 'The compiler failed to generate an executable file.\nYou have to install development tools first.';
  if (!onPath(context, 'make')) return 'make failed: "make" was not found';
  if (native.header !== undefined && !context.fs.exists(native.header) && !context.fs.exists('/usr/include/part-00'))
    return `Can't find the '${native.header.split('/').at(-1) ?? ''}' header\n*** extconf.rb failed ***`;
  return undefined;
}

/** Puts gems where RubyGems has them: sources, specifications, archives, and built extensions. */
export function storeGems(context: ProgramContext, folder: string, gems: readonly Gem[]): void {
  if (gems.length === 0) return;
  const nodes = gems.flatMap(({ name, version }) => {
    const { archiveBytes, installedBytes, files, native } = figuresOfGem(name);
    const stem = `${name}-${version}`;
    return [
      standIn(`cache/${stem}.gem`, stem, archiveBytes),
      standIn(`specifications/${stem}.gemspec`, stem, 2_400, { text: true }),
      ...spreadFiles({ folder: `gems/${stem}/lib`, files, bytes: installedBytes, ending: '.rb', seed: stem }),
      ...(native === undefined
        ? []
        : [
            standIn(`extensions/x86_64-linux/${stem}/${name}.so`, stem, 240_000, { mode: 0o755 }),
            standIn(`extensions/x86_64-linux/${stem}/gem_make.out`, stem, 3_900, { text: true }),
          ]),
    ];
  });
  context.fs.mkdirAll(folder);
  mergeTree(context.fs, folder, subtreeOf(nodes, creationOf(context)));
  const all = gems.map(({ name }) => figuresOfGem(name));
  const sum = (pick: (figures: GemFigures) => number) => all.reduce((total, figures) => total + pick(figures), 0);
  context.work({ kind: 'download', bytes: sum(({ archiveBytes }) => archiveBytes), requests: gems.length + 1 });
  context.work({ kind: 'unpack', bytes: sum(({ installedBytes }) => installedBytes), files: sum(({ files }) => files) });
  context.work({ kind: 'compute', milliseconds: sum(({ native }) => GEM_MILLISECONDS + (native?.milliseconds ?? 0)) });
  noteDependencies(
    context,
    { source: 'rubygems.org, approximate', asOf: '2026-11' },
    gems.length,
    gems.filter(({ name }) => GEMS[name] === undefined).map(({ name }) => name),
  );
}
