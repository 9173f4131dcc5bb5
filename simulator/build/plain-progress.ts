import type { BuildResult, Step } from '../build-types';

/**
 * The build as `docker build --progress=plain` would have scrolled by: numbered vertices, each with its log and its end. Times are the
 * simulated ones.
 */
export function plainProgress(result: BuildResult): string {
  const lines: string[] = [];
  let number = 0;
  for (const step of result.steps) {
    if (step.why.causes[0]?.kind === 'not-needed') continue;
    number += 1;
    lines.push(`#${number} ${step.name}`, ...stepLines(step).map((line) => `#${number} ${line}`), '');
  }
  for (const image of result.images) {
    number += 1;
    lines.push(
      `#${number} exporting to image`,
      `#${number} exporting manifest ${image.manifestDigest} done`,
      `#${number} exporting config ${image.configDigest} done`,
      `#${number} DONE`,
      '',
    );
  }
  for (const warning of result.warnings) lines.push(`WARN: ${warning.rule ?? ''}: ${warning.message}`);
  if (result.error !== undefined) lines.push(`ERROR: failed to solve: ${result.error.message}`);
  if (result.error?.beyondCatalog) lines.push('note: the simulated registry holds a small part of the real one');
  if (result.error?.suggestions?.length) lines.push(`note: there is ${result.error.suggestions.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

function stepLines(step: Step): string[] {
  if (step.status === 'cached') return ['CACHED'];
  if (step.status === 'skipped') return ['CANCELED'];
  const log = step.output.map((line, index) => `${(((index + 1) / (step.output.length + 1)) * (step.durationMs / 1000)).toFixed(3)} ${line.text}`);
  const notices = step.notices.map((notice) => `(${notice.fidelity === 'unknown' ? 'not simulated' : 'modelled'}: ${notice.code})`);
  const end = step.status === 'failed' ? `ERROR: ${step.error ?? ''}` : `DONE ${(step.durationMs / 1000).toFixed(1)}s`;
  return [...log, ...notices, end];
}
