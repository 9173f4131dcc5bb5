import { parseOwnerSpec } from '../fs/owner';
import type { Instruction } from '../instructions/types';
import { checkWorkdir } from '../linter';
import { commitToHistory, type DispatchContext, type DispatchError, originOf, platformOf, setConfig } from './dispatch-context';
import { normalizeActionPath, normalizePath } from './go-path';
import type { Command, StageState } from './stage-state';
import { expandStepText, nextStepName, uppercaseKeyword } from './step-name';
import { createVertex } from './vertex';

type Workdir = Extract<Instruction, { kind: 'WORKDIR' }>;

/** A base image's working directory: no step, no history. A Windows image has it with backslashes (util/system/path.go, NormalizeWorkdir). */
export function inheritWorkdir(state: StageState, path: string): void {
  const isWindows = state.platform?.os === 'windows';
  const slashed = (text: string) => (isWindows ? text.replaceAll('\\', '/') : text);
  const directory = normalizePath(slashed(state.image.config.WorkingDir ?? ''), slashed(path), false);
  setConfig(state, { WorkingDir: isWindows ? directory.replaceAll('/', '\\') : directory });
  state.workingDirectory = directory;
}

/**
 * WORKDIR makes its directory: a step of the file system for every path but `/`, whoever USER names owning it
 * (dockerfile2llb/convert.go, dispatchWorkdir). The config keeps the path as written, `/srv/../srv` stays so.
 */
export function dispatchWorkdir(state: StageState, command: Command, instruction: Workdir, context: DispatchContext): DispatchError {
  context.report(checkWorkdir(instruction, state.workdirSet));
  state.workdirSet = true;
  inheritWorkdir(state, instruction.path);
  const directory = state.workingDirectory;
  if (directory !== '/') {
    const owner = state.user === '' ? undefined : parseOwnerSpec(state.user);
    const title = expandStepText(instruction.original, state.env, { escape: context.escape });
    state.output = createVertex(
      {
        kind: 'file',
        base: state.output === undefined ? undefined : 0,
        actions: [
          {
            kind: 'mkdir',
            path: normalizeActionPath(directory, false),
            mode: 0o755,
            makeParents: true,
            ...(owner === undefined ? {} : { owner }),
            ...(context.epochSeconds === undefined ? {} : { timestampSeconds: context.epochSeconds }),
          },
        ],
      },
      state.output === undefined ? [] : [state.output],
      {
        name: nextStepName(uppercaseKeyword(title), {
          state,
          multiPlatform: context.multiPlatform,
          platform: platformOf(state, context),
          env: state.env,
          isOnBuild: command.isOnBuild,
        }),
        origin: originOf(state, command, context),
      },
    );
  }
  commitToHistory(state, `WORKDIR ${directory}`, { layer: directory !== '/' });
  return undefined;
}
