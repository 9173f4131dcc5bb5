import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {Record<string, { version?: string, optional?: boolean, peer?: boolean }>} Packages path → package, as npm's lock files have them */

/** The repository's root. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const MINIMUM_NODE = [20, 9];

/** Ends with one line when this Node is older than the project can run on. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  process.stderr.write(`Layerlab needs Node ${MINIMUM_NODE.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org/\n`);
  process.exit(2);
}

/**
 * Installs what package-lock.json names, unless it is there already. Everything npm says goes to standard error: several
 * commands answer with JSON on standard output.
 */
export function ensureDependencies() {
  requireNode();
  if (dependenciesInstalled()) return;
  process.stderr.write('Installing dependencies (npm ci) …\n');
  const done = spawnSync('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.status === 0) return;
  process.stderr.write('npm ci failed. Is the npm registry reachable from here? (`npm ping` tells)\n');
  process.exit(1);
}

/** npm leaves a list of what it installed inside node_modules. */
function dependenciesInstalled() {
  return isInstalled(packagesOf(join(ROOT, 'package-lock.json')), packagesOf(join(ROOT, 'node_modules', '.package-lock.json')));
}

/**
 * Compares a lock file's packages with those that are there. What is optional may be missing: most of it is for other systems.
 * @param {Packages} wanted
 * @param {Packages} installed
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) => path === '' || optional || peer || installed[path]?.version === version,
  );
}

/** @returns {Packages} */
function packagesOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** The file that a package's command runs, so that it can be started without a shell or npx. */
export function binOf(packageName, command = packageName) {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** Environment for everything started from here. */
export function childEnvironment(extra = {}) {
  return { ...process.env, NEXT_TELEMETRY_DISABLED: '1', TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json'), ...extra };
}

/**
 * Runs Node with these arguments, output straight through.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<number>} exit status
 */
export function runNode(args, { cwd = ROOT, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: 'inherit', env: childEnvironment(env) });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
