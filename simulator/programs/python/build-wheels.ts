import { sha256Hex } from '../../digest/sha256';
import { tellBuildFailure } from './build-failure';
import { builtWheel, keepWheel, keptWheel } from './built-wheels';
import type { ObtainRequest } from './collect-output';
import { buildFailure, buildMilliseconds } from './native-build';
import { say } from './pip-messages';
import type { Candidate } from './resolve';
import { targetOf } from './target';
import { projectWheel, projectWheelName } from './wheel-files';

/** Builds projects and source distributions; an exit code when one cannot be built. */
export function buildWheels(request: ObtainRequest, candidates: readonly Candidate[], cache: string | undefined): number | undefined {
  const { context, python } = request;
  const { options } = request.gathered;
  const target = targetOf(context, python);
  const building = candidates.filter(
    (candidate) =>
      candidate.source.kind === 'project' ||
      (candidate.source.kind === 'index' && candidate.source.sdist && keptWheel(context, cache, candidate, target) === undefined),
  );
  if (building.length === 0) return undefined;
  say(context, options, `Building wheels for collected packages: ${building.map(({ name }) => name).join(', ')}`);
  for (const candidate of building) {
    const what = candidate.source.kind === 'project' && candidate.source.editable ? 'editable' : 'wheel';
    say(context, options, `  Building ${what} for ${candidate.name} (pyproject.toml): started`);
    const failure = candidate.source.kind === 'index' ? buildFailure(context, python, candidate.name, candidate.distribution) : undefined;
    say(
      context,
      options,
      `  Building ${what} for ${candidate.name} (pyproject.toml): finished with status '${failure === undefined ? 'done' : 'error'}'`,
    );
    if (failure !== undefined) return tellBuildFailure({ ...request, options }, candidate.name, failure);
    say(context, options, `  Created wheel for ${candidate.name}: ${createdText(request, candidate, cache)}`);
    context.work({ kind: 'compute', milliseconds: candidate.source.kind === 'index' ? buildMilliseconds(candidate.distribution) : 900 });
  }
  say(context, options, `Successfully built ${building.map(({ name }) => name).join(' ')}`);
  return undefined;
}

/** Name, size and hash of a new wheel and where it is kept: a project's own only for the moment, a published source's in the cache. */
function createdText({ context, python }: ObtainRequest, candidate: Candidate, cache: string | undefined): string {
  if (candidate.source.kind === 'project') {
    const { project, editable } = candidate.source;
    const bytes = projectWheel(context, project) ?? new Uint8Array();
    const file = editable ? projectWheelName(project).replace('-py3', '-0.editable-py3') : projectWheelName(project);
    return `filename=${file} size=${bytes.length} sha256=${sha256Hex(bytes)}\n  Stored in directory: /tmp/pip-ephem-wheel-cache/wheels`;
  }
  const wheel = builtWheel(candidate, targetOf(context, python));
  if (cache !== undefined) keepWheel(context, cache, wheel);
  return `filename=${wheel.file} size=${wheel.sizeBytes} sha256=${sha256Hex(wheel.file)}\n  Stored in directory: ${cache === undefined ? '/tmp/pip-ephem-wheel-cache/wheels' : `${cache}/${wheel.place}`}`;
}
