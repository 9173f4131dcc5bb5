import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseDockerfile } from '../instructions/parse-dockerfile';
import { parseCheckBuildArgument } from './check-comments';
import { lintDockerfile } from './lint-dockerfile';
import { reportFindings } from './report';

/** The rules that need no build; what real builds found by the others is compared where builds are simulated. */
const TEXT_RULES: ReadonlySet<string> = new Set([
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'FromAsCasing',
  'InvalidDefinitionDescription',
  'MaintainerDeprecated',
  'NoEmptyContinuation',
  'ReservedStageName',
  'StageNameCasing',
]);

interface Warning {
  readonly rule: string;
  readonly message: string;
  readonly lines: readonly [first: number, last: number];
}

interface Build {
  readonly edit?: Readonly<Record<string, unknown>>;
  readonly dockerfile?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly expect: { readonly warnings?: readonly Warning[] };
}

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url));

const cases = ['parse', 'expand', 'lint', 'config', 'graph', 'fs', 'cache'].flatMap((folder) =>
  readdirSync(CORPUS + folder).flatMap((file) => {
    const recording: { readonly files: Readonly<Record<string, unknown>>; readonly builds: readonly Build[] } = JSON.parse(
      readFileSync(`${CORPUS}${folder}/${file}`, 'utf8'),
    );
    let files = recording.files;
    return recording.builds.map((build, index) => {
      files = { ...files, ...build.edit };
      return { name: `${folder}/${file} ${index}`, text: files[build.dockerfile ?? 'Dockerfile'], build };
    });
  }),
);

test.each(cases)('$name', ({ text, build }) => {
  const own = parseCheckBuildArgument(build.buildArgs?.BUILDKIT_DOCKERFILE_CHECK ?? '');
  const replaces = build.buildArgs?.BUILDKIT_DOCKERFILE_CHECK !== undefined && own.ok;
  const { value } = parseDockerfile(typeof text === 'string' ? text : '', replaces ? { check: own.value } : {});
  const { warnings } = reportFindings(lintDockerfile(value), value.directives.check);
  const found = warnings.map(({ rule, message, range }) => ({ rule, message, lines: [range?.startLine, range?.endLine] }));
  expect(found).toEqual((build.expect.warnings ?? []).filter(({ rule }) => TEXT_RULES.has(rule)));
});
