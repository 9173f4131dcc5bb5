import type { ProgramContext } from '../../shell/types';
import { durationMs } from '../cost-model';
import type { Installation } from './installation';
import type { PipOptions } from './pip-options';
import type { ResolutionFailure } from './resolve';
import { compareVersionTexts } from './version';

export function say(context: ProgramContext, options: { readonly quiet: number }, text: string): void {
  if (options.quiet <= 0) context.out(`${text}\n`);
}

export function warn(context: ProgramContext, options: { readonly quiet: number }, text: string): void {
  if (options.quiet <= 1) context.err(`WARNING: ${text}\n`);
}

export function fail(context: ProgramContext, ...lines: readonly string[]): number {
  for (const line of lines) context.err(`ERROR: ${line}\n`);
  return 1;
}

/** pip counts in thousands, and with one digit after the point below ten: `2.7 kB`, `103 kB`, `16.6 MB`. */
export function pipSize(bytes: number): string {
  if (bytes > 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  if (bytes > 10_000) return `${Math.floor(bytes / 1000)} kB`;
  return bytes > 1000 ? `${(bytes / 1000).toFixed(1)} kB` : `${bytes} bytes`;
}

/** Bars are drawn for downloads that take a while only. */
const BAR_BYTES = 512 * 1024;
const BAR = '━'.repeat(40);

export function downloadLine(context: ProgramContext, options: PipOptions, file: string, bytes: number, cached: boolean): void {
  say(context, options, `${cached ? 'Using cached' : 'Downloading'} ${file} (${pipSize(bytes)})`);
  if (cached || bytes < BAR_BYTES) return;
  const size = (bytes / 1_000_000).toFixed(1);
  const rate = bytes / 1_000_000 / Math.max(0.01, durationMs([{ kind: 'download', bytes, requests: 0 }], 'ci') / 1000);
  say(context, options, `   ${BAR} ${size}/${size} MB ${rate.toFixed(1)} MB/s eta 0:00:00`);
}

export const ROOT_WARNING =
  "Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager, possibly rendering your system unusable. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv. Use the --root-user-action option if you know what you are doing and want to suppress this warning.";

export function upgradeNotice(context: ProgramContext, options: PipOptions, installed: string | undefined, newest: string): void {
  if (installed === undefined || !options.versionCheck || options.quiet > 1 || !context.network || compareVersionTexts(installed, newest) >= 0)
    return;
  context.err(`\n[notice] A new release of pip is available: ${installed} -> ${newest}\n[notice] To update, run: pip install --upgrade pip\n`);
}

export function failureLines(failure: ResolutionFailure): readonly string[] {
  switch (failure.kind) {
    case 'unknown-name':
    case 'no-version': {
      const versions = failure.kind === 'no-version' ? failure.versions.join(', ') : 'none';
      const parent = failure.parent === '' ? '' : ` (from ${failure.parent})`;
      return [
        `ERROR: Could not find a version that satisfies the requirement ${failure.asked}${parent} (from versions: ${versions})`,
        `ERROR: No matching distribution found for ${failure.asked}`,
      ];
    }
    case 'conflict':
      return [
        `ERROR: Cannot install ${joined(failure.asks.filter(({ constraint }) => !constraint).map(({ text }) => text))} because these package versions have conflicting dependencies.`,
        '',
        'The conflict is caused by:',
        ...failure.asks.map(({ text, constraint }) => `    The user requested ${constraint ? '(constraint) ' : ''}${text}`),
        '',
        'To fix this you could try to:',
        "1. loosen the range of package versions you've specified",
        '2. remove package versions to allow pip to attempt to solve the dependency conflict',
        '',
        'ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/#dealing-with-dependency-conflicts',
      ];
  }
}

function joined(texts: readonly string[]): string {
  return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

const RETRIES = 5;

/** Five times the same complaint, then what pip says of any name that it cannot find. */
export function networkFailure(context: ProgramContext, asked: string, name: string): number {
  for (let left = RETRIES - 1; left >= 0; left--) {
    context.err(
      `WARNING: Retrying (Retry(total=${left}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError("HTTPSConnection(host='pypi.org', port=443): Failed to establish a new connection: [Errno -3] Temporary failure in name resolution")': /simple/${name}/\n`,
    );
  }
  context.work({ kind: 'compute', milliseconds: 7_500 });
  return fail(
    context,
    `Could not find a version that satisfies the requirement ${asked} (from versions: none)`,
    `No matching distribution found for ${asked}`,
  );
}

/** PEP 668: Debian and Alpine mark their Python so that pip leaves it alone. */
export function externallyManaged(context: ProgramContext, python: Installation): number {
  const advice =
    python.managed === 'alpine'
      ? [
          '    The system-wide python installation should be maintained using the system',
          '    package manager (apk) only.',
          '    ',
          '    If the package in question is not packaged for Alpine Linux, create a',
          '    virtual environment and install it there: python3 -m venv.',
        ]
      : [
          '    python3-xyz, where xyz is the package you are trying to',
          '    install.',
          '    ',
          '    If you wish to install a non-Debian-packaged Python package,',
          '    create a virtual environment using python3 -m venv path/to/venv.',
          '    Then use path/to/venv/bin/python and path/to/venv/bin/pip. Make',
          '    sure you have python3-full installed.',
          '    ',
          `    See /usr/share/doc/python${python.minor}/README.venv for more information.`,
        ];
  const first = python.managed === 'alpine' ? '╰─> ' : '╰─> To install Python packages system-wide, try apt install';
  context.err(
    [
      'error: externally-managed-environment',
      '',
      '× This environment is externally managed',
      first,
      ...advice,
      '',
      'note: If you believe this is a mistake, please contact your Python installation or OS distribution provider. You can override this, at the risk of breaking your Python installation or OS, by passing --break-system-packages.',
      'hint: See PEP 668 for the detailed specification.',
      '',
    ].join('\n'),
  );
  return 1;
}
