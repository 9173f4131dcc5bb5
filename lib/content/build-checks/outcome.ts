import { formatBytes } from '@/lib/lab/format';
import type { BuildResult, BuiltImage } from '@/simulator';
import { assertNever } from '@/simulator/assert-never';
import type { OutcomeQuestion } from './content';

/** What a build answers to a question; no lines when there is nothing of the kind, and the error when there is no image. */
export type Outcome =
  | { readonly kind: 'built' }
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

export function readOutcome(question: OutcomeQuestion, result: BuildResult): Outcome {
  const image = result.images[0];
  if (!result.ok || image === undefined) return { kind: 'failed', message: result.error?.message ?? '' };
  return question.kind === 'result' ? { kind: 'built' } : { kind: 'lines', lines: linesOf(question, image) };
}

function linesOf(question: Exclude<OutcomeQuestion, { kind: 'result' }>, image: BuiltImage): readonly string[] {
  const { config } = image;
  switch (question.kind) {
    case 'command':
      return jsonLine([...(config.Entrypoint ?? []), ...(config.Cmd ?? [])]);
    case 'variable':
      return (config.Env ?? []).filter((pair) => pair.startsWith(`${question.name}=`));
    case 'label':
      return present(config.Labels?.[question.name]);
    case 'author':
      return present(image.author);
    case 'working-directory':
      return present(config.WorkingDir);
    case 'ports':
      return Object.keys(config.ExposedPorts ?? {});
    case 'history':
      return image.history.map(({ createdBy }) => createdBy).filter((line) => line.includes(question.holds));
    case 'files':
      return writtenFiles(image, question.under);
    case 'architecture':
      return [`${image.platform.os}/${image.architecture}`];
    case 'size':
      return [formatBytes(image.sizeBytes)];
    case 'digest':
      return [image.manifestDigest];
    default:
      return assertNever(question);
  }
}

function present(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}

function jsonLine(words: readonly string[]): readonly string[] {
  return words.length === 0 ? [] : [`[${words.map((word) => JSON.stringify(word)).join(', ')}]`];
}

function writtenFiles(image: BuiltImage, under: string): readonly string[] {
  return image.layers
    .filter(({ base }) => !base)
    .flatMap(({ entries }) => entries.filter(({ type, path }) => type === 'file' && path.startsWith(under)).map(({ path }) => `/${path}`));
}
