import { formatDate } from '../../shell/coreutils/date-format';
import type { Program, ProgramContext } from '../../shell/types';
import { readDatabase } from '../apt/database';

const ZONES = '/usr/share/zoneinfo/';

/** `dpkg-reconfigure`: the time zone follows the link, locales are built as listed; other packages' scripts are not simulated. */
export const dpkgReconfigure: Program = (context) => {
  const names = context.args.filter((word, index) => !word.startsWith('-') && !/^-[fp]$/.test(context.args[index - 1] ?? ''));
  for (const name of names) {
    if (!readDatabase(context).versions.has(name)) {
      context.err(`/usr/sbin/dpkg-reconfigure: ${name} is not installed\n`);
      return 1;
    }
    if (name === 'tzdata') setTimeZone(context);
    else if (name === 'locales') context.spawn(['locale-gen']);
    else context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: `dpkg-reconfigure ${name}` } });
  }
  return 0;
};

function setTimeZone(context: ProgramContext): void {
  const link = context.fs.lstat('/etc/localtime');
  const target = link.ok && link.value.kind === 'symlink' ? link.value.target : '';
  const zone = target.startsWith(ZONES) ? target.slice(ZONES.length) : 'Etc/UTC';
  context.fs.write('/etc/timezone', `${zone}\n`);
  const now = formatDate('%a %b %e %H:%M:%S UTC %Y', context.nowSeconds);
  // Local time would need the zone's rules.
  context.err(`\nCurrent default time zone: '${zone}'\nUniversal Time is now:  ${now}.\n\n`);
}

const CONFIG = '/var/cache/debconf/config.dat';

/** `debconf-set-selections`: answers given beforehand go into debconf's database, whose size alone is kept. */
export const debconfSetSelections: Program = (context) => {
  const [name] = context.args.filter((word) => !word.startsWith('-'));
  const given = name === undefined ? ({ ok: true, value: context.stdin } as const) : context.fs.read(context.resolve(name));
  if (!given.ok) {
    context.err(`Can't open ${name}: No such file or directory\n`);
    return 2;
  }
  const lines = new TextDecoder()
    .decode(given.value)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  for (const line of lines) {
    if (line.trim().split(/\s+/).length < 3) {
      context.err('error: Cannot find a question for the line, it has too few fields\n');
      return 1;
    }
  }
  const old = context.fs.content(CONFIG);
  const before = !old.ok ? 0 : old.value.kind === 'bytes' ? old.value.bytes.length : old.value.sizeBytes;
  const sizeBytes = before + lines.reduce((sum, line) => sum + line.length + RECORD_BYTES, 0);
  if (old.ok) context.fs.write(`${CONFIG}-old`, old.value);
  context.fs.write(CONFIG, { kind: 'generated', seed: `${CONFIG} ${lines.join('\n')}`, sizeBytes, texture: 'text' });
  return 0;
};

/** Field names and flags around an answer in the database. */
const RECORD_BYTES = 60;

/** `setcap`: capabilities lie in an attribute that layers here do not have; the file as a whole gets into the layer all the same. */
export const setcap: Program = (context) => {
  const [capabilities, path] = context.args.filter((word) => !/^-[qnv]$/.test(word));
  if (capabilities === undefined || path === undefined) {
    context.err('usage: setcap [-h] [-q] [-v] [-n <rootid>] (-r|-|<caps>) <filename> [ ... (-r|-|<capsN>) <filenameN> ]\n');
    return 1;
  }
  const node = context.fs.stat(context.resolve(path));
  if (!node.ok || node.value.kind !== 'file') {
    context.err(`Failed to set capabilities on file \`${path}' (${node.ok ? 'Invalid argument' : 'No such file or directory'})\n`);
    return 1;
  }
  if (context.identity.uid !== 0) {
    context.err('unable to set CAP_SETFCAP effective capability: Operation not permitted\n');
    return 1;
  }
  // The differ compares capabilities too (containerd continuity fs/diff_unix.go, compareCapabilities); another moment stands in for them.
  context.fs.graft(context.resolve(path), { ...node.value, instant: {} });
  context.notice({ fidelity: 'modelled', code: 'capabilities-not-kept', details: { path, capabilities } });
  return 0;
};
