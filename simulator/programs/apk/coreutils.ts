import type { Program, ProgramTable } from '../../shell/types';

/** Alpine's GNU tools are one executable with a link for each name: it does what it is called. */
export function coreutilsProgram(tools: ProgramTable): Program {
  return (context) => {
    const program = tools.get(context.name);
    if (program !== undefined) return program(context);
    context.notice({ fidelity: 'unknown', code: 'program-not-modelled', details: { program: context.name } });
    return 0;
  };
}
