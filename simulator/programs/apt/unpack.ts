import type { AptPart } from '../../catalog/parts';
import { generated } from '../../catalog/rootfs/entries';
import type { ListedFile } from '../../catalog/rootfs/listing';
import type { ProgramContext } from '../../shell/types';
import { documentationFiles, packageFiles, recordName, recordSizes } from './package-files';

/** Files of packages carry the time of their packaging; one time stands in for all. */
const PACKAGE_MTIME_SECONDS = 1_685_577_600;

/** Puts a package's files and dpkg's records of it in place. */
export function unpack(context: ProgramContext, apt: AptPart, name: string, architecture: string): void {
  const slim = isSlim(context);
  const multiarch = architecture === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  const place = (path: string) => (architecture === 'arm64' ? path.replaceAll('x86_64-linux-gnu', multiarch) : path);
  for (const file of [...packageFiles(apt, name), ...(slim ? [] : documentationFiles(apt, name))]) writeFile(context, place(file.path), file);
  writeRecords(context, apt, name, architecture, place);
}

export function isSlim(context: ProgramContext): boolean {
  return context.fs.exists('/etc/dpkg/dpkg.cfg.d/docker');
}

function writeFile(context: ProgramContext, path: string, file: ListedFile): void {
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (!context.fs.exists(folder)) context.fs.mkdirAll(folder);
  if (file.kind === 'symlink') {
    context.fs.remove(path);
    context.fs.symlink(file.target, path, { mtimeSeconds: PACKAGE_MTIME_SECONDS });
  } else
    context.fs.write(path, generated(path, file.sizeBytes, (file.mode & 0o111) !== 0), {
      mode: file.mode,
      uid: 0,
      gid: 0,
      mtimeSeconds: PACKAGE_MTIME_SECONDS,
    });
}

function writeRecords(context: ProgramContext, apt: AptPart, name: string, architecture: string, place: (path: string) => string): void {
  const stem = `/var/lib/dpkg/info/${recordName(apt, name, architecture)}`;
  const paths = packageFiles(apt, name)
    .filter((file) => !file.path.endsWith('.pyc'))
    .map((file) => place(file.path));
  context.fs.write(`${stem}.list`, ['/.', ...paths, ''].join('\n'));
  for (const [suffix, sizeBytes] of recordSizes(apt, name)) {
    if (suffix === 'list') continue;
    const script = /^(?:pre|post)(?:inst|rm)$|^config$/.test(suffix);
    context.fs.write(
      `${stem}.${suffix}`,
      { kind: 'generated', seed: `${name}.${suffix}`, sizeBytes, texture: 'text' },
      { mode: script ? 0o755 : 0o644 },
    );
  }
}

/** dpkg opens these for writing in every run, which is enough for the overlay to copy them up. */
export function touchDpkg(context: ProgramContext): void {
  for (const [name, mode] of [
    ['lock', 0o640],
    ['lock-frontend', 0o640],
    ['triggers/Lock', 0o600],
    ['triggers/Unincorp', 0o644],
  ] as const) {
    context.fs.write(`/var/lib/dpkg/${name}`, '', { mode });
  }
}
