import type { PipDistribution } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { NATIVE_BUILD_MILLISECONDS_PER_KILOBYTE } from './figures';
import { type Installation, isMusl, locate } from './installation';

/** Why a source distribution cannot be built here. */
export interface BuildFailure {
  /** Whether pip was still asking for the build's own requirements, or building already. */
  readonly stage: 'requirements' | 'wheel';
  readonly lines: readonly string[];
}

/** Builds what has no wheel: looks for what the build would call, in the order in which it would. */
export function buildFailure(context: ProgramContext, python: Installation, name: string, distribution: PipDistribution): BuildFailure | undefined {
  const native = distribution.build !== undefined || !distribution.tag.endsWith('-none-any');
  const needs = distribution.build?.needs ?? (native ? ['gcc'] : []);
  const missing = needs.find((program) => locate(context, program) === undefined && !(program === 'gcc' && locate(context, 'cc') !== undefined));
  if (missing !== undefined) return missingProgram(context, missing, name, distribution);
  if (!needs.includes('gcc')) return undefined;
  const header = missingHeader(context, python);
  if (header === undefined) return undefined;
  const compiler = locate(context, 'gcc') ?? locate(context, 'cc') ?? 'gcc';
  return {
    stage: 'wheel',
    lines: [
      ...buildStart(name, distribution),
      `${extensionSource(name)}:1:10: fatal error: ${header}: No such file or directory`,
      'compilation terminated.',
      `error: command '${compiler}' failed with exit code 1`,
    ],
  };
}

function missingProgram(context: ProgramContext, program: string, name: string, distribution: PipDistribution): BuildFailure {
  if (program === 'pg_config')
    return {
      stage: 'requirements',
      lines: ['running egg_info', 'Error: pg_config executable not found.', '', 'pg_config is required to build psycopg2 from source.'],
    };
  if (program === 'pkg-config')
    return {
      stage: 'requirements',
      lines: [
        `/bin/sh: ${context.fs.exists('/etc/alpine-release') ? '' : '1: '}pkg-config: not found`,
        'Trying pkg-config --exists mysqlclient',
        "Command 'pkg-config --exists mysqlclient' returned non-zero exit status 127.",
        'Exception: Can not find valid pkg-config name.',
        'Specify MYSQLCLIENT_CFLAGS and MYSQLCLIENT_LDFLAGS env vars manually',
      ],
    };
  if (name === 'uwsgi') return { stage: 'wheel', lines: ['running bdist_wheel', 'running build', 'Exception: you need a C compiler to build uWSGI'] };
  return { stage: 'wheel', lines: [...buildStart(name, distribution), `error: command '${program}' failed: No such file or directory`] };
}

function buildStart(name: string, distribution: PipDistribution): readonly string[] {
  const top = distribution.top[0] ?? name;
  return [
    'running bdist_wheel',
    'running build',
    'running build_py',
    `creating build/lib.linux-x86_64-cpython/${top}`,
    'running build_ext',
    `building '${top}' extension`,
  ];
}

function extensionSource(name: string): string {
  return `${name}/module.c`;
}

/** A compiler alone is not enough: the C library's headers are a package of their own, and so are Python's where it is the system's. */
function missingHeader(context: ProgramContext, python: Installation): string | undefined {
  if (!hasSystemHeaders(context)) return 'stdio.h';
  const folders = [`${basePrefix(python)}/include/python${python.minor}`, `/usr/include/python${python.minor}`];
  return folders.some((folder) => context.fs.exists(folder)) ? undefined : 'Python.h';
}

function basePrefix(python: Installation): string {
  return python.managed !== undefined ? '/usr' : '/usr/local';
}

const MANY_HEADERS = 20;

/** A base image with compilers has thousands of headers, of which only the folders are known by name. */
function hasSystemHeaders(context: ProgramContext): boolean {
  if (context.fs.exists('/usr/include/stdio.h')) return true;
  const names = context.fs.list('/usr/include');
  return names.ok && names.value.length > (isMusl(context) ? 0 : MANY_HEADERS);
}

export function buildMilliseconds(distribution: PipDistribution): number {
  if (distribution.build !== undefined) return distribution.build.milliseconds;
  return distribution.tag.endsWith('-none-any') ? 800 : Math.round((distribution.wheelBytes / 1000) * NATIVE_BUILD_MILLISECONDS_PER_KILOBYTE);
}
