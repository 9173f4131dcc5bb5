import type { PipDistribution } from '../../catalog/parts';
import { bytesContent } from '../../fs/content';
import type { FileContent } from '../../fs/types';
import type { NewNode } from '../subtree';
import { type WheelTarget, wheelTag } from './world';

export interface FileOptions extends WheelTarget {
  readonly compile: boolean;
  /** Named by the user, not brought along by another distribution. */
  readonly requested: boolean;
  /** The Python that scripts are started with. */
  readonly executable: string;
  /** From site-packages to the folder of scripts, and to the prefix that other data is put below. */
  readonly toScripts: string;
  readonly installer: 'pip' | 'uv' | 'poetry';
  /** Further files of the record folder, such as `direct_url.json`. */
  readonly extraRecords?: readonly (readonly [name: string, text: string])[];
}

export interface DistributionFiles {
  /** Relative to site-packages. */
  readonly site: readonly NewNode[];
  /** Relative to the folder of scripts. */
  readonly scripts: readonly NewNode[];
  /** Relative to the prefix: manuals, example data. */
  readonly shared: readonly NewNode[];
  readonly bytes: number;
  readonly files: number;
  /** Bytes of Python source, which is what compiling takes its time for. */
  readonly sourceBytes: number;
}

/** Bytes of a .pyc that do not depend on its source: header, names, an empty code object. */
const BYTECODE_START = 130;
const FILES_PER_FOLDER = 40;

interface PlainFile {
  readonly path: string;
  readonly sizeBytes: number;
}

const made = new WeakMap<PipDistribution, Map<string, DistributionFiles>>();

/** What an installer writes for a distribution: as many files as its wheel has and as big, its record folder readable, its scripts real. */
export function distributionFiles(name: string, version: string, distribution: PipDistribution, options: FileOptions): DistributionFiles {
  const memo = made.get(distribution) ?? new Map<string, DistributionFiles>();
  made.set(distribution, memo);
  const key = JSON.stringify([name, version, options]);
  const files = memo.get(key) ?? makeFiles(name, version, distribution, options);
  memo.set(key, files);
  return files;
}

