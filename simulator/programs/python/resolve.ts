import type { PipDistribution, PipPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import type { InstalledDistribution } from './installed';
import { metadataOf, requiredNames } from './installed';
import { type MarkerEnvironment, markerHolds } from './marker';
import { noteExtra } from './notices';
import type { PythonProject } from './project';
import { type NamedRequirement, parseRequirement, type Requirement, requirementText } from './requirement';
import { type Clause, satisfies, specifierText } from './specifier';
import { compareVersionTexts } from './version';
import { openWheel, unknownDistribution, type WheelFile, wheelRequirements } from './wheel-files';
import { archiveName, chooseRelease, distributionOf, knownReleases, type WheelTarget } from './world';

/** Where the files of a candidate come from. */
export type CandidateSource =
  | { readonly kind: 'index'; readonly archive: string; readonly sdist: boolean }
  | { readonly kind: 'wheel'; readonly wheel: WheelFile }
  | { readonly kind: 'project'; readonly project: PythonProject; readonly editable: boolean };

export interface Candidate {
  readonly name: string;
  readonly version: string;
  readonly distribution: PipDistribution;
  readonly source: CandidateSource;
  readonly requested: boolean;
  /** See `chooseRelease`. */
  readonly assumed: boolean;
  readonly requires: readonly string[];
  readonly hashes: readonly string[];
}

/** What pip reports while it looks, in order. `asked` is the requirement's text, `from` who asked, as pip says it in parentheses. */
export type ResolutionStep =
  | { readonly kind: 'collect'; readonly asked: string; readonly from: string; readonly candidate: Candidate }
  | { readonly kind: 'satisfied'; readonly asked: string; readonly from: string; readonly installed: InstalledDistribution };

export type ResolutionFailure =
  /** Not on the index at all: `nearest` are names that are. */
  | { readonly kind: 'unknown-name'; readonly asked: string; readonly parent: string; readonly name: string }
  | { readonly kind: 'no-version'; readonly name: string; readonly asked: string; readonly parent: string; readonly versions: readonly string[] }
  | { readonly kind: 'conflict'; readonly name: string; readonly asks: readonly { readonly text: string; readonly constraint: boolean }[] };

export interface Resolution {
  readonly steps: readonly ResolutionStep[];
  /** In the order in which they are installed: what others need comes first. */
  readonly candidates: readonly Candidate[];
  readonly failure: ResolutionFailure | undefined;
}

/** A requirement whose place is known: a project, or a wheel, that lies in the file system. */
export interface Located {
  readonly requirement: Requirement;
  readonly candidate: Candidate;
  readonly dependencies: readonly string[];
}

export interface ResolveRequest {
  readonly context: ProgramContext;
  readonly world: PipPart;
  readonly roots: readonly NamedRequirement[];
  readonly located: readonly Located[];
  readonly constraints: readonly NamedRequirement[];
  readonly wheels: readonly WheelFile[];
  readonly installed: ReadonlyMap<string, InstalledDistribution>;
  readonly environment: MarkerEnvironment;
  readonly target: WheelTarget;
  readonly dependencies: boolean;
  /** Take the newest of what was named, even where an installed one fits. */
  readonly upgrade: boolean;
  readonly reinstall: boolean;
  readonly noIndex: boolean;
  readonly fromSource: (name: string) => boolean;
  /** Releases with a local part, such as `+cpu`, lie on indexes of their own; PyPI has none. */
  readonly localVersions?: boolean;
}

interface Ask {
  readonly requirement: NamedRequirement;
  /** Who asked: nearest first; empty for a root. */
  readonly chain: readonly string[];
  readonly origin: string;
  readonly root: boolean;
}

/** Goes through what is asked for, breadth first, and picks a release of each distribution that suits everybody who named it. */
export function resolve(request: ResolveRequest): Resolution {
  const asks = collectAsks(request);
  const steps: ResolutionStep[] = request.located.map(({ requirement, candidate }) => ({
    kind: 'collect',
    asked: requirement.text,
    from: requirement.origin,
    candidate,
  }));
  const candidates = new Map(request.located.map(({ candidate }) => [candidate.name, candidate]));
  for (const [name, list] of asks) {
    const [first] = list;
    if (first === undefined || candidates.has(name)) continue;
    const clauses = [...list.flatMap(({ requirement }) => requirement.clauses), ...constraintsOn(request, name)];
    const asked = requirementText(first.requirement);
    const from = fromText(first);
    const installed = request.installed.get(name);
    const wanted = list.some(({ root }) => root);
    if (
      installed !== undefined &&
      satisfies(installed.version, clauses) &&
      !request.reinstall &&
      !(wanted && request.upgrade && isOutdated(request, name, installed, clauses))
    ) {
      steps.push({ kind: 'satisfied', asked, from, installed });
      continue;
    }
    const chosen = choose(request, name, clauses, wanted, list);
    if ('kind' in chosen) return { steps, candidates: [], failure: chosen };
    steps.push({ kind: 'collect', asked, from, candidate: chosen });
    candidates.set(name, chosen);
  }
  return { steps, candidates: installOrder([...candidates.values()]), failure: undefined };
}

/** Everybody's wishes by distribution, in the order in which they come up. */
function collectAsks(request: ResolveRequest): ReadonlyMap<string, readonly Ask[]> {
  const asks = new Map<string, Ask[]>();
  const seen = new Set<string>();
  const queue: Ask[] = request.roots.map((requirement) => ({ requirement, chain: [], origin: requirement.origin, root: true }));
  for (const { candidate, dependencies } of request.located)
    for (const word of request.dependencies ? dependencies : [])
      queue.push(...askFor(request, word, [`${candidate.name}==${candidate.version}`], ''));
  for (let ask = queue.shift(); ask !== undefined; ask = queue.shift()) {
    const { requirement } = ask;
    if (requirement.marker !== undefined && !markerHolds(requirement.marker, request.environment)) continue;
    const { name } = requirement;
    asks.set(name, [...(asks.get(name) ?? []), ask]);
    if (!request.dependencies) continue;
    const chain = [requirementText(requirement), ...ask.chain];
    for (const word of dependenciesOf(request, requirement)) {
      const key = `${name} ${word}`;
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push(...askFor(request, word, chain, ask.origin));
    }
  }
  return asks;
}

function askFor(request: ResolveRequest, word: string, chain: readonly string[], origin: string): readonly Ask[] {
  const requirement = parseRequirement(word);
  if (requirement.kind !== 'named' || (requirement.marker !== undefined && !markerHolds(requirement.marker, request.environment))) return [];
  return [{ requirement, chain, origin, root: false }];
}

/** What is installed and stays says in its metadata what it needs. */
function dependenciesOf(request: ResolveRequest, { name, extras }: NamedRequirement): readonly string[] {
  const distribution = distributionOf(request.world, name);
  const installed = request.installed.get(name);
  const plain =
    distribution?.requires ??
    ownRequirements(request, name) ??
    (installed === undefined ? [] : requiredNames(metadataOf(request.context, installed)));
  for (const extra of extras)
    if (distribution !== undefined && !Object.hasOwn(distribution.extras ?? {}, extra)) noteExtra(request.context, name, extra);
  return [
    ...plain,
    ...extras.flatMap((extra) =>
      distribution?.extras !== undefined && Object.hasOwn(distribution.extras, extra) ? (distribution.extras[extra] ?? []) : [],
    ),
  ];
}

/** What a wheel that was built here says of itself. */
function ownRequirements({ context, wheels }: ResolveRequest, name: string): readonly string[] | undefined {
  const wheel = wheels.find((file) => file.name === name);
  const content = wheel === undefined ? undefined : context.fs.content(wheel.path);
  const opened = content?.ok === true ? openWheel(content.value) : undefined;
  return opened === undefined ? undefined : wheelRequirements(opened);
}

function constraintsOn(request: ResolveRequest, name: string): readonly Clause[] {
  return request.constraints.filter((constraint) => constraint.name === name).flatMap(({ clauses }) => clauses);
}

function isOutdated(request: ResolveRequest, name: string, installed: InstalledDistribution, clauses: readonly Clause[]): boolean {
  const distribution = distributionOf(request.world, name);
  const release = distribution === undefined ? undefined : chooseRelease(distribution, clauses);
  return release !== undefined && compareVersionTexts(release.version, installed.version) > 0;
}

/** `flask==3.1.0->-r requirements.txt (line 2)`; empty for what the command line names. */
function fromText({ chain, origin }: Ask): string {
  return [...chain, ...(origin === '' ? [] : [origin])].join('->');
}

function choose(
  request: ResolveRequest,
  name: string,
  clauses: readonly Clause[],
  requested: boolean,
  asks: readonly Ask[],
): Candidate | ResolutionFailure {
  const { world, target } = request;
  const distribution = request.noIndex ? undefined : distributionOf(world, name);
  const unavailable = distribution !== undefined && target.musl && distribution.musl === 'none';
  const release = distribution === undefined || unavailable ? undefined : chooseRelease(distribution, clauses);
  const hashes = asks.flatMap(({ requirement }) => requirement.hashes);
  const wheel = request.wheels
    .filter((file) => file.name === name && satisfies(file.version, clauses))
    .sort((a, b) => compareVersionTexts(b.version, a.version))[0];
  const figures = distributionOf(world, name);
  if (wheel !== undefined && (release === undefined || compareVersionTexts(wheel.version, release.version) >= 0))
    return wheelCandidate(request, wheel, requested, figures, hashes);
  if (distribution === undefined || release === undefined) return failureOf(name, asks, request, unavailable ? undefined : distribution);
  const sdist = distribution.tag === 'sdist' || request.fromSource(name) || (target.musl && distribution.musl === 'sdist');
  const archive = sdist ? `${name.replaceAll('-', '_')}-${release.version}.tar.gz` : archiveName(name, release.version, distribution, target);
  return {
    name,
    version: request.localVersions === true ? release.version : release.version.replace(/\+.*$/, ''),
    distribution,
    source: { kind: 'index', archive, sdist },
    requested,
    assumed: release.assumed,
    requires: distribution.requires,
    hashes,
  };
}

function wheelCandidate(
  request: ResolveRequest,
  wheel: WheelFile,
  requested: boolean,
  figures: PipDistribution | undefined,
  hashes: readonly string[],
): Candidate {
  const own = ownRequirements(request, wheel.name);
  const content = request.context.fs.content(wheel.path);
  const bytes = !content.ok ? 0 : content.value.kind === 'bytes' ? content.value.bytes.length : content.value.sizeBytes;
  const distribution = figures ?? unknownDistribution(wheel.name, wheel.version, bytes);
  return {
    name: wheel.name,
    version: wheel.version,
    distribution,
    source: { kind: 'wheel', wheel },
    requested,
    assumed: false,
    requires: own ?? figures?.requires ?? [],
    hashes,
  };
}

function failureOf(name: string, asks: readonly Ask[], request: ResolveRequest, distribution: PipDistribution | undefined): ResolutionFailure {
  const constraints = request.constraints.filter((constraint) => constraint.name === name);
  const texts = [
    ...asks
      .filter(({ requirement }) => requirement.clauses.length > 0)
      .map(({ requirement }) => ({ text: requirementText(requirement), constraint: false })),
    ...constraints.map((constraint) => ({ text: `${constraint.written}${specifierText(constraint.clauses)}`, constraint: true })),
  ];
  const first = asks[0];
  const asked = first === undefined ? name : requirementText(first.requirement);
  const parent = first?.chain[0] ?? '';
  if (distribution === undefined) return { kind: 'unknown-name', asked, parent: bare(parent), name };
  const alone = asks.find(({ requirement }) => chooseRelease(distribution, requirement.clauses) === undefined);
  if (texts.length > 1 && alone === undefined) return { kind: 'conflict', name, asks: texts };
  return {
    kind: 'no-version',
    name,
    asked: alone === undefined ? asked : requirementText(alone.requirement),
    parent: bare(parent),
    versions: knownReleases(distribution),
  };
}

function bare(text: string): string {
  return /^[A-Za-z0-9._-]+/.exec(text)?.[0] ?? text;
}

/**
 * pip takes leaves off the graph of dependencies, round by round, and installs each round by name from z to a
 * (pypa/pip src/pip/_internal/resolution/resolvelib/resolver.py, get_topological_weights).
 */
function installOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  const left = new Map(candidates.map((candidate) => [candidate.name, candidate]));
  const order: Candidate[] = [];
  while (left.size > 0) {
    const leaves = [...left.values()].filter((candidate) =>
      candidate.requires.every((word) => !left.has(bare(word)) || bare(word) === candidate.name),
    );
    // What is left after that are circles; pip breaks them by depth, which comes to the same for two that need each other.
    const round = (leaves.length > 0 ? leaves : [...left.values()]).sort((a, b) => (a.name < b.name ? 1 : -1));
    for (const candidate of round) left.delete(candidate.name);
    order.push(...round);
  }
  return order;
}
