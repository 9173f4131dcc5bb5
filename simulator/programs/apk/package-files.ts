import type { NamedPackage } from './apk-world';
import { layoutOf } from './layout';
import { knownText } from './package-texts';

export type PackageEntry =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly sizeBytes: number;
      readonly mode: number;
      readonly program?: string;
      readonly text?: string;
    }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string }
  | { readonly kind: 'folder'; readonly path: string; readonly owner: string; readonly mode: number };

interface Draft {
  readonly path: string;
  /** Exact bytes, or a share of what the exact ones leave. */
  readonly exact?: number;
  readonly weight: number;
  readonly mode: number;
  readonly program?: string;
  readonly text?: string;
}

const FILES_PER_FOLDER = 60;
const made = new Map<string, readonly PackageEntry[]>();

/** What a package puts on disk; paths begin with a slash. The files' sizes add up to its installed size, as far as their exact sizes let them. */
export function packageEntries(packaged: NamedPackage): readonly PackageEntry[] {
  const key = `${packaged.name} ${packaged.version} ${packaged.installedBytes} ${packaged.architecture}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const lines = withVersion(onArchitecture(layoutOf(packaged.name, packaged.installedBytes), packaged.architecture), packaged.version)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const drafts = lines.flatMap((line) => draftsOf(line, packaged));
  const entries = [...sized(drafts, packaged.installedBytes), ...lines.flatMap(plainEntries)];
  made.set(key, entries);
  return entries;
}

/** Layouts are written down for x86_64. */
function onArchitecture(layout: string, architecture: string): string {
  if (architecture !== 'aarch64') return layout;
  return layout.replaceAll('x86_64', 'aarch64').replaceAll('x86-64', 'aarch64').replaceAll('linux_amd64', 'linux_arm64');
}

/** `{v}` is the version as upstream counts it: without revision and suffix. */
function withVersion(layout: string, version: string): string {
  const upstream = version.replace(/-r\d+$/, '').replace(/_.*$/, '');
  const [major = '1', second = '0'] = upstream.split('.');
  return layout.replaceAll('{v}', upstream).replaceAll('{minor}', `${major}.${second}`).replaceAll('{major}', major);
}

function plainEntries(line: string): readonly PackageEntry[] {
  const [path = '', second = '', third = ''] = line.trim().split(/\s+/);
  // A library of a one-part version is its own shorter name.
  if (second === '>') return path.endsWith(`/${third}`) ? [] : [{ kind: 'symlink', path: `/${path}`, target: third }];
  return path.endsWith('/') ? [{ kind: 'folder', path: `/${path.slice(0, -1)}`, owner: second, mode: Number.parseInt(third, 8) }] : [];
}

function draftsOf(line: string, packaged: NamedPackage): readonly Draft[] {
  const [path = '', size = '', ...rest] = line.trim().split(/\s+/);
  if (size === '>' || path.endsWith('/')) return [];
  if (path.includes('*')) return spread(path, Number(size), Number(rest[0] ?? '1'));
  const program = rest.find((word) => word.startsWith('@'))?.slice(1) ?? commandAt(path);
  const mode = rest.find((word) => word.startsWith('!'))?.slice(1);
  const text = size === 'text' ? knownText(`/${path}`, packaged) : undefined;
  return [
    {
      path: `/${path}`,
      ...(text === undefined ? (size.endsWith('b') ? { exact: Number.parseInt(size, 10) } : {}) : { exact: text.length, text }),
      weight: /b$|^text$/.test(size) ? 0 : Number(size),
      mode: mode === undefined ? usualMode(path) : Number.parseInt(mode, 8),
      ...(program === undefined ? {} : { program }),
    },
  ];
}

/** A file on a search path is the program of its name. */
function commandAt(path: string): string | undefined {
  return /^(?:usr\/)?s?bin\/([^/]+)$/.exec(path)?.[1];
}

function usualMode(path: string): number {
  return /(?:^|\/)s?bin\/[^/]+$|\.so(?:\.|$)|^usr\/libexec\/[^/]+\/[^/]+\/[^/]+\/[^/.]+$/.test(path) ? 0o755 : 0o644;
}

/** Many files below a folder, the larger ones first, as in real trees. */
function spread(pattern: string, count: number, weight: number): readonly Draft[] {
  const [folder = '', ending = ''] = [pattern.slice(0, pattern.indexOf('*') - 1), pattern.slice(pattern.indexOf('*') + 1)];
  const stem = folder.slice(folder.lastIndexOf('/') + 1);
  const parts = Array.from({ length: count }, (_, index) => 1 / (index + 4));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part, index) => {
    const below = count > FILES_PER_FOLDER ? `/part-${String(Math.floor(index / FILES_PER_FOLDER)).padStart(2, '0')}` : '';
    const path = `/${folder}${below}/${stem.replace(/^_+|_+$/g, '')}-${String(index).padStart(3, '0')}${ending}`;
    return { path, weight: (weight * part) / sum, mode: usualMode(path.slice(1)) };
  });
}

function sized(drafts: readonly Draft[], installedBytes: number): readonly PackageEntry[] {
  const exact = drafts.reduce((sum, draft) => sum + (draft.exact ?? 0), 0);
  const weights = drafts.reduce((sum, draft) => sum + draft.weight, 0);
  const shared = Math.max(0, installedBytes - exact);
  const last = drafts.findLastIndex((draft) => draft.weight > 0);
  let left = shared;
  return drafts.map((draft, index): PackageEntry => {
    const share = draft.exact ?? (index === last ? left : Math.floor((shared * draft.weight) / weights));
    if (draft.exact === undefined) left -= share;
    const { path, mode, program, text } = draft;
    return { kind: 'file', path, sizeBytes: share, mode, ...(program === undefined ? {} : { program }), ...(text === undefined ? {} : { text }) };
  });
}
