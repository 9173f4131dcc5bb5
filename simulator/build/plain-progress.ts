import type { BuildResult, BuiltImage, CacheExportReport, Step } from '../build-types';

/**
 * The build as `docker build --progress=plain` would have scrolled by: numbered vertices, each with its log and its end. Times are the
 * simulated ones.
 */
export function plainProgress(result: BuildResult): string {
  const lines: string[] = [];
  let number = 0;
  for (const { type, ref, found } of result.cacheImports ?? []) {
    number += 1;
    const name = type === 'registry' ? ref : `${type}:${ref}`;
    lines.push(`#${number} importing cache manifest from ${name}`, `#${number} ${found ? 'DONE' : `ERROR: ${ref}: not found`}`, '');
  }
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
      ...[...attestationLines(image, result), ...indexLines(image, result)].map((line) => `#${number} ${line}`),
      `#${number} DONE`,
      '',
    );
  }
  for (const report of result.cacheExports ?? []) {
    if (report.type === 'inline') continue;
    number += 1;
    lines.push(`#${number} ${EXPORT_NAMES[report.type]}`, ...exportLines(report).map((line) => `#${number} ${line}`), '');
  }
  for (const warning of result.warnings) lines.push(`WARN: ${warning.rule ?? ''}: ${warning.message}`);
  if (result.error !== undefined) lines.push(`ERROR: failed to solve: ${result.error.message}`);
  if (result.error?.beyondCatalog) lines.push('note: the simulated registry holds a small part of the real one');
  if (result.error?.suggestions?.length) lines.push(`note: there is ${result.error.suggestions.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

function attestationLines(image: BuiltImage, { attestations = [] }: BuildResult): string[] {
  return attestations.flatMap(({ subjectDigest, manifestDigest }) =>
    subjectDigest === image.manifestDigest ? [`exporting attestation manifest ${manifestDigest} done`] : [],
  );
}

/** The index comes when all that it names is written. */
function indexLines(image: BuiltImage, { images, indexJson, indexDigest }: BuildResult): string[] {
  return indexJson !== undefined && image === images.at(-1) ? [`exporting manifest list ${indexDigest} done`] : [];
}

const EXPORT_NAMES = {
  local: 'exporting cache to client directory',
  registry: 'exporting cache to registry',
  gha: 'exporting to GitHub Actions Cache',
} as const;

function exportLines({ layers, documents }: CacheExportReport): string[] {
  const [document] = documents;
  return [
    `writing ${layers} layers done`,
    ...(document === undefined ? [] : [`writing config ${document.configDigest} done`]),
    ...(document?.manifestDigest === undefined ? [] : [`writing cache image manifest ${document.manifestDigest} done`]),
    'DONE',
  ];
}

function stepLines(step: Step): string[] {
  if (step.status === 'cached') return ['CACHED'];
  if (step.status === 'skipped') return ['CANCELED'];
  const log = step.output.map((line, index) => `${(((index + 1) / (step.output.length + 1)) * (step.durationMs / 1000)).toFixed(3)} ${line.text}`);
  const notices = step.notices.map((notice) => `(${notice.fidelity === 'unknown' ? 'not simulated' : 'modelled'}: ${notice.code})`);
  const end = step.status === 'failed' ? `ERROR: ${step.error ?? ''}` : `DONE ${(step.durationMs / 1000).toFixed(1)}s`;
  return [...log, ...notices, end];
}