function makeFiles(name: string, version: string, distribution: PipDistribution, options: FileOptions): DistributionFiles {
  const record = `${name.replaceAll('-', '_')}-${version}.dist-info`;
  const listed = listedFiles(distribution, record, options);
  const shared = listed.filter(({ path }) => path.startsWith('../'));
  const inside = listed.filter(({ path }) => !path.startsWith('../'));
  const texts = recordTexts(name, version, distribution, options);
  const own = inside.map((file): NewNode => {
    const text = file.path.startsWith(`${record}/`) ? texts.get(file.path.slice(record.length + 1)) : undefined;
    return { kind: 'file', path: file.path, content: text === undefined ? standIn(name, version, file) : bytesContent(text) };
  });
  const sources = inside.filter(({ path }) => path.endsWith('.py'));
  const compiled = options.compile ? bytecode(name, version, distribution, sources, options.digits) : [];
  const added = [...texts]
    .filter(([file]) => !inside.some(({ path }) => path === `${record}/${file}`))
    .map(([file, text]): NewNode => ({ kind: 'file', path: `${record}/${file}`, content: bytesContent(text) }));
  const scripts = [...scriptFiles(distribution, options), ...programFiles(name, version, distribution)];
  const site = [...own, ...added, ...compiled];
  const lines = [
    ...scripts.map((node) => recordLine(`${options.toScripts}/${node.path}`, node)),
    ...site.map((node) => recordLine(node.path, node)),
    `${record}/RECORD,,`,
  ];
  const whole: readonly NewNode[] = [...site, { kind: 'file', path: `${record}/RECORD`, content: bytesContent(`${lines.join('\n')}\n`) }];
  const sharedNodes = shared.map(
    (file): NewNode => ({ kind: 'file', path: file.path.replace(/^(?:\.\.\/)+/, ''), content: standIn(name, version, file) }),
  );
  const everything = [...whole, ...scripts, ...sharedNodes];
  return {
    site: whole,
    scripts,
    shared: sharedNodes,
    bytes: everything.reduce((sum, node) => sum + sizeOf(node), 0),
    files: everything.length,
    sourceBytes: sources.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

/** The listing with its directories, at this release's size. */
function listedFiles(distribution: PipDistribution, record: string, options: FileOptions): readonly PlainFile[] {
  const files: PlainFile[] = [];
  const scale = distribution.scale ?? 1;
  let folder = '';
  for (const line of distribution.listing.replaceAll('cpython-XY', `cpython-${options.digits}`).split('\n')) {
    if (line.startsWith('/')) {
      folder = line.slice(1).replace(/^@(?=\/|$)/, record);
      continue;
    }
    const many = /^\*(\.py)? (\d+) (\d+)$/.exec(line);
    const space = line.lastIndexOf(' ');
    if (many !== null) files.push(...spreadFiles(folder, Number(many[2]), Math.round(Number(many[3]) * scale), many[1] ?? ''));
    else if (space > 0)
      files.push({
        path: `${folder === '' ? '' : `${folder}/`}${line.slice(0, space)}`,
        sizeBytes: Math.round(Number(line.slice(space + 1)) * scale),
      });
  }
  return options.machine === 'x86_64'
    ? files
    : files.map((file) => ({ ...file, path: file.path.replace('x86_64-linux-gnu', `${options.machine}-linux-gnu`) }));
}

/** Files of which only number and sum are known: a few have most of the bytes. */
function spreadFiles(folder: string, count: number, bytes: number, ending: string): readonly PlainFile[] {
  const weights = Array.from({ length: count }, (_, index) => 1 / (index + 4));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let left = bytes;
  return weights.map((weight, index) => {
    const sizeBytes = index === count - 1 ? left : Math.floor((bytes * weight) / sum);
    left -= sizeBytes;
    const below = count > FILES_PER_FOLDER ? `/part_${String(Math.floor(index / FILES_PER_FOLDER)).padStart(2, '0')}` : '';
    const name =
      ending === '.py'
        ? index === 0 && below === ''
          ? '__init__'
          : `module_${String(index).padStart(3, '0')}`
        : `data_${String(index).padStart(3, '0')}`;
    return { path: `${folder}${below}/${name}${ending}`, sizeBytes };
  });
}

function bytecode(name: string, version: string, distribution: PipDistribution, sources: readonly PlainFile[], digits: string): readonly NewNode[] {
  const sourceBytes = sources.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const rate = Math.max(0, distribution.bytecodeBytes - BYTECODE_START * sources.length) / Math.max(1, sourceBytes);
  return sources.map((source): NewNode => {
    const path = bytecodePath(source.path, digits);
    return {
      kind: 'file',
      path,
      content: { kind: 'generated', seed: `${name}-${version}/${path}`, sizeBytes: BYTECODE_START + Math.round(source.sizeBytes * rate) },
    };
  });
}

/** `a/b.py` → `a/__pycache__/b.cpython-312.pyc`. */
export function bytecodePath(source: string, digits: string): string {
  const slash = source.lastIndexOf('/') + 1;
  return `${source.slice(0, slash)}__pycache__/${source.slice(slash, -'.py'.length)}.cpython-${digits}.pyc`;
}

function standIn(name: string, version: string, { path, sizeBytes }: PlainFile): FileContent {
  const text = /\.(?:py|pyi|txt|json|md|rst|html|css|js|h|cfg|toml|typed|csv|xml|svg|yaml)$|\/(?:LICENSE[^/]*|METADATA|AUTHORS)$/.test(path);
  return { kind: 'generated', seed: `${name}-${version}/${path}`, sizeBytes, ...(text ? { texture: 'text' as const } : {}) };
}

function recordTexts(name: string, version: string, distribution: PipDistribution, options: FileOptions): ReadonlyMap<string, string> {
  const texts = new Map<string, string>([
    ['METADATA', metadataText(name, version, distribution)],
    [
      'WHEEL',
      `Wheel-Version: 1.0\nGenerator: wheel\nRoot-Is-Purelib: ${distribution.tag.endsWith('-none-any')}\nTag: ${wheelTag(distribution.tag, options)}\n`,
    ],
    ['INSTALLER', options.installer === 'uv' ? 'uv' : options.installer === 'poetry' ? 'Poetry 2.2.1' : 'pip\n'],
    ...(options.requested ? [['REQUESTED', ''] as const] : []),
    ...(options.extraRecords ?? []),
  ]);
  const scripts = Object.entries(distribution.scripts ?? {});
  if (scripts.length > 0)
    texts.set('entry_points.txt', `[console_scripts]\n${scripts.map(([script, target]) => `${script} = ${target}\n`).join('')}`);
  if (/(?:^|\n)top_level\.txt /.test(distribution.listing)) texts.set('top_level.txt', `${distribution.top.join('\n')}\n`);
  return texts;
}

/** The headers that tools read; below them a line that stands in for the project's description, as often as the size needs it. */
function metadataText(name: string, version: string, distribution: PipDistribution): string {
  const head = [
    'Metadata-Version: 2.4',
    `Name: ${distribution.name}`,
    `Version: ${version}`,
    ...(distribution.summary === '' ? [] : [`Summary: ${distribution.summary}`]),
    ...(distribution.licence === '' ? [] : [`License-Expression: ${distribution.licence}`]),
    ...distribution.requires.map((word) => `Requires-Dist: ${word}`),
    ...Object.entries(distribution.extras ?? {}).flatMap(([extra, words]) => [
      `Provides-Extra: ${extra}`,
      ...words.map((word) => `Requires-Dist: ${word}; extra == "${extra}"`),
    ]),
  ].join('\n');
  const line = `Description of ${name}, left out.\n`;
  const missing = Math.max(0, distribution.metadataBytes - head.length - 2);
  return `${head}\n\n${line.repeat(Math.ceil(missing / line.length)).slice(0, missing)}`;
}

function scriptFiles(distribution: PipDistribution, options: FileOptions): readonly NewNode[] {
  const named = Object.entries(distribution.scripts ?? {}).map(([script, target]): NewNode => scriptNode(script, target, options.executable));
  if (distribution.name !== 'pip') return named;
  const pip = distribution.scripts?.pip ?? 'pip._internal.cli.main:main';
  return ['pip', 'pip3', `pip3.${options.digits.slice(1)}`].map((script) => scriptNode(script, pip, options.executable));
}

/** A console script as installers make it from an entry point. */
export function scriptNode(script: string, target: string, executable: string): NewNode {
  const [module = '', attribute = 'main'] = target.split(':');
  const [imported = 'main'] = attribute.split('.');
  const text = `#!${executable}\nimport sys\nfrom ${module} import ${imported}\nif __name__ == '__main__':\n    sys.argv[0] = sys.argv[0].removesuffix('.exe')\n    sys.exit(${attribute}())\n`;
  return { kind: 'file', path: script, content: bytesContent(text), mode: 0o755 };
}

function programFiles(name: string, version: string, distribution: PipDistribution): readonly NewNode[] {
  return Object.entries(distribution.programs ?? {}).map(
    ([program, sizeBytes]): NewNode => ({
      kind: 'file',
      path: program,
      content: { kind: 'generated', seed: `${name}-${version}/bin/${program}`, sizeBytes, program },
      mode: 0o755,
    }),
  );
}

function sizeOf(node: NewNode): number {
  if (node.kind === 'symlink') return 0;
  return node.content.kind === 'bytes' ? node.content.bytes.length : node.content.sizeBytes;
}

/** Byte code has neither hash nor size in RECORD. */
function recordLine(path: string, node: NewNode): string {
  return path.endsWith('.pyc') ? `${path},,` : `${path},sha256=${stampOf(path)},${sizeOf(node)}`;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const STAMP_LENGTH = 43;

/** In place of a hash over bytes that are stand-ins: as long, and the same for the same path. */
function stampOf(path: string): string {
  let state = 0x811c9dc5;
  for (let index = 0; index < path.length; index++) state = Math.imul(state ^ path.charCodeAt(index), 0x01000193);
  let stamp = '';
  for (let index = 0; index < STAMP_LENGTH; index++) {
    state = Math.imul(state ^ (state >>> 13), 0x5bd1e995);
    stamp += ALPHABET[(state >>> 24) & 63] ?? 'A';
  }
  return stamp;
}
