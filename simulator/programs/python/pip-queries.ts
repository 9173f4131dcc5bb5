import { headersOf, type InstalledDistribution, metadataOf, recordedFiles, requiredNames, textAt } from './installed';
import { noteBeyond, notSimulated } from './notices';
import { type PipRun, visible } from './pip-install';
import { fail, warn } from './pip-messages';
import { normalizedName } from './requirement';
import { compareVersionTexts } from './version';
import { distributionOf, knownReleases } from './world';

export function list(run: PipRun): number {
  const { context, options, world } = run;
  const all = visible(run).filter(({ name, version }) => {
    const newest = distributionOf(world, name)?.version;
    return !options.outdated || (newest !== undefined && compareVersionTexts(newest, version) > 0);
  });
  if (options.format === 'freeze') for (const { title, version } of all) context.out(`${title}==${version}\n`);
  else if (options.format === 'json') context.out(`${JSON.stringify(all.map(({ title, version }) => ({ name: title, version })))}\n`);
  else
    context.out(
      table(
        options.outdated ? ['Package', 'Version', 'Latest', 'Type'] : ['Package', 'Version'],
        all.map(({ name, title, version }) =>
          options.outdated ? [title, version, distributionOf(world, name)?.version ?? '', 'wheel'] : [title, version],
        ),
      ),
    );
  return 0;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `${cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' ')
      .trimEnd()}\n`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('');
}

/** pip's own tools are left out unless they are asked for. */
const NOT_FROZEN = new Set(['pip', 'setuptools', 'wheel', 'distribute']);

export function freeze(run: PipRun): number {
  const { context, options } = run;
  const editable = visible(run).flatMap((distribution) => editableLine(run, distribution) ?? []);
  for (const lines of editable) context.out(lines);
  for (const distribution of visible(run)) {
    if (NOT_FROZEN.has(distribution.name) && !options.all) continue;
    if (editableLine(run, distribution) === undefined)
      context.out(`${distribution.title}==${distribution.version}${directSuffix(run, distribution)}\n`);
  }
  return 0;
}

function directUrl(run: PipRun, distribution: InstalledDistribution): string | undefined {
  return textAt(run.context, `${distribution.site}/${distribution.record}/direct_url.json`);
}

function editableLine(run: PipRun, distribution: InstalledDistribution): string | undefined {
  const text = directUrl(run, distribution);
  if (text === undefined || !text.includes('"editable": true')) return undefined;
  const folder = /"url": "file:\/\/([^"]*)"/.exec(text)?.[1] ?? '';
  return `# Editable install with no version control (${distribution.title}==${distribution.version})\n-e ${folder}\n`;
}

function directSuffix(run: PipRun, distribution: InstalledDistribution): string {
  const url = /"url": "([^"]*)"/.exec(directUrl(run, distribution) ?? '')?.[1];
  return url === undefined ? '' : ` @ ${url}`;
}

export function show(run: PipRun): number {
  const { context, options } = run;
  if (options.words.length === 0) return fail(context, 'Please provide a package name or names.');
  const all = visible(run);
  const found = options.words.flatMap((word) => all.find(({ name }) => name === normalizedName(word)) ?? []);
  const missing = options.words.filter((word) => !all.some(({ name }) => name === normalizedName(word)));
  if (missing.length > 0) warn(context, options, `Package(s) not found: ${missing.join(', ')}`);
  context.out(found.map((distribution) => shown(run, distribution, all)).join('---\n'));
  return found.length > 0 ? 0 : 1;
}

function shown(run: PipRun, distribution: InstalledDistribution, all: readonly InstalledDistribution[]): string {
  const metadata = metadataOf(run.context, distribution);
  const header = (name: string): string => headersOf(metadata, name)[0] ?? '';
  const needed = requiredNames(metadata);
  const neededBy = all.filter((other) => requiredNames(metadataOf(run.context, other)).includes(distribution.name)).map(({ title }) => title);
  const lines = [
    `Name: ${distribution.title}`,
    `Version: ${distribution.version}`,
    `Summary: ${header('Summary')}`,
    `Home-page: `,
    `Author: `,
    `Author-email: `,
    `License-Expression: ${header('License-Expression')}`,
    `Location: ${distribution.site}`,
    `Requires: ${needed.join(', ')}`,
    `Required-by: ${neededBy.join(', ')}`,
  ];
  const files = run.options.files
    ? ['Files:', ...(recordedFiles(run.context, distribution) ?? []).map((path) => `  ${path.replace(`${distribution.site}/`, '')}`)]
    : [];
  return `${[...lines, ...files].join('\n')}\n`;
}

export function check(run: PipRun): number {
  const all = visible(run);
  const names = new Set(all.map(({ name }) => name));
  const missing = all.flatMap((distribution) =>
    requiredNames(metadataOf(run.context, distribution))
      .filter((name) => !names.has(name))
      .map((name) => `${distribution.title} ${distribution.version} requires ${name}, which is not installed.\n`),
  );
  run.context.out(missing.length === 0 ? 'No broken requirements found.\n' : missing.join(''));
  return missing.length === 0 ? 0 : 1;
}

/** `pip index versions NAME`. */
export function index(run: PipRun): number {
  const { context, options, world } = run;
  const [verb, word = ''] = options.words;
  if (verb !== 'versions') return notSimulated(context, `pip index ${verb ?? ''}`.trim());
  const distribution = distributionOf(world, normalizedName(word));
  if (distribution === undefined) {
    noteBeyond(context, world, word);
    return fail(context, `No matching distribution found for ${word}`);
  }
  context.out(`${word} (${distribution.version})\nAvailable versions: ${[...knownReleases(distribution)].reverse().join(', ')}\n`);
  return 0;
}
