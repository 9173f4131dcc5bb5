import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partOf } from '../../catalog/parts';
import { editTree } from '../../fs/editor';
import type { Tree } from '../../fs/types';
import { figuresOf, loadCatalog, openImage, runInImage, type SandboxOptions } from '../../testing/image-sandbox';

const catalog = loadCatalog(['node:20-slim']);
const base = openImage(catalog, 'node:20-slim').tree;
const world = partOf(catalog, 'npm');

const EXPRESS = {
  name: 'api',
  version: '1.0.0',
  dependencies: { express: '^5.0.0', pino: '10.4.0' },
  devDependencies: { typescript: '7.0.2' },
  scripts: { build: 'tsc', hello: 'echo hi' },
};

function project(files: Readonly<Record<string, unknown>>): Tree {
  const editor = editTree(base, { uid: 0, gid: 0, nowSeconds: 1_768_000_000 });
  editor.mkdirAll('/app');
  for (const [name, content] of Object.entries(files)) {
    editor.mkdirAll(`/app/${name}`.slice(0, `/app/${name}`.lastIndexOf('/')));
    editor.write(`/app/${name}`, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  }
  return editor.commit();
}

function run(tree: Tree, command: string, options: SandboxOptions = {}) {
  return runInImage(catalog, tree, command, { workingDirectory: '/app', ...options });
}

/** A lock file over modules that are known to the byte. */
function lockOf(manifest: typeof EXPRESS, prod: readonly string[], dev: readonly string[]) {
  const record = (key: string, extra: object) => {
    const at = key.lastIndexOf('@');
    return [`node_modules/${key.slice(0, at)}`, { version: key.slice(at + 1), ...extra }] as const;
  };
  const { name, version, dependencies, devDependencies } = manifest;
  const packages = Object.fromEntries([
    ...prod.map((key) => record(key, {})),
    ...dev.map((key) => record(key, { dev: true, ...(key.startsWith('typescript@') ? { bin: { tsc: 'bin/tsc' } } : {}) })),
  ]);
  return { name, version, lockfileVersion: 3, requires: true, packages: { '': { name, version, dependencies, devDependencies }, ...packages } };
}

const PROD = [...new Set([...(world?.closures.express ?? []), ...(world?.closures.pino ?? [])])];
const DEV = world?.closures.typescript ?? [];
const LOCK = lockOf(EXPRESS, PROD, DEV);
const complete = project({
  'package.json': EXPRESS,
  'package-lock.json': LOCK,
  'src/a.ts': 'export const a: number = 1;\n',
  'tsconfig.json': { compilerOptions: { outDir: 'dist', rootDir: 'src' } },
});

function modulesOf(keys: readonly string[]): { bytes: number; files: number } {
  const rows = keys.flatMap((key) => (world?.modules[key] === undefined ? [] : [world.modules[key]]));
  return { bytes: rows.reduce((sum, [bytes]) => sum + bytes, 0), files: rows.reduce((sum, [, files]) => sum + files, 0) };
}

/** Files that a run left in `node_modules`, npm's own note about the tree left out. */
function installed(result: ReturnType<typeof run>): { bytes: number; files: number } {
  const files = result.layer.filter(
    (entry) => entry.type === 'file' && entry.path.startsWith('app/node_modules/') && !entry.path.endsWith('/.package-lock.json'),
  );
  return { bytes: files.reduce((sum, entry) => sum + entry.sizeBytes, 0), files: files.length };
}

describe('npm ci', () => {
  test('installs the lock file, to the byte and file of the published packages', () => {
    const result = run(complete, 'npm ci');
    expect(result.exitCode).toBe(0);
    expect(installed(result)).toEqual(modulesOf([...PROD, ...DEV]));
    expect(result.printed).toContain(`added ${PROD.length + DEV.length} packages, and audited ${PROD.length + DEV.length + 1} packages in`);
    expect(result.notices.map((notice) => notice.code)).toEqual(['npm-packages']);
  });

  test.each([
    'npm ci --omit=dev',
    'npm ci --production',
    'npm ci --only=production',
    'NODE_ENV=production npm ci',
    'npm install --omit=dev',
    'npm_config_omit=dev npm ci',
  ])('%s leaves development packages out', (command) => {
    expect(installed(run(complete, command))).toEqual(modulesOf(PROD));
  });

  test('--include=dev takes them back in', () => {
    expect(installed(run(complete, 'NODE_ENV=production npm ci --include=dev'))).toEqual(modulesOf([...PROD, ...DEV]));
  });

  test('a bin link starts the program', () => {
    const result = run(complete, 'npm ci && npm run build && ls dist && npx tsc --noEmit');
    expect(result.exitCode).toBe(0);
    expect(result.printed).toContain('> api@1.0.0 build\n> tsc');
    expect(result.printed).toContain('a.js');
  });

  test('nothing of an older node_modules stays', () => {
    const result = run(
      complete,
      'mkdir -p node_modules/left-over && touch node_modules/left-over/x && npm ci && ls node_modules | grep -c left-over',
    );
    expect(result.printed.trim().split('\n').at(-1)).toBe('0');
  });

  test('the installed files belong to the owner of the folder', () => {
    const result = run(complete, 'chown 1000:1000 /app && npm ci');
    expect(result.layer.find((entry) => entry.path === 'app/node_modules/express/package.json')).toMatchObject({ uid: 1000, gid: 1000 });
  });

  test.each([
    ['rm package-lock.json', 1, 'code EUSAGE', 'can only install with an existing package-lock.json'],
    ["sed -i 's/10.4.0/9.1.0/' package.json", 1, 'code EUSAGE', "Invalid: lock file's pino@10.4.0 does not satisfy pino@9.1.0"],
    [`sed -i 's/"pino"/"lodash": "^4.0.0", "pino"/' package.json`, 1, 'in sync', 'Missing: lodash@4.'],
    ['rm package.json', 1, 'code ENOENT', "open '/app/package.json'"],
    ["echo '{' > package.json", 1, 'code EJSONPARSE', 'Failed to parse JSON data'],
  ])('after `%s` it refuses', (before, code, ...lines) => {
    const result = run(complete, `${before} && npm ci`);
    expect(result.exitCode).toBe(code);
    for (const line of lines) expect(result.errors).toContain(line);
    expect(result.layer.some((entry) => entry.path.startsWith('app/node_modules'))).toBe(false);
  });

  test('without a network it needs a filled cache', () => {
    expect(run(complete, 'npm ci', { network: false }).errors).toContain('EAI_AGAIN');
    const warm = run(complete, 'npm ci').tree;
    expect(run(warm, 'npm ci', { network: false }).exitCode).toBe(0);
  });

  test('a warm cache is not downloaded again', () => {
    const cold = run(complete, 'npm ci');
    const warm = run(cold.tree, 'npm ci');
    const downloaded = (result: typeof cold) => result.work.reduce((sum, item) => (item.kind === 'download' ? sum + item.bytes : sum), 0);
    expect(downloaded(cold)).toBeGreaterThan(500_000);
    expect(downloaded(warm)).toBe(0);
  });

  test('a user who may not write gets EACCES', () => {
    const result = run(complete, 'npm ci', { uid: 1000, env: [['HOME', '/home/node']] });
    expect(result).toMatchObject({ exitCode: 243 });
    expect(result.errors).toContain("EACCES: permission denied, mkdir '/app/node_modules'");
  });

  test('packages for other systems stay away', () => {
    const lock = { ...LOCK, packages: { ...LOCK.packages, 'node_modules/fsevents': { version: '2.3.3', optional: true, os: ['darwin'] } } };
    const result = run(project({ 'package.json': EXPRESS, 'package-lock.json': lock }), 'npm ci && ls node_modules');
    expect(result.printed).not.toContain('fsevents');
  });

  test('a package that nobody measured is of average size, and the step says so', () => {
    const manifest = { ...EXPRESS, dependencies: { ...EXPRESS.dependencies, 'no-such-package-here': '1.0.0' } };
    const lock = lockOf(manifest, [...PROD, 'no-such-package-here@1.0.0'], DEV);
    const result = run(project({ 'package.json': manifest, 'package-lock.json': lock }), 'npm ci');
    expect(result.exitCode).toBe(0);
    expect(result.notices.map((notice) => notice.code)).toContain('npm-packages-average');
  });
});

describe('npm install', () => {
  test('resolves ranges and writes a lock file that npm ci then takes', () => {
    const tree = project({ 'package.json': EXPRESS });
    const result = run(tree, 'npm install && rm -r node_modules && npm ci');
    expect(result.exitCode).toBe(0);
    expect(result.layer.map((entry) => entry.path)).toContain('app/package-lock.json');
    expect(installed(result)).toEqual(modulesOf([...PROD, ...DEV]));
  });

  test('a second run finds everything up to date', () => {
    expect(run(complete, 'npm ci && npm install').printed).toContain('up to date, audited');
  });

  test('a named package is saved', () => {
    const result = run(complete, 'npm install zod && grep zod package.json');
    expect(result.printed).toMatch(/"zod": "\^\d/);
  });

  test('a global install puts the program on the path', () => {
    const result = run(complete, 'npm install -g typescript && which tsc');
    expect(result.printed).toContain('/usr/local/bin/tsc');
  });
});

describe('files that somebody wrote by hand', () => {
  test('no package.json and no lock file makes npm throw or write outside the project', () => {
    const word = fc.constantFrom(
      'express',
      '..',
      '../../etc',
      '@a/b',
      'node_modules/..',
      'node_modules/x/../../y',
      'node_modules/express',
      '',
      'a/b',
      '1.0.0',
      '^5',
      'latest',
      'file:../x',
    );
    const value: fc.Arbitrary<unknown> = fc.oneof(
      word,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(word, { maxLength: 2 }),
      fc.dictionary(word, word, { maxKeys: 3 }),
    );
    const record = fc.dictionary(fc.constantFrom('version', 'dev', 'bin', 'link', 'resolved', 'os', 'dependencies', 'name'), value, { maxKeys: 4 });
    const manifest = fc.dictionary(fc.constantFrom('name', 'version', 'dependencies', 'devDependencies', 'scripts'), value, { maxKeys: 4 });
    const lock = fc.record({
      lockfileVersion: fc.constantFrom(1, 2, 3),
      packages: fc.oneof(value, fc.dictionary(word, fc.oneof(value, record), { maxKeys: 4 })),
    });
    fc.assert(
      fc.property(manifest, fc.oneof(value, lock), fc.constantFrom('npm ci', 'npm install', 'npm run x', 'npm prune'), (own, locked, command) => {
        const result = run(project({ 'package.json': own, 'package-lock.json': locked }), command);
        const strange = result.layer.filter(
          (entry) => !/^(?:app|root|app\/.*|root\/\.npm(?:\/.*)?)$/.test(entry.path) || entry.path.split('/').includes('..'),
        );
        expect(strange).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the rest', () => {
  test('the cache counts, and cleaning it in the same step takes it away', () => {
    const kept = figuresOf(run(complete, 'npm ci').layer).fileBytes;
    const cleaned = run(complete, 'npm ci && npm cache clean --force');
    expect(kept - figuresOf(cleaned.layer).fileBytes).toBeGreaterThan(1_000_000);
    expect(cleaned.layer.some((entry) => entry.path.includes('_cacache'))).toBe(false);
  });

  test('scripts run in the shell, with their own commands first on the path', () => {
    expect(run(complete, 'npm run hello').printed).toContain('hi');
    expect(run(complete, 'npm run nope')).toMatchObject({ exitCode: 1 });
    expect(run(complete, 'npm run nope --if-present')).toMatchObject({ exitCode: 0 });
    expect(run(complete, 'npm run build').errors).toContain('tsc: not found');
  });

  test('what is not simulated says so', () => {
    expect(run(complete, 'npm publish').notices).toEqual([{ fidelity: 'unknown', code: 'npm-command', details: { command: 'npm publish' } }]);
    expect(run(complete, 'yarn install').notices.map((notice) => notice.fidelity)).toEqual(['unknown']);
    expect(run(complete, 'node -e "1"').notices.map((notice) => notice.code)).toEqual(['node-script']);
    expect(run(complete, 'node nothing.js')).toMatchObject({ exitCode: 1 });
  });

  test('versions', () => {
    expect(run(complete, 'node --version && npm --version', { env: [['NODE_VERSION', '20.20.0']] }).printed.trim()).toBe('v20.20.0\n10.8.2');
  });

  test('the same run makes the same layer', () => {
    const [first, second] = [run(complete, 'npm ci'), run(complete, 'npm ci')];
    expect(second.layer.map((entry) => [entry.path, entry.sizeBytes, entry.mode])).toEqual(
      first.layer.map((entry) => [entry.path, entry.sizeBytes, entry.mode]),
    );
  });
});
