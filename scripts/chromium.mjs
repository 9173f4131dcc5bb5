import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { binOf, ROOT } from './project.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge'];
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** So that a browser in a test neither needs a sandbox and a GPU nor calls home. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A Chromium that starts: the one that CHROMIUM names, an installed one, or the one that Playwright once downloaded.
 * @returns {string | undefined}
 */
export function findChromium() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  return [process.env.CHROMIUM, ...onPath, ...APPLICATIONS, downloadedChromium()].find((path) => path !== undefined && starts(path));
}

/** `--version` is not asked on Windows, where it opens a window. */
function starts(path) {
  if (!existsSync(path)) return false;
  return process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

function downloadedChromium() {
  try {
    return createRequire(join(ROOT, 'package.json'))('@playwright/test').chromium.executablePath();
  } catch {
    return undefined;
  }
}

/**
 * Finds a Chromium, or installs one: on Debian as root by the system's packages, elsewhere by Playwright's own download.
 * @returns {string | undefined} undefined when both fail; what to do then has been said on standard error
 */
export function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  process.stderr.write('No Chromium found, installing one …\n');
  if (isDebianRoot()) installByApt();
  if (findChromium() === undefined) download();
  const installed = findChromium();
  if (installed === undefined) {
    process.stderr.write(
      'Could not install a Chromium. Install Chromium or Chrome by hand, or set CHROMIUM to the path of one, and run this again.\n',
    );
  }
  return installed;
}

/** Debian itself: Ubuntu's package of that name only leads to a snap. */
function isDebianRoot() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function installByApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], env);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], env);
}

/** As root Playwright can install the libraries that its Chromium needs as well. */
function download() {
  const libraries = process.platform === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
  run(process.execPath, [binOf('@playwright/test', 'playwright'), 'install', ...libraries, 'chromium']);
}

function run(command, args, env = process.env) {
  spawnSync(command, args, { stdio: ['ignore', 2, 2], env, cwd: ROOT });
}
