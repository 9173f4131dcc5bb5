import { parseOptions } from '../../shell/coreutils/options';
import { findUser } from '../../shell/passwd';
import type { Program, ProgramContext } from '../../shell/types';

/** System V's `service`. What it would start is gone when the step ends. */
export const service: Program = (context) => {
  const [name, action] = context.args;
  if (name === undefined || action === undefined) {
    context.err('Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]\n');
    return 1;
  }
  if (!context.fs.exists(`/etc/init.d/${name}`)) {
    context.err(`${name}: unrecognized service\n`);
    return 1;
  }
  context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: `service ${name} ${action}` } });
  return 0;
};

const UNIT_FOLDERS = ['/etc/systemd/system', '/lib/systemd/system', '/usr/lib/systemd/system'];

/** `systemctl`: a build has no systemd to talk to; only `enable` and `disable`, which make and remove links, do without it. */
export const systemctl: Program = (context) => {
  const [action, ...names] = context.args.filter((word) => !word.startsWith('-'));
  if (action === 'enable' || action === 'disable' || action === 'mask') {
    return Math.max(0, ...names.map((name) => changeUnit(context, action, name.includes('.') ? name : `${name}.service`)));
  }
  context.err("System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n");
  return 1;
};

function changeUnit(context: ProgramContext, action: 'enable' | 'disable' | 'mask', unit: string): number {
  const link = action === 'mask' ? `/etc/systemd/system/${unit}` : `/etc/systemd/system/multi-user.target.wants/${unit}`;
  const source = action === 'mask' ? '/dev/null' : UNIT_FOLDERS.map((folder) => `${folder}/${unit}`).find((path) => context.fs.exists(path));
  if (source === undefined) {
    context.err(`Failed to ${action} unit: Unit file ${unit} does not exist.\n`);
    return 1;
  }
  const exists = context.fs.lstat(link).ok;
  if (action === 'disable') {
    if (exists) context.fs.remove(link);
    if (exists) context.err(`Removed "${link}".\n`);
    return 0;
  }
  if (exists) return 0;
  context.fs.mkdirAll(link.slice(0, link.lastIndexOf('/')));
  context.fs.symlink(source, link);
  context.err(`Created symlink ${link} → ${source}.\n`);
  return 0;
}

/** `sysctl`: the kernel's settings are not the image's, and cannot be written from a build. */
export const sysctl: Program = (context) => {
  const { operands, flags } = parseOptions(context.args, { short: 'wpnaeq', long: { write: 'w', load: 'p', ignore: 'e' } });
  const settings = operands.filter((word) => word.includes('='));
  for (const setting of settings) context.err(`sysctl: setting key "${setting.slice(0, setting.indexOf('='))}": Read-only file system\n`);
  if (settings.length > 0) return flags.has('e') ? 0 : 1;
  context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: 'sysctl' } });
  return 0;
};

/** `crontab`: the table of the user who calls it, or of another with `-u`. */
export const crontab: Program = (context) => {
  const { flags, values, operands } = parseOptions(context.args, { short: 'u:lrei', long: {} });
  const user = values.get('u') ?? findUser(context.fs, context.identity.uid)?.name ?? 'root';
  const path = `/var/spool/cron/crontabs/${user}`;
  const exists = context.fs.exists(path);
  if ((flags.has('l') || flags.has('r')) && !exists) {
    context.err(`no crontab for ${user}\n`);
    return 1;
  }
  if (flags.has('l')) context.out(contentsOf(context, path) ?? '');
  if (flags.has('r')) context.fs.remove(path);
  if (flags.has('l') || flags.has('r')) return 0;
  const [source = '-'] = operands;
  const table = source === '-' ? context.stdin : contentsOf(context, context.resolve(source));
  if (table === undefined) {
    context.err(`${source}: No such file or directory\n`);
    return 1;
  }
  context.fs.mkdirAll('/var/spool/cron/crontabs');
  context.fs.write(path, table, { mode: 0o600 });
  return 0;
};

function contentsOf(context: ProgramContext, path: string): Uint8Array | undefined {
  const bytes = context.fs.read(path);
  return bytes.ok ? bytes.value : undefined;
}
