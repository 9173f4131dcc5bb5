import type { FileContent } from '../../fs/types';
import type { ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { type Creation, type NewNode, subtreeOf } from '../subtree';
import { bytecodePath, type DistributionFiles, distributionFiles, type FileOptions, scriptNode } from './distribution-files';
import { type InstalledDistribution, recordedFiles } from './installed';
import type { Candidate } from './resolve';
import type { Scheme } from './scheme';
import { openWheel, projectFiles, recordName, wheelScripts } from './wheel-files';

export function creationOf(context: ProgramContext): Creation {
  const { uid, gid } = context.identity;
  return { uid, gid, mtimeSeconds: context.nowSeconds, instant: {} };
}

/** Puts a candidate's files in place; answers what they were. */
export function writeDistribution(
  context: ProgramContext,
  scheme: Scheme,
  candidate: Candidate,
  options: FileOptions,
  creation: Creation,
): DistributionFiles {
  const files = filesOf(context, candidate, { ...options, requested: candidate.requested });
  for (const [folder, nodes] of [
    [scheme.site, files.site],
    [scheme.scripts, files.scripts],
    [scheme.prefix, files.shared],
  ] as const) {
    if (nodes.length === 0) continue;
    context.fs.mkdirAll(folder);
    mergeTree(context.fs, folder, subtreeOf(nodes, creation));
  }
  return files;
}

function filesOf(context: ProgramContext, candidate: Candidate, options: FileOptions): DistributionFiles {
  const { source } = candidate;
  if (source.kind === 'project' && source.editable) return editableFiles(candidate, source.project, options);
  if (source.kind === 'project') {
    const { project } = source;
    const scripts = [...project.scripts].map(([name, target]) => scriptNode(name, target, options.executable));
    const direct = { ...options, extraRecords: [['direct_url.json', `{"dir_info": {}, "url": "file://${project.folder}"}`] as const] };
    return ownFiles(projectFiles(context, project), scripts, recordName(project), direct);
  }
  if (source.kind === 'wheel') {
    const content = context.fs.content(source.wheel.path);
    const opened = content.ok ? openWheel(content.value) : undefined;
    if (opened !== undefined) return ownFiles(opened, wheelScripts(opened, options.executable), recordName(candidate), options);
  }
  return distributionFiles(candidate.name, candidate.version, candidate.distribution, options);
}

/** A project stays where it is: site-packages gets a path file that leads there. */
function editableFiles(
  candidate: Candidate,
  project: Extract<Candidate['source'], { readonly kind: 'project' }>['project'],
  options: FileOptions,
): DistributionFiles {
  const record = recordName(project);
  const scripts = [...project.scripts].map(([name, target]) => scriptNode(name, target, options.executable));
  const text = (value: string): FileContent => ({ kind: 'bytes', bytes: new TextEncoder().encode(value) });
  const files = new Map<string, FileContent>([
    [`__editable__.${record.replace('.dist-info', '.pth')}`, text(`${project.sourceFolder}\n`)],
    [
      `${record}/METADATA`,
      text(
        [
          'Metadata-Version: 2.4',
          `Name: ${project.title}`,
          `Version: ${candidate.version}`,
          ...project.dependencies.map((word) => `Requires-Dist: ${word}`),
          '',
        ].join('\n'),
      ),
    ],
    [`${record}/WHEEL`, text('Wheel-Version: 1.0\nGenerator: editable\nRoot-Is-Purelib: true\nTag: py3-none-any\n')],
    ...(project.scripts.size === 0
      ? []
      : [
          [
            `${record}/entry_points.txt`,
            text(`[console_scripts]\n${[...project.scripts].map(([name, target]) => `${name} = ${target}\n`).join('')}`),
          ] as const,
        ]),
  ]);
  const direct = [['direct_url.json', `{"dir_info": {"editable": true}, "url": "file://${project.folder}"}`] as const];
  return ownFiles(files, scripts, record, { ...options, extraRecords: direct });
}

/** Files whose content is known: byte code and the installer's own records are added. */
function ownFiles(files: ReadonlyMap<string, FileContent>, scripts: readonly NewNode[], record: string, options: FileOptions): DistributionFiles {
  const size = (content: FileContent): number => (content.kind === 'bytes' ? content.bytes.length : content.sizeBytes);
  const bytes = (value: string): FileContent => ({ kind: 'bytes', bytes: new TextEncoder().encode(value) });
  const sources = [...files].filter(([path]) => path.endsWith('.py'));
  const nodes: NewNode[] = [...files].filter(([path]) => !path.endsWith('/RECORD')).map(([path, content]) => ({ kind: 'file', path, content }));
  for (const [path, content] of options.compile ? sources : []) {
    const compiled = bytecodePath(path, options.digits);
    nodes.push({
      kind: 'file',
      path: compiled,
      content: { kind: 'generated', seed: `${record}/${compiled}`, sizeBytes: bytecodeBytes(size(content)) },
    });
  }
  nodes.push({ kind: 'file', path: `${record}/INSTALLER`, content: bytes(options.installer === 'pip' ? 'pip\n' : options.installer) });
  if (options.requested) nodes.push({ kind: 'file', path: `${record}/REQUESTED`, content: bytes('') });
  for (const [name, text] of options.extraRecords ?? []) nodes.push({ kind: 'file', path: `${record}/${name}`, content: bytes(text) });
  const lines = [...scripts.map(({ path }) => `${options.toScripts}/${path},,`), ...nodes.map(({ path }) => `${path},,`), `${record}/RECORD,,`];
  nodes.push({ kind: 'file', path: `${record}/RECORD`, content: bytes(`${lines.join('\n')}\n`) });
  const total = nodes.reduce((sum, node) => sum + (node.kind === 'file' ? size(node.content) : 0), 0);
  return {
    site: nodes,
    scripts,
    shared: [],
    bytes: total,
    files: nodes.length + scripts.length,
    sourceBytes: sources.reduce((sum, [, content]) => sum + size(content), 0),
  };
}

/** Compiled code against its source: about as much again, and a header with names. */
export function bytecodeBytes(sourceBytes: number): number {
  return 140 + Math.round(sourceBytes * 1.1);
}

/** Removes what RECORD lists, and folders that are empty then; answers how many files went. */
export function removeDistribution(context: ProgramContext, distribution: InstalledDistribution, top: readonly string[]): number {
  const recorded = recordedFiles(context, distribution);
  if (recorded === undefined) {
    for (const name of [distribution.record, ...top]) {
      context.fs.removeAll(`${distribution.site}/${name}`);
      context.fs.remove(`${distribution.site}/${name}.py`);
    }
    return top.length;
  }
  const folders = new Set<string>();
  for (const path of recorded) {
    context.fs.remove(path);
    for (
      let folder = path.slice(0, path.lastIndexOf('/'));
      folder.length > distribution.site.length;
      folder = folder.slice(0, folder.lastIndexOf('/'))
    )
      folders.add(folder);
  }
  // Longest first, so that a folder is empty when its turn comes; one that is not stays.
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) if (isEmpty(context, folder)) context.fs.remove(folder);
  return recorded.length;
}

function isEmpty(context: ProgramContext, folder: string): boolean {
  const names = context.fs.list(folder);
  return names.ok && names.value.length === 0;
}
