import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import type { ExploredImage, ImageConfig } from './types';
import { printable } from './words';

export interface ConfigFact {
  readonly term: string;
  /** One line each. */
  readonly values: readonly string[];
  /** Whether the values are the document's own, set as code. */
  readonly isCode: boolean;
}

/** Lines of one field that are shown; the rest is counted. */
const MOST_VALUES = 200;

const NANOSECONDS = 1_000_000_000;

/** The config in the order in which one asks: what starts, where, as whom, with what. Fields that are not set are left out, the user is not. */
export function configFacts({ config, author, configJson }: Pick<ExploredImage, 'config' | 'author' | 'configJson'>): readonly ConfigFact[] {
  const words = strings.explore.config;
  const fact = (key: keyof typeof words.terms, values: readonly string[] | undefined, isCode = true): readonly ConfigFact[] =>
    values === undefined || values.length === 0 ? [] : [{ term: words.terms[key], values: shown(values), isCode }];
  const one = (text: string | undefined) => (text === undefined ? undefined : [text]);
  return [
    ...fact('Entrypoint', one(argv(config.Entrypoint))),
    ...fact('Cmd', one(argv(config.Cmd))),
    ...fact('WorkingDir', one(config.WorkingDir)),
    ...(config.User === undefined ? fact('User', [words.rootUser], false) : fact('User', [config.User])),
    ...fact('Env', config.Env),
    ...fact('ExposedPorts', namesOf(config.ExposedPorts)),
    ...fact('Volumes', namesOf(config.Volumes)),
    ...fact('StopSignal', one(config.StopSignal)),
    ...fact('Healthcheck', healthCheck(config.Healthcheck)),
    ...fact('Shell', one(argv(config.Shell))),
    ...fact('OnBuild', config.OnBuild),
    ...fact(
      'Labels',
      Object.entries(config.Labels ?? {}).map(([name, value]) => `${name}=${value}`),
    ),
    ...fact('author', one(author), false),
    ...fact('created', one(createdOf(configJson)), false),
  ];
}

function shown(values: readonly string[]): readonly string[] {
  const more = values.length - MOST_VALUES;
  const first = values.slice(0, MOST_VALUES).map(printable);
  return more > 0 ? [...first, fillText(strings.explore.config.more, { count: more })] : first;
}

function argv(words: readonly string[] | undefined): string | undefined {
  return words === undefined || words.length === 0 ? undefined : JSON.stringify(words);
}

function namesOf(set: Readonly<Record<string, object>> | undefined): readonly string[] {
  return Object.keys(set ?? {});
}

function healthCheck(health: ImageConfig['Healthcheck']): readonly string[] | undefined {
  if (health?.Test === undefined) return undefined;
  const every = health.Interval === undefined ? [] : [fillText(strings.explore.config.healthEvery, { seconds: health.Interval / NANOSECONDS })];
  return [JSON.stringify(health.Test), ...every];
}

function createdOf(configJson: string): string | undefined {
  const document: unknown = JSON.parse(configJson);
  const created = typeof document === 'object' && document !== null && 'created' in document ? document.created : undefined;
  return typeof created === 'string' ? created : undefined;
}
