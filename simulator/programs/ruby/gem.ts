import type { Program, ProgramContext } from '../../shell/types';
import { noteBeyond, notSimulated } from '../stand-ins';
import { GEMS } from './figures';
import { buildProblem, storeGems } from './install-gems';

/** Current releases where a Dockerfile names none. */
const VERSIONS: Readonly<Record<string, string>> = {
  bundler: '2.5.22',
  rails: '7.2.2',
  rake: '13.2.1',
  sinatra: '4.0.0',
  puma: '6.4.3',
  rack: '3.1.8',
  foreman: '0.88.1',
  fastlane: '2.225.0',
  jekyll: '4.3.4',
};

export const gem: Program = (context) => {
  const [command, ...rest] = context.args;
  if (command === '--version' || command === '-v') {
    context.out('3.5.22\n');
    return 0;
  }
  if (command !== 'install' && command !== 'i') return notSimulated(context, `gem ${command ?? ''}`.trim());
  const at = rest.findIndex((word) => word === '-v' || word === '--version');
  const chosen = at < 0 ? undefined : rest[at + 1];
  const names = rest.filter((word, index) => !word.startsWith('-') && !(index === at + 1 && at >= 0));
  for (const word of names) {
    const [name = '', version] = word.split(':');
    const status = installOne(context, name, version ?? chosen);
    if (status !== 0) return status;
  }
  context.out(`${names.length} gem${names.length === 1 ? '' : 's'} installed\n`);
  return 0;
};

function installOne(context: ProgramContext, name: string, wanted: string | undefined): number {
  const known = [...new Set([...Object.keys(GEMS), ...Object.keys(VERSIONS)])];
  if (!context.network || !known.includes(name)) {
    context.err(
      `ERROR:  Could not find a valid gem '${name}' (>= 0)${context.network ? ' in any repository' : ', here is why:\n          Unable to download data from https://rubygems.org/ - no such name (https://rubygems.org/specs.4.8.gz)'}\n`,
    );
    if (context.network) noteBeyond(context, name, known);
    return 2;
  }
  const version = wanted ?? VERSIONS[name] ?? '1.0.0';
  const problem = buildProblem(context, { name, version });
  if (problem !== undefined) {
    context.err(
      `Building native extensions. This could take a while...\nERROR:  Error installing ${name}:\n\tERROR: Failed to build gem native extension.\n\n${problem}\n`,
    );
    return 1;
  }
  const folder = context.env.get('GEM_HOME') ?? '/var/lib/gems/3.1.0';
  storeGems(context, folder, [{ name, version }]);
  context.out(`Successfully installed ${name}-${version}\n`);
  return 0;
}

/** `ruby`: its version; scripts are not executed. */
export const ruby: Program = (context) => {
  const version = context.env.get('RUBY_VERSION');
  if (!context.args.some((word) => word === '-v' || word === '--version') || version === undefined) return notSimulated(context, 'ruby');
  context.out(`ruby ${version} [x86_64-linux]\n`);
  context.notice({ fidelity: 'modelled', code: 'compiled-output', details: { tool: 'ruby -v' } });
  return 0;
};
