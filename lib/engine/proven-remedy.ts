import type { WorkspacePatch } from '@/lib/lab/file-edits';
import { fileAt, type Workspace, type WorkspaceFile } from '@/lib/lab/workspace';
import { applyRemedy, type BuildRequest, type ContextEntry, type Remedy } from '@/simulator';
import type { ProvenRemedy } from './types';

/** Puts a remedy of the build request into terms of the workspace that the request was made from. */
export function provenRemedy(remedy: Remedy, request: BuildRequest, workspace: Workspace): ProvenRemedy {
  const patch = patchFor(applyRemedy(request, remedy), request, workspace);
  if (remedy.rehearsal === undefined) return { remedy, patch };
  const rehearsal = remedy.rehearsal.reduce((changed, actions) => applyRemedy(changed, { actions }), request);
  return { remedy, patch, rehearsal: patchFor(rehearsal, request, workspace) };
}

function patchFor(changed: BuildRequest, request: BuildRequest, workspace: Workspace): WorkspacePatch {
  const paths = new Set([...request.context.keys(), ...changed.context.keys()]);
  const differing = [...paths].filter((path) => request.context.get(path) !== changed.context.get(path));
  return {
    files: Object.fromEntries(differing.map((path) => [path, workspaceFile(changed.context.get(path), fileAt(workspace, path))])),
    ...(changed.buildArgs === request.buildArgs ? {} : { buildArgs: changed.buildArgs ?? {} }),
    ...(changed.noCache === request.noCache && changed.noCacheFilter === request.noCacheFilter ? {} : { noCache: 'none' as const }),
  };
}

/** A workspace holds text files alone, so that what was built from one has no others to go back to. */
function workspaceFile(entry: ContextEntry | undefined, before: WorkspaceFile | undefined): WorkspaceFile | undefined {
  if (entry?.kind !== 'file') return undefined;
  const { content, mode, mtimeSeconds } = entry;
  return {
    ...before,
    text: typeof content === 'string' ? content : new TextDecoder().decode(content),
    ...(mode === undefined ? {} : { mode }),
    ...(mtimeSeconds === undefined ? {} : { mtimeSeconds }),
  };
}
