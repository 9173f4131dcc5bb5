import type { ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { type NewNode, subtreeOf } from '../subtree';
import { cacheFolder } from './poetry-environment';
import type { Candidate } from './resolve';
import { creationOf } from './write-distribution';

/** What poetry keeps of the index about a package: one file per question it asked. */
const ANSWER_BYTES = 18_000;

export function isInPoetryCache(context: ProgramContext, candidate: Candidate): boolean {
  return context.fs.exists(`${cacheFolder(context)}/${artifactPath(candidate)}`);
}

export function fillPoetryCache(context: ProgramContext, candidates: readonly Candidate[]): void {
  const folder = cacheFolder(context);
  const nodes = candidates.flatMap((candidate): NewNode[] => [
    {
      kind: 'file',
      path: artifactPath(candidate),
      content: { kind: 'generated', seed: `archive ${candidate.name}-${candidate.version}`, sizeBytes: candidate.distribution.wheelBytes },
    },
    {
      kind: 'file',
      path: `cache/repositories/PyPI/_http/${hex(candidate.name).slice(0, 40)}`,
      content: { kind: 'generated', seed: `poetry ${candidate.name}`, sizeBytes: ANSWER_BYTES },
    },
  ]);
  if (nodes.length === 0) return;
  context.fs.mkdirAll(folder);
  mergeTree(context.fs, folder, subtreeOf(nodes, creationOf(context)));
}

/** `artifacts/ab/cd/ef/…/NAME.whl`. */
function artifactPath({ name, version, source }: Candidate): string {
  const key = hex(`${name} ${version}`);
  const file = source.kind === 'index' ? source.archive : `${name}-${version}.whl`;
  return `artifacts/${key.slice(0, 2)}/${key.slice(2, 4)}/${key.slice(4, 6)}/${key.slice(6, 60)}/${file}`;
}

function hex(text: string): string {
  let found = '';
  for (let round = 0; found.length < 64; round++) {
    let state = 0x811c9dc5;
    for (const character of `${round} ${text}`) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b);
    found += ((state ^ (state >>> 13)) >>> 0).toString(16).padStart(8, '0');
  }
  return found;
}
