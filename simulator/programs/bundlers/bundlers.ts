import type { Program, ProgramContext } from '../../shell/types';
import { bytesOf, noteBundle, type SourceFile, seedOf, shortHash, sourcesBelow, writeGenerated } from './bundle';

/** A bundler as far as its output can be told from its input: where it writes, what it adds to the project's own code, how long it takes. */
interface Bundler {
  readonly folder: string;
  /** Of the program and framework code that ends up in every bundle, packed by a minifier. */
  readonly frameworkBytes: number;
  readonly startMilliseconds: number;
  /** Whether the arguments ask for a build; a server or a help text writes nothing. */
  readonly builds: (args: readonly string[]) => boolean;
  readonly files: (hash: string, bytes: number) => readonly (readonly [path: string, bytes: number])[];
}

const MINIFIED = 0.45;
const MILLISECONDS_PER_BYTE = 0.008;

const BUNDLERS: Readonly<Record<string, Bundler>> = {
  vite: {
    folder: 'dist',
    frameworkBytes: 190_000,
    startMilliseconds: 1_500,
    builds: (args) => args[0] === 'build',
    files: (hash, bytes) => [
      ['index.html', 460],
      [`assets/index-${hash}.js`, bytes],
      [`assets/index-${hash.split('').reverse().join('')}.css`, 1_400],
    ],
  },
  webpack: {
    folder: 'dist',
    frameworkBytes: 140_000,
    startMilliseconds: 3_500,
    builds: (args) => args[0] !== 'serve',
    files: (_, bytes) => [['main.js', bytes]],
  },
  next: {
    folder: '.next',
    frameworkBytes: 480_000,
    startMilliseconds: 14_000,
    builds: (args) => args[0] === 'build',
    files: (hash, bytes) => [
      ['BUILD_ID', 21],
      ['build-manifest.json', 1_000],
      ['required-server-files.json', 5_800],
      [`static/chunks/main-${hash}.js`, bytes * 0.5],
      [`static/chunks/framework-${hash}.js`, bytes * 0.3],
      ['server/app/page.js', bytes * 0.2],
      ['server/webpack-runtime.js', 4_000],
    ],
  },
  esbuild: {
    folder: 'dist',
    frameworkBytes: 20_000,
    startMilliseconds: 120,
    builds: (args) => args.includes('--bundle'),
    files: (_, bytes) => [['index.js', bytes]],
  },
  rollup: { folder: 'dist', frameworkBytes: 20_000, startMilliseconds: 900, builds: () => true, files: (_, bytes) => [['bundle.js', bytes]] },
  parcel: {
    folder: 'dist',
    frameworkBytes: 150_000,
    startMilliseconds: 4_000,
    builds: (args) => args[0] === 'build',
    files: (hash, bytes) => [
      ['index.html', 420],
      [`index.${hash}.js`, bytes],
    ],
  },
  'react-scripts': {
    folder: 'build',
    frameworkBytes: 170_000,
    startMilliseconds: 9_000,
    builds: (args) => args[0] === 'build',
    files: (hash, bytes) => [
      ['index.html', 640],
      [`static/js/main.${hash}.js`, bytes],
      [`static/js/main.${hash}.js.map`, bytes * 3.2],
      [`static/css/main.${hash}.css`, 1_900],
      ['asset-manifest.json', 520],
    ],
  },
  nest: {
    folder: 'dist',
    frameworkBytes: 0,
    startMilliseconds: 3_000,
    builds: (args) => args[0] === 'build',
    files: (_, bytes) => [
      ['main.js', bytes * 0.4],
      ['app.module.js', bytes * 0.6],
    ],
  },
  nuxt: {
    folder: '.output',
    frameworkBytes: 1_600_000,
    startMilliseconds: 16_000,
    builds: (args) => args[0] === 'build',
    files: (hash, bytes) => [
      ['server/index.mjs', bytes * 0.7],
      [`public/_nuxt/${hash}.js`, bytes * 0.3],
      ['nitro.json', 260],
    ],
  },
};

/** One program per known bundler, by name. */
export const bundlerPrograms: ReadonlyMap<string, Program> = new Map(
  Object.entries(BUNDLERS).map(([name, bundler]) => [name, (context) => run(context, name, bundler)]),
);

function run(context: ProgramContext, name: string, bundler: Bundler): number {
  if (!bundler.builds(context.args)) {
    context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: [name, ...context.args.slice(0, 1)].join(' ') } });
    return 0;
  }
  const sources = sourcesBelow(context, context.workingDirectory, /\.(?:[cm]?[jt]sx?|vue|svelte|css|scss|html|json)$/).filter(
    ({ path }) => !/(?:^|\/)package(?:-lock)?\.json$/.test(path),
  );
  const folder = `${context.workingDirectory}/${outputFolder(context.args) ?? bundler.folder}`;
  const seed = seedOf(name, sources);
  const bytes = bytesOf(sources) * MINIFIED + bundler.frameworkBytes;
  const files = bundler.files(shortHash(seed), bytes);
  context.fs.removeAll(folder);
  for (const [path, size] of files) writeGenerated(context, `${folder}/${path}`, seed, size);
  for (const asset of publicFiles(context)) context.fs.write(`${folder}/${asset.path}`, asset.content);
  noteBundle(context, name, bytesOf(sources), bundler.startMilliseconds + bytes * MILLISECONDS_PER_BYTE);
  context.out(`${name}: ${files.length} files in ${folder.slice(context.workingDirectory.length + 1)}/\n`);
  return 0;
}

function outputFolder(args: readonly string[]): string | undefined {
  for (const [index, word] of args.entries()) {
    const [, value] =
      /^--(?:outDir|out-dir|outdir|output-path|dist-dir)(?:=(.*))?$/.exec(word) === null
        ? []
        : [word, word.includes('=') ? word.slice(word.indexOf('=') + 1) : args[index + 1]];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Bundlers copy `public/` as it is. */
function publicFiles(context: ProgramContext): readonly SourceFile[] {
  return sourcesBelow(context, `${context.workingDirectory}/public`, /./).filter(({ path }) => !path.includes('/') && path !== 'index.html');
}
