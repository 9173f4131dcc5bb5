import type { PipDistribution, PipPart } from '../../simulator/catalog/parts';
import type { ObservedWheel, PipFacts, PipPackageFacts } from './facts';
import { EARLIER_RELEASES, EXTRAS, KNOWN_WHEELS, OTHER_TOP_LEVEL, SOURCE_ONLY, type SourceOnly, WITHOUT_MUSL_WHEEL } from './pip-releases';

/** Unpacked bytes of a pure wheel per byte of the wheel, without byte code: `installedEstimate` of the facts. */
const PURE_UNPACKED_RATIO = 3.67;
/** Bytes of byte code per byte of source: median over the observed wheels. */
const BYTECODE_RATIO = 1.15;
/** Bytes of a source file: median over the observed wheels' means. */
const SOURCE_FILE_BYTES = 7_500;

/**
 * Distributions of PyPI. Version, size and dependencies are those of the facts; names, number and relative sizes of files are those of a wheel of
 * (nearly) the same version. So what is installed is the facts' wheel times the ratio that was observed for that very package, which is closer than the
 * facts' own estimate by kind of package.
 */
export function pipPart(rawFacts: unknown, rawObserved: unknown): PipPart {
  const facts = rawFacts as PipFacts; // The facts folder is trusted input of a build script.
  const observed = rawObserved as Readonly<Record<string, ObservedWheel>>;
  const distributions: Record<string, PipDistribution> = {};
  for (const [name, wheel] of Object.entries(observed)) distributions[name] = fromWheel(wheel, facts.packages[name]);
  for (const [name, known] of Object.entries(facts.packages)) distributions[name] ??= fromFacts(name, known);
  for (const [name, source] of Object.entries(SOURCE_ONLY)) distributions[name] = fromSource(source);
  for (const [name, wheel] of Object.entries(KNOWN_WHEELS)) distributions[name] = fromKnownWheel(name, wheel);
  distributions.pip = { ...required(distributions.pip), version: facts._meta.pipItself.version };
  for (const [name, text] of Object.entries(EARLIER_RELEASES)) distributions[name] = withEarlier(required(distributions[name]), text);
  for (const [name, musl] of Object.entries(WITHOUT_MUSL_WHEEL)) distributions[name] = { ...required(distributions[name]), musl };
  return {
    provenance: { source: 'facts about PyPI (sizes as pip prints them) and published wheels', asOf: '2026-11' },
    distributions: Object.fromEntries(Object.entries(closed(distributions)).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Without those that need something that is not there: they are beyond the catalogue, too. */
function closed(distributions: Readonly<Record<string, PipDistribution>>): Readonly<Record<string, PipDistribution>> {
  const known = (word: string): boolean => distributions[word.replace(/\[.*$/, '')] !== undefined;
  const kept = Object.entries(distributions).filter(([, { requires }]) => requires.every(known));
  if (kept.length < Object.keys(distributions).length) return closed(Object.fromEntries(kept));
  return Object.fromEntries(kept.map(([name, distribution]) => [name, withExtras(name, distribution, known)]));
}

/** With those extras all of whose members are there. */
function withExtras(name: string, { extras, ...distribution }: PipDistribution, known: (word: string) => boolean): PipDistribution {
  const whole = Object.fromEntries(Object.entries({ ...extras, ...EXTRAS[name] }).filter(([, words]) => words.length > 0 && words.every(known)));
  return { ...distribution, ...optional('extras', whole) };
}

function required(distribution: PipDistribution | undefined): PipDistribution {
  if (distribution === undefined) throw new Error('a release table names a distribution that is not in the catalogue');
  return distribution;
}

function withEarlier(distribution: PipDistribution, text: string): PipDistribution {
  return { ...distribution, earlier: text.split(' ').filter((version) => version !== distribution.version) };
}

function fromWheel(wheel: ObservedWheel, known: PipPackageFacts | undefined): PipDistribution {
  const wheelBytes = known === undefined || known.version === wheel.version ? wheel.wheelBytes : known.wheelBytes;
  const scale = wheelBytes / wheel.wheelBytes;
  return {
    name: wheel.name,
    version: known?.version ?? wheel.version,
    tag: wheel.tag.replaceAll(/\bcp311\b/g, 'cpXY'),
    wheelBytes,
    bytecodeBytes: Math.round(wheel.bytecodeBytes * scale),
    ...(scale === 1 ? {} : { scale: Number(scale.toFixed(4)) }),
    metadataBytes: wheel.metadataBytes,
    licence: known?.licence ?? wheel.licence,
    summary: wheel.summary.slice(0, 80),
    top: wheel.top,
    listing: wheel.listing.replaceAll('cpython-311', 'cpython-XY'),
    requires: known?.depends ?? wheel.requires.map(bareName),
    ...optional('scripts', wheel.scripts),
    ...optional('programs', wheel.programs),
    ...optional('extras', extrasOf(wheel.extras)),
  };
}

/** Test and documentation tools of a project are of no use to those who install it. */
const DEVELOPERS_EXTRAS =
  /^(?:dev|docs?|tests?|testing|lint|typing|types|benchmark|build|check|cover|enabler|coverage|all-?dev|development|quality|style|rtd)/;

function extrasOf(extras: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(extras)
      .filter(([name]) => !DEVELOPERS_EXTRAS.test(name))
      .map(([name, words]) => [name, words.map(bareName)]),
  );
}

/** Name and extras of a requirement, without versions: the catalogue has one current version of each, and those fit. */
function bareName(word: string): string {
  return /^[a-z0-9-]+(?:\[[^\]]*\])?/.exec(word)?.[0] ?? word;
}

function optional<K extends string, V extends object>(key: K, value: V): Partial<Record<K, V>> {
  const found: Partial<Record<K, V>> = {};
  if (Object.keys(value).length > 0) found[key] = value;
  return found;
}

/** No wheel was looked at: a package of the distribution's name, with as many files as its size suggests. */
function fromFacts(name: string, known: PipPackageFacts): PipDistribution {
  const top = OTHER_TOP_LEVEL[name] ?? name.replaceAll('-', '_');
  const pure = known.kind === 'pure' || known.kind === 'mixed';
  const unpacked = pure ? known.wheelBytes * PURE_UNPACKED_RATIO : known.installedBytes * 0.96;
  const source = pure ? unpacked * 0.96 : known.installedBytes * 0.035;
  const listing =
    name === 'torch'
      ? `/@\nMETADATA 29000\nWHEEL 120\n/torch\n*.py 2300 ${Math.round(source)}\n/torch/include\n* 8400 ${Math.round(unpacked * 0.09)}\n/torch/lib\n* 12 ${Math.round(unpacked * 0.91 - source)}`
      : `/@\nMETADATA 3500\nWHEEL 91\ntop_level.txt ${top.length + 1}\n/${top}\n*.py ${Math.max(1, Math.round(source / SOURCE_FILE_BYTES))} ${Math.round(source)}`;
  return {
    name,
    version: known.version,
    tag: pure ? 'py3-none-any' : 'cpXY-cpXY-manylinux_2_28_x86_64',
    wheelBytes: known.wheelBytes,
    bytecodeBytes: Math.round(source * BYTECODE_RATIO),
    metadataBytes: 3_500,
    licence: known.licence,
    summary: '',
    top: [top],
    listing,
    requires: known.depends,
    averaged: true,
  };
}

function fromSource(source: SourceOnly): PipDistribution {
  return {
    name: source.name,
    version: source.version,
    earlier: source.earlier.split(' '),
    tag: 'sdist',
    wheelBytes: source.sdistBytes,
    bytecodeBytes: source.bytecodeBytes,
    metadataBytes: 4_000,
    licence: source.licence,
    summary: source.summary,
    top: source.top,
    listing: source.listing,
    requires: [],
    ...optional('scripts', source.scripts ?? {}),
    ...optional('programs', source.programs ?? {}),
    build: { needs: source.needs, milliseconds: source.buildMilliseconds },
    averaged: true,
  };
}

function fromKnownWheel(name: string, wheel: (typeof KNOWN_WHEELS)[string]): PipDistribution {
  const top = wheel.top ?? name.replaceAll('-', '_');
  const native = wheel.native === true;
  const source = wheel.programs?.[name] !== undefined ? 20_000 : wheel.wheelBytes * (native ? 0.6 : PURE_UNPACKED_RATIO);
  const library = native ? `\n_${top}.cpython-XY-x86_64-linux-gnu.so ${Math.round(wheel.wheelBytes * 2.2)}` : '';
  return {
    name,
    version: wheel.version,
    tag: native
      ? 'cpXY-cpXY-manylinux_2_28_x86_64'
      : wheel.programs?.[name] === undefined
        ? 'py3-none-any'
        : 'py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64',
    wheelBytes: wheel.wheelBytes,
    bytecodeBytes: Math.round(source * BYTECODE_RATIO),
    metadataBytes: 5_000,
    licence: wheel.licence,
    summary: wheel.summary,
    top: [top],
    listing: `/@\nMETADATA 5000\nWHEEL 91\n/${top}\n*.py ${Math.max(2, Math.round(source / SOURCE_FILE_BYTES))} ${Math.round(source)}${library}`,
    requires: wheel.requires,
    ...optional('scripts', wheel.scripts ?? {}),
    ...optional('programs', wheel.programs ?? {}),
    averaged: true,
  };
}
