import { sha256Hex } from '../../digest/sha256';
import type { ProgramContext } from '../../shell/types';
import type { Candidate } from './resolve';
import { archiveName, type WheelTarget } from './world';

/** Unpacked size to packed size of what a C build makes. */
const PACKED_SHARE = 0.35;

export interface BuiltWheel {
  readonly file: string;
  readonly sizeBytes: number;
  /** Relative to pip's cache folder. */
  readonly place: string;
}

/** The wheel that comes out of building a source distribution here. */
export function builtWheel({ name, version, distribution }: Candidate, target: WheelTarget): BuiltWheel {
  const { musl: _, ...built } = distribution;
  const compiled =
    distribution.tag !== 'sdist' ? distribution.tag : distribution.build?.needs.includes('gcc') === true ? 'cpXY-cpXY-linux_x86_64' : 'py3-none-any';
  const file = archiveName(name, version, { ...built, tag: compiled }, target);
  const listed = [...distribution.listing.matchAll(/ (\d+)$/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
  const programs = Object.values(distribution.programs ?? {}).reduce((sum, bytes) => sum + bytes, 0);
  const hex = sha256Hex(file);
  return {
    file,
    sizeBytes: Math.round((listed + programs) * PACKED_SHARE),
    place: `wheels/${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex.slice(4, 6)}/${hex.slice(6, 60)}`,
  };
}

/** pip keeps what it has built, and takes it from there the next time. */
export function keptWheel(context: ProgramContext, cache: string | undefined, candidate: Candidate, target: WheelTarget): BuiltWheel | undefined {
  if (cache === undefined || candidate.source.kind !== 'index' || !candidate.source.sdist) return undefined;
  const wheel = builtWheel(candidate, target);
  return context.fs.exists(`${cache}/${wheel.place}/${wheel.file}`) ? wheel : undefined;
}

export function keepWheel(context: ProgramContext, cache: string, wheel: BuiltWheel): void {
  context.fs.mkdirAll(`${cache}/${wheel.place}`);
  context.fs.write(`${cache}/${wheel.place}/${wheel.file}`, { kind: 'generated', seed: `archive ${wheel.file}`, sizeBytes: wheel.sizeBytes });
  context.fs.write(`${cache}/${wheel.place}/origin.json`, `{"archive_info": {}, "url": "https://files.pythonhosted.org/packages/${wheel.file}"}`);
}
