import type { Program } from '../shell/types';

/** Runs a program of the project when it has it. Fetching a package to run it once is not simulated. */
export const npx: Program = (context) => {
  const words = context.args.filter(
    (word, index) => !(word.startsWith('-') && context.args.slice(0, index).every((before) => before.startsWith('-'))),
  );
  const [name, ...args] = words;
  if (context.args[0] === '--version') {
    context.out('10.8.2\n');
    return 0;
  }
  if (name === undefined) return 1;
  const local = `${context.workingDirectory}/node_modules/.bin/${name}`;
  if (context.fs.exists(local)) return context.spawn([local, ...args]);
  const system = (context.env.get('PATH') ?? '').split(':').find((folder) => context.fs.exists(`${folder}/${name}`));
  if (system !== undefined) return context.spawn([`${system}/${name}`, ...args]);
  context.notice({ fidelity: 'unknown', code: 'npx-package', details: { command: `npx ${name}` } });
  return 0;
};
