import type { BuiltImage } from '../build-types';
import type { SecretFinder } from '../scan/secret-forms';
import type { Leak, LeakPlace, LeakRemedy } from './leak-types';

/** Secrets in an image's config: variables, labels, commands. */
export function* configLeaks(built: BuiltImage, image: number, { inText }: SecretFinder): Generator<Leak> {
  const { Env: env = [], Labels: labels = {}, ...fields } = built.config;
  for (const entry of env) {
    const form = inText(entry);
    const name = entry.slice(0, Math.max(0, entry.indexOf('=')));
    if (form !== undefined) yield { place: { kind: 'env', name }, form, image, remedies: ['set-at-run-time', 'secret-mount'] };
  }
  for (const [name, text] of Object.entries(labels)) {
    const form = inText(`${name}\n${text}`);
    if (form !== undefined) yield { place: { kind: 'label', name }, form, image, remedies: ['set-at-run-time'] };
  }
  for (const field of FIELDS) {
    const form = textsOf(field === 'author' ? built.author : fields[field])
      .map(inText)
      .find((found) => found !== undefined);
    if (form !== undefined) yield { place: { kind: 'config', field }, form, image, remedies: ['set-at-run-time'] };
  }
}

const FIELDS = [
  'User',
  'ExposedPorts',
  'Entrypoint',
  'Cmd',
  'Volumes',
  'WorkingDir',
  'StopSignal',
  'Healthcheck',
  'OnBuild',
  'Shell',
  'author',
] as const satisfies readonly Extract<LeakPlace, { kind: 'config' }>['field'][];

/** Every text in a piece of config, names of objects included. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsOf(inner)]);
}

/**
 * Secrets in the history: texts of instructions, and values of build arguments, which stand in the entry of their ARG and before the command
 * of each RUN in their scope.
 */
export function* historyLeaks(built: BuiltImage, image: number, { inText }: SecretFinder): Generator<Leak> {
  const declared: Argument[] = [];
  let layers = 0;
  for (const [historyIndex, { createdBy, emptyLayer }] of built.history.entries()) {
    const layerIndex = emptyLayer ? undefined : layers++;
    const at = { image, ...layerAt(built, layerIndex) };
    const { args, text } = splitHistory(createdBy, declared);
    if (text === '') declared.push(...args);
    for (const { name, value } of args) {
      const form = inText(value);
      if (form !== undefined) yield { place: { kind: 'build-argument', historyIndex, argument: name }, form, ...at, remedies: ['secret-mount'] };
    }
    const form = inText(text);
    const instruction = /^[A-Z]+(?=\s)/.exec(text)?.[0] ?? 'RUN';
    if (form !== undefined) yield { place: { kind: 'history', historyIndex, instruction }, form, ...at, remedies: textRemedies(instruction, text) };
  }
}

function layerAt(built: BuiltImage, layerIndex: number | undefined): Pick<Leak, 'layerIndex' | 'stepId'> {
  const layer = layerIndex === undefined ? undefined : built.layers[layerIndex];
  if (layerIndex === undefined || layer === undefined) return {};
  return { layerIndex, ...(layer.stepId === undefined ? {} : { stepId: layer.stepId }) };
}

function textRemedies(instruction: string, text: string): readonly LeakRemedy[] {
  switch (instruction) {
    case 'ADD':
      return /\s(?:https?:|git@|ssh:|git:)/.test(text) ? ['git-auth-secret', 'secret-mount'] : ['ignore-file'];
    case 'COPY':
      return ['ignore-file'];
    case 'ENV':
      return ['set-at-run-time', 'secret-mount'];
    case 'ARG':
    case 'RUN':
      return ['secret-mount'];
    default:
      return ['set-at-run-time'];
  }
}

interface Argument {
  readonly name: string;
  readonly value: string;
}

interface HistoryText {
  readonly args: readonly Argument[];
  /** The instruction without its arguments; empty for an ARG. */
  readonly text: string;
}

/**
 * `ARG A=x`, or `RUN |2 A=x B=y /bin/sh -c make`: how many arguments, the arguments, the command. Nothing marks where a value ends, so those
 * that an ARG above has declared are looked for first; another one ends at the next blank.
 */
function splitHistory(createdBy: string, declared: readonly Argument[]): HistoryText {
  const argument = /^ARG ([A-Za-z_]\w*)=(.*)$/s.exec(createdBy);
  if (argument !== null) return { args: [{ name: argument[1] ?? '', value: argument[2] ?? '' }], text: '' };
  const head = /^(RUN )?\|(\d+) /.exec(createdBy);
  if (head === null) return { args: [], text: createdBy };
  const args: Argument[] = [];
  let rest = createdBy.slice(head[0].length);
  while (args.length < Number(head[2]) && rest !== '') {
    const next = declared.findLast(({ name, value }) => rest.startsWith(`${name}=${value} `)) ?? upToBlank(rest);
    args.push(next);
    rest = rest.slice(next.name.length + next.value.length + 2);
  }
  return { args, text: `${head[1] ?? ''}${rest}` };
}

function upToBlank(text: string): Argument {
  const [, name = '', value = ''] = /^([^=]*)=?(\S*)/.exec(text) ?? [];
  return { name, value };
}
