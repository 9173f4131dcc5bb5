import { partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { Program } from '../../shell/types';
import { pipProgram } from './pip';
import { pipenvProgram } from './pipenv';
import { poetryProgram } from './poetry';
import { pythonProgram } from './python';
import { virtualenvProgram } from './tools';
import { uvProgram } from './uv';

/** Releases whose interpreter is called by its minor version: `python3.12`, `pip3.12`. */
const MINORS = ['6', '7', '8', '9', '10', '11', '12', '13', '14'];

/** Everything of Python's world that a RUN can start, by name. */
export function pythonPrograms(catalog: Catalog): readonly (readonly [name: string, program: Program])[] {
  const tools = new Map<string, Program>([
    ['virtualenv', virtualenvProgram(() => partOf(catalog, 'pip'))],
    ['uv', uvProgram(catalog)],
    ['poetry', poetryProgram(catalog)],
    ['pipenv', pipenvProgram(catalog)],
  ]);
  const python = pythonProgram(catalog, tools);
  const pip = pipProgram(catalog);
  return [
    ...['python', 'python3', ...MINORS.map((minor) => `python3.${minor}`)].map((name) => [name, python] as const),
    ...['pip', 'pip3', ...MINORS.map((minor) => `pip3.${minor}`)].map((name) => [name, pip] as const),
    ...tools,
  ];
}
