import { contentSize } from '../../fs/content';
import type { Program } from '../../shell/types';
import { isObject, objectAt, parseJson, stringAt } from '../json';
import { readText } from '../npm/manifest';
import { bytesOf, noteBundle, seedOf, sourcesBelow, writeGenerated } from './bundle';

/** JavaScript against the TypeScript it comes from. */
const OUTPUT_RATIO = 0.82;
/** The compiler's start, and its pace per byte, on a CI runner. */
const START_MILLISECONDS = 1_800;
const MILLISECONDS_PER_BYTE = 0.02;

/** `tsc`: a .js for every .ts, in `outDir` when there is one. Types are not checked. */
export const tsc: Program = (context) => {
  const project = context.args.flatMap((word, index) => (word === '-p' || word === '--project' ? [context.args[index + 1] ?? '.'] : []))[0] ?? '.';
  const folder = context.resolve(project.endsWith('.json') ? project.replace(/\/?[^/]+$/, '') || '.' : project);
  const text = readText(context, project.endsWith('.json') ? context.resolve(project) : `${folder}/tsconfig.json`);
  if (text === undefined) {
    context.out(`error TS5057: Cannot find a tsconfig.json file at the specified directory: '${project}'.\n`);
    return 1;
  }
  const parsed = parseJson(withoutComments(text));
  const settings = objectAt(parsed.ok && isObject(parsed.value) ? parsed.value : {}, 'compilerOptions');
  if (settings.noEmit === true || context.args.includes('--noEmit')) return 0;
  const root = stringAt(settings, 'rootDir') ?? (context.fs.exists(`${folder}/src`) ? 'src' : '.');
  const out =
    context.args.flatMap((word, index) => (word === '--outDir' ? [context.args[index + 1] ?? ''] : []))[0] ?? stringAt(settings, 'outDir') ?? root;
  const sources = sourcesBelow(context, `${folder}/${root}`, /(?<!\.d)\.tsx?$/);
  for (const source of sources) {
    const stem = `${folder}/${out}/${source.path.replace(/\.tsx?$/, '')}`.replaceAll('/./', '/');
    const seed = seedOf('tsc', [source]);
    writeGenerated(context, `${stem}.js`, seed, contentSize(source.content) * OUTPUT_RATIO);
    if (settings.sourceMap === true) writeGenerated(context, `${stem}.js.map`, seed, contentSize(source.content) * 1.1);
    if (settings.declaration === true) writeGenerated(context, `${stem}.d.ts`, seed, contentSize(source.content) * 0.25);
  }
  noteBundle(context, 'tsc', bytesOf(sources), START_MILLISECONDS + bytesOf(sources) * MILLISECONDS_PER_BYTE);
  return 0;
};

function withoutComments(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string?: string) => string ?? '').replace(/,(\s*[}\]])/g, '$1');
}
