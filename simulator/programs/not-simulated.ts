import type { Program } from '../shell/types';

/** A tool that is known by name only: it does nothing, and the step says so. */
export function notSimulatedProgram(name: string): Program {
  return (context) => {
    if (context.args[0] === '--version' || context.args[0] === '-v')
      context.notice({ fidelity: 'unknown', code: 'tool-version', details: { command: name } });
    else context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: [name, ...context.args.slice(0, 1)].join(' ') } });
    return 0;
  };
}
