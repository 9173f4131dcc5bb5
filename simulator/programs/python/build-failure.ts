import type { ProgramContext } from '../../shell/types';
import { BUILD_ENVIRONMENT_MILLISECONDS } from './figures';
import type { BuildFailure } from './native-build';
import { fail, say } from './pip-messages';
import { compareVersionTexts } from './version';

export interface BuildReport {
  readonly context: ProgramContext;
  readonly pipVersion: string;
  readonly options: { readonly quiet: number };
}

/** What pip prints when a build's process fails: its output in a frame, then a summary that each release of pip words anew. */
export function tellBuildFailure(request: BuildReport, name: string, failure: BuildFailure): number {
  const { context, pipVersion } = request;
  const title = failure.stage === 'requirements' ? 'Getting requirements to build wheel' : `Building wheel for ${name} (pyproject.toml)`;
  if (failure.stage === 'requirements')
    say(
      context,
      request.options,
      "  Getting requirements to build wheel: started\n  Getting requirements to build wheel: finished with status 'error'",
    );
  context.err(
    [
      '  error: subprocess-exited-with-error',
      '  ',
      `  × ${title} did not run successfully.`,
      '  │ exit code: 1',
      `  ╰─> [${failure.lines.length} lines of output]`,
      ...failure.lines.map((line) => `      ${line}`),
      '      [end of output]',
      '  ',
      '  note: This error originates from a subprocess, and is likely not a problem with pip.',
      '',
    ].join('\n'),
  );
  context.work({ kind: 'compute', milliseconds: BUILD_ENVIRONMENT_MILLISECONDS });
  context.notice({ fidelity: 'modelled', code: 'pip-build', details: { package: name } });
  if (failure.stage === 'requirements') {
    if (compareVersionTexts(pipVersion, '25.3') >= 0) return fail(context, `Failed to build '${name}' when getting requirements to build wheel`);
    context.err(
      `error: subprocess-exited-with-error\n\n× ${title} did not run successfully.\n│ exit code: 1\n╰─> See above for output.\n\nnote: This error originates from a subprocess, and is likely not a problem with pip.\n`,
    );
    return 1;
  }
  context.err(`  ERROR: Failed building wheel for ${name}\n`);
  say(context, request.options, `Failed to build ${name}`);
  if (compareVersionTexts(pipVersion, '25.1') >= 0)
    context.err(
      `error: failed-wheel-build-for-install\n\n× Failed to build installable wheels for some pyproject.toml based projects\n╰─> ${name}\n`,
    );
  else context.err(`ERROR: Failed to build installable wheels for some pyproject.toml based projects (${name})\n`);
  return 1;
}
