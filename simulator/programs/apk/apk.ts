import type { Catalog } from '../../catalog/types';
import type { Program, ProgramContext } from '../../shell/types';
import { add } from './add';
import { alpineWorld, architectureOf } from './apk-world';
import type { Session } from './commit';
import { takeLock } from './database';
import { del } from './del';
import { type Dialect, dialectOf } from './dialect';
import { START_MILLISECONDS } from './figures';
import { info } from './info';
import { parseApkOptions } from './options';
import { list, policy, search, update, version } from './queries';
import { packageCache } from './repositories';
import { fix, upgrade } from './upgrade';

interface Applet {
  readonly run: (session: Session) => number;
  /** Takes the lock of the database, for which one must be root. */
  readonly writes: boolean;
}

const APPLETS: Readonly<Record<string, Applet>> = {
  add: { run: add, writes: true },
  del: { run: del, writes: true },
  update: { run: update, writes: true },
  upgrade: { run: upgrade, writes: true },
  fix: { run: fix, writes: true },
  cache: { run: cache, writes: true },
  info: { run: info, writes: false },
  search: { run: search, writes: false },
  version: { run: version, writes: false },
  policy: { run: policy, writes: false },
  list: { run: list, writes: false },
};
const NOT_SIMULATED: ReadonlySet<string> = new Set([
  'audit',
  'convdb',
  'dot',
  'extract',
  'fetch',
  'index',
  'manifest',
  'mkndx',
  'mkpkg',
  'query',
  'stats',
  'verify',
]);

/** `apk`, on the packages of the catalogue's apk part. */
export function apkProgram(catalog: Catalog): Program {
  return (context) => {
    const options = parseApkOptions(context);
    const dialect = dialectOf(context);
    if (options.flags.has('--version') || options.flags.has('-V')) return banner(context, dialect);
    if (options.applet === undefined) return usage(context, dialect);
    const isUnknown =
      NOT_SIMULATED.has(options.applet) || (options.applet === 'list' && !options.flags.has('-I') && !options.flags.has('--installed'));
    if (isUnknown) return notSimulated(context, `apk ${options.applet}`);
    if (options.flags.has('--root') || options.flags.has('-p')) return notSimulated(context, `apk --root … ${options.applet}`);
    const applet = APPLETS[options.applet];
    if (applet === undefined) {
      context.err(`ERROR: '${options.applet}' is not an apk command. See 'apk --help'.\n`);
      return 1;
    }
    const world = alpineWorld(catalog, context);
    if (world === undefined) return notLoaded(context);
    if (applet.writes && context.identity.uid !== 0) return denied(context);
    context.work({ kind: 'compute', milliseconds: START_MILLISECONDS });
    if (applet.writes && !options.simulate) takeLock(context);
    return applet.run({ context, world, options, dialect });
  };
}

function banner(context: ProgramContext, dialect: Dialect): number {
  context.out(`apk-tools ${dialect.version}, compiled for ${architectureOf(context)}.\n`);
  return 0;
}

function usage(context: ProgramContext, dialect: Dialect): number {
  banner(context, dialect);
  context.out(`\nusage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]\n\nCommands: ${Object.keys(APPLETS).join(' ')}\n`);
  return 1;
}

function notSimulated(context: ProgramContext, command: string): number {
  context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command } });
  return 0;
}

function notLoaded(context: ProgramContext): number {
  context.notice({ fidelity: 'unknown', code: 'catalog-part-missing', details: { part: 'apk' } });
  return 0;
}

function denied(context: ProgramContext): number {
  context.err('ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied\n');
  return 250;
}

/** `cache clean` takes old packages out of a permanent cache and leaves the indexes of the repositories that are in use. */
function cache({ context, options }: Session): number {
  const [action] = options.words;
  if (action === 'sync' || action === 'download') return notSimulated(context, `apk cache ${action}`);
  if (action !== 'clean' && action !== 'purge') return 250;
  const folder = packageCache(context);
  const names = folder === undefined ? undefined : context.fs.list(folder);
  if (names?.ok === true) for (const name of names.value) if (action === 'purge' && name.endsWith('.apk')) context.fs.remove(`${folder}/${name}`);
  return 0;
}
