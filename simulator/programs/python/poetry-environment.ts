import type { PipPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { homeOf, type Installation, installationAt } from './installation';
import { setting } from './poetry-options';
import type { PythonProject } from './project';
import { createVenv } from './venv';

/** The environment that poetry works in: the active one, the project's own, or the system's; made when it is missing. */
export function poetryEnvironment(context: ProgramContext, python: Installation, world: PipPart, project: PythonProject): Installation | number {
  const active = context.env.get('VIRTUAL_ENV');
  if (active !== undefined && context.fs.exists(`${active}/pyvenv.cfg`)) return installationAt(context, `${active}/bin/python3`) ?? python;
  if (isOff(setting(context, 'virtualenvs.create'))) {
    context.out('Skipping virtualenv creation, as specified in config file.\n');
    return python;
  }
  const inProject = isOn(setting(context, 'virtualenvs.in-project')) || context.fs.exists(`${project.folder}/.venv/pyvenv.cfg`);
  const parent = setting(context, 'virtualenvs.path') ?? `${cacheFolder(context)}/virtualenvs`;
  const name = `${project.name}-${stamp(project.folder)}-py${python.minor}`;
  const place = inProject ? `${project.folder}/.venv` : `${parent}/${name}`;
  const present = installationAt(context, `${place}/bin/python3`);
  if (present !== undefined) return present;
  context.out(`Creating virtualenv ${inProject ? `${project.name} in ${place}` : `${name} in ${parent}`}\n`);
  const status = createVenv(context, python, world, {
    folders: [place],
    withPip: false,
    systemSites: false,
    clear: false,
    prompt: `${project.name}-py${python.minor}`,
  });
  return status !== 0 ? status : (installationAt(context, `${place}/bin/python3`) ?? python);
}

export function cacheFolder(context: ProgramContext): string {
  return context.env.get('POETRY_CACHE_DIR') ?? `${context.env.get('XDG_CACHE_HOME') ?? `${homeOf(context)}/.cache`}/pypoetry`;
}

function isOff(value: string | undefined): boolean {
  return value !== undefined && /^(?:false|0|no)$/i.test(value);
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && /^(?:true|1|yes)$/i.test(value);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Eight characters that follow from the project's folder. */
function stamp(folder: string): string {
  let state = 0x811c9dc5;
  for (const character of folder) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  let text = '';
  for (let index = 0; index < 8; index++) {
    state = Math.imul(state ^ (state >>> 13), 0x5bd1e995);
    text += ALPHABET[(state >>> 24) & 63] ?? 'A';
  }
  return text;
}
