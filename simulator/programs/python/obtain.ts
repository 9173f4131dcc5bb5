import type { ProgramContext } from '../../shell/types';
import { buildWheels } from './build-wheels';
import { keptWheel } from './built-wheels';
import { type ObtainRequest, tellFailure, tellStep } from './collect-output';
import { INDEX_PAGE_WIRE_BYTES, PIP_PACKAGE_MILLISECONDS } from './figures';
import type { Gathered } from './gather';
import { noteRemote } from './notices';
import { archiveAnswer, type CachedAnswer, fillCache, indexPage, isCached, isCacheUsable, metadataAnswer } from './pip-cache';
import { downloadLine, fail, say, warn } from './pip-messages';
import type { PipOptions } from './pip-options';
import { type Candidate, type Resolution, resolve } from './resolve';
import { pinnedVersion } from './specifier';
import { environmentOf, targetOf } from './target';
import { wheelsIn } from './wheel-files';
import { creationOf } from './write-distribution';

export interface Obtained {
  readonly candidates: readonly Candidate[];
  readonly resolution: Resolution;
}

/** Resolves, fetches and builds, and tells about it as pip does. A number is the exit code after an error. */
export function obtain(request: ObtainRequest): Obtained | number {
  const { context, python, world, gathered } = request;
  const { options } = gathered;
  announceSources(context, options);
  const cache = usableCache(context, options);
  const resolution = resolve({
    context,
    world,
    roots: gathered.named,
    located: gathered.located,
    constraints: gathered.constraints,
    wheels: options.findLinks.flatMap((folder) => wheelsIn(context, context.resolve(folder.replace(/^file:\/\//, '')))),
    installed: request.installed,
    environment: environmentOf(context, python),
    target: targetOf(context, python),
    dependencies: options.dependencies,
    upgrade: options.upgrade,
    reinstall: options.forceReinstall || options.ignoreInstalled,
    noIndex: options.noIndex,
    localVersions: isTorchIndex(options),
    fromSource: (name) => options.noBinary.includes(':all:') || options.noBinary.includes(name),
  });
  for (const { url } of gathered.remote) noteRemote(context, url);
  for (const step of resolution.steps) {
    const answer = tellStep(request, step, cache);
    if (answer !== undefined) return answer;
  }
  if (resolution.failure !== undefined) return tellFailure(request, resolution);
  const unhashed = gathered.hashesRequired ? checkHashes(context, gathered, resolution) : undefined;
  if (unhashed !== undefined) return unhashed;
  fetchArchives(request, resolution.candidates, cache);
  const built = buildWheels(request, resolution.candidates, cache);
  return built ?? { candidates: resolution.candidates, resolution };
}

/** The index of PyTorch's own builds, which has those without CUDA. */
function isTorchIndex({ indexUrl, extraIndexUrls }: PipOptions): boolean {
  return [indexUrl ?? '', ...extraIndexUrls].some((url) => url.includes('download.pytorch.org/whl/cpu'));
}

function announceSources(context: ProgramContext, options: PipOptions): void {
  if (options.noIndex ? false : options.indexUrl !== undefined || options.extraIndexUrls.length > 0)
    say(
      context,
      options,
      `Looking in indexes: ${[options.indexUrl ?? 'https://pypi.org/simple', ...options.extraIndexUrls].map(withoutPassword).join(', ')}`,
    );
  if (options.findLinks.length > 0) say(context, options, `Looking in links: ${options.findLinks.join(', ')}`);
}

/** pip hides what stands between user and host. */
function withoutPassword(url: string): string {
  return url.replace(/^(https?:\/\/[^:@/]+):[^@/]*@/, '$1:****@');
}

/** The cache's folder, or nothing when it is off or somebody else's. */
export function usableCache(context: ProgramContext, options: PipOptions): string | undefined {
  if (!options.cache) return undefined;
  if (isCacheUsable(context, options.cacheFolder)) return options.cacheFolder;
  warn(
    context,
    options,
    `The directory '${options.cacheFolder}' or its parent directory is not owned or is not writable by the current user. The cache has been disabled. Check the permissions and owner of that directory. If executing pip with sudo, you should use sudo's -H flag.`,
  );
  return undefined;
}

function fetchArchives(request: ObtainRequest, candidates: readonly Candidate[], cache: string | undefined): void {
  const { context } = request;
  const { options } = request.gathered;
  const answers: CachedAnswer[] = [];
  let bytes = 0;
  let requests = 0;
  for (const candidate of candidates) {
    const { name, source, distribution } = candidate;
    if (source.kind !== 'index') continue;
    const archive = archiveAnswer(source.archive, distribution.wheelBytes);
    const cached = cache !== undefined && isCached(context, cache, archive);
    if (keptWheel(context, cache, candidate, targetOf(context, request.python)) !== undefined) continue;
    if (!source.sdist) downloadLine(context, options, source.archive, distribution.wheelBytes, cached);
    answers.push(indexPage(name), ...(source.sdist ? [] : [metadataAnswer(source.archive, distribution.metadataBytes)]), archive);
    // A page that is in the cache is asked for again, which costs a request; an archive never changes.
    requests += cached ? 1 : 3;
    bytes += cached ? 0 : INDEX_PAGE_WIRE_BYTES + distribution.wheelBytes + distribution.metadataBytes;
  }
  if (requests > 0) context.work({ kind: 'download', bytes, requests });
  context.work({ kind: 'compute', milliseconds: candidates.length * PIP_PACKAGE_MILLISECONDS });
  if (cache !== undefined) fillCache(context, cache, answers, creationOf(context));
}

/** Archives' hashes are not in the catalogue: whether one is there and every version pinned is checked, the hash itself is believed. */
function checkHashes(context: ProgramContext, gathered: Gathered, resolution: Resolution): number | undefined {
  const loose = gathered.named.filter(({ clauses, marker }) => pinnedVersion(clauses) === undefined && marker === undefined);
  if (loose.length > 0)
    return fail(
      context,
      `In --require-hashes mode, all requirements must have their versions pinned with ==. These do not:\n${loose.map(({ text, origin }) => `    ${text}${origin === '' ? '' : ` (from ${origin})`}`).join('\n')}`,
    );
  const bare = resolution.candidates.filter(({ source, hashes }) => source.kind === 'index' && hashes.length === 0);
  if (bare.length > 0) {
    context.notice({ fidelity: 'modelled', code: 'pip-hashes', details: { packages: bare.map(({ name }) => name).join(', ') } });
    return fail(
      context,
      `Hashes are required in --require-hashes mode, but they are missing from some requirements. Here is a list of those requirements along with the hashes their downloaded archives actually had. Add lines like these to your requirements files to prevent tampering. (If you did not enable --require-hashes manually, note that it turns on automatically when any package has a hash.)\n${bare.map(({ name, version }) => `    ${name}==${version} --hash=sha256:(not known here)`).join('\n')}`,
    );
  }
  context.notice({ fidelity: 'modelled', code: 'pip-hashes', details: { packages: resolution.candidates.length } });
  return undefined;
}
