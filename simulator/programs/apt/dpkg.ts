import type { AptPart } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { Program, ProgramContext } from '../../shell/types';
import { missingPart } from './apt-get';
import { aptWorld } from './apt-world';
import { nativeArchitecture, readAutomatic, readDatabase, textAt, writeAutomatic } from './database';
import { recordName } from './package-files';
import { hasLists } from './update';

/** dpkg's questions. What a .deb file would install is not known: nothing of it is in the layer. */
export function dpkgProgram(catalog: Catalog): Program {
  return (context) => {
    const [option, ...names] = context.args;
    switch (option) {
      case '--print-architecture':
        return print(context, nativeArchitecture(context));
      case '--print-foreign-architectures':
        return 0;
      case '-l':
      case '--list':
        return list(context, names);
      case '-s':
      case '--status':
        return status(context, names);
      case '-L':
      case '--listfiles':
        return listFiles(context, aptWorld(catalog), names);
      case '--version':
        return print(context, "Debian 'dpkg' package management program version 1.21.22 (amd64).");
      case '-i':
      case '--install':
        return installFiles(context, names);
      case '--add-architecture':
        return addArchitecture(context, names);
      case '--configure':
        return 0;
      default:
        context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: `dpkg ${option ?? ''}` } });
        return 0;
    }
  };
}

function installFiles(context: ProgramContext, operands: readonly string[]): number {
  const names = operands.filter((name) => !name.startsWith('-'));
  const missing = names.filter((name) => !context.fs.exists(context.resolve(name)));
  for (const name of missing) context.err(`dpkg: error: cannot access archive '${name}': No such file or directory\n`);
  if (names.length === 0) context.err('dpkg: error: --install needs at least one package archive file argument\n');
  if (missing.length > 0 || names.length === 0) return missing.length > 0 ? 1 : 2;
  context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: `dpkg -i ${names.join(' ')}` } });
  return 0;
}

const ARCHITECTURES = '/var/lib/dpkg/arch';

function addArchitecture(context: ProgramContext, [name = '']: readonly string[]): number {
  const known = textAt(context, ARCHITECTURES) || `${nativeArchitecture(context)}\n`;
  if (!known.split('\n').includes(name)) context.fs.write(ARCHITECTURES, `${known}${name}\n`);
  return 0;
}

function print(context: ProgramContext, text: string): number {
  context.out(`${text}\n`);
  return 0;
}

function list(context: ProgramContext, patterns: readonly string[]): number {
  const architecture = nativeArchitecture(context);
  const wanted = [...readDatabase(context).versions].filter(([name]) => patterns.length === 0 || patterns.some((pattern) => matches(pattern, name)));
  if (wanted.length === 0) {
    for (const pattern of patterns) context.err(`dpkg-query: no packages found matching ${pattern}\n`);
    return 1;
  }
  context.out(
    '||/ Name                  Version                 Architecture Description\n+++-=====================-=======================-============-===========\n',
  );
  for (const [name, version] of wanted) context.out(`ii  ${name.padEnd(21)} ${version.padEnd(23)} ${architecture.padEnd(12)}\n`);
  return 0;
}

function matches(pattern: string, name: string): boolean {
  return new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(name);
}

function status(context: ProgramContext, names: readonly string[]): number {
  for (const name of names) {
    const stanza = readDatabase(context)
      .text.split('\n\n')
      .find((text) => text.trimStart().startsWith(`Package: ${name}\n`));
    if (stanza === undefined) {
      context.err(`dpkg-query: package '${name}' is not installed and no information is available\n`);
      return 1;
    }
    context.out(`${stanza.trimStart()}\n`);
  }
  return 0;
}

function listFiles(context: ProgramContext, apt: AptPart | undefined, names: readonly string[]): number {
  for (const name of names) {
    const named = apt === undefined ? name : recordName(apt, name, nativeArchitecture(context));
    const text = textAt(context, `/var/lib/dpkg/info/${named}.list`) || textAt(context, `/var/lib/dpkg/info/${name}.list`);
    if (text === '') {
      context.err(`dpkg-query: package '${name}' is not installed\n`);
      return 1;
    }
    context.out(text);
  }
  return 0;
}

/** `dpkg-query -W [-f FORMAT] [NAME…]` with the fields that scripts ask for. */
export const dpkgQuery: Program = (context) => {
  const format = context.args.flatMap((word, index) =>
    /^(?:-f|--showformat)/.test(word)
      ? [word.includes('=') ? word.slice(word.indexOf('=') + 1) : word.length > 2 ? word.slice(2) : (context.args[index + 1] ?? '')]
      : [],
  )[0];
  const names = context.args.filter((word, index) => !word.startsWith('-') && context.args[index - 1] !== '-f');
  for (const [name, version] of readDatabase(context).versions) {
    if (names.length > 0 && !names.some((pattern) => matches(pattern, name))) continue;
    context.out(
      (format ?? '${Package}\t${Version}\n')
        .replace(/\$\{(?:binary:)?Package\}/g, name)
        .replace(/\$\{Version\}/g, version)
        .replaceAll('\\n', '\n')
        .replaceAll('\\t', '\t'),
    );
  }
  return 0;
};

/** `apt-cache policy|show|search|depends`, as far as the catalogue answers. */
export function aptCacheProgram(catalog: Catalog): Program {
  return (context) => {
    const apt = aptWorld(catalog);
    if (apt === undefined) return missingPart(context);
    const [command, ...names] = context.args.filter((word) => !word.startsWith('-'));
    const known = (name: string) => (hasLists(context) || readDatabase(context).versions.has(name) ? apt.packages[name] : undefined);
    if (command === 'search') return search(context, apt, names);
    for (const name of names) {
      const row = known(name);
      if (row === undefined) {
        context.err(command === 'show' ? `E: No packages found\n` : `N: Unable to locate package ${name}\n`);
        if (command === 'show') return 100;
        continue;
      }
      if (command === 'policy')
        context.out(`${name}:\n  Installed: ${readDatabase(context).versions.get(name) ?? '(none)'}\n  Candidate: ${row[0]}\n`);
      else if (command === 'depends')
        context.out(
          `${name}\n${row[3].map((other) => `  Depends: ${other}\n`).join('')}${row[4].map((other) => `  Recommends: ${other}\n`).join('')}`,
        );
      else
        context.out(
          `Package: ${name}\nVersion: ${row[0]}\nInstalled-Size: ${row[2]}\nDepends: ${row[3].join(', ')}\nSection: ${row[5]}\nSize: ${row[1]}\n\n`,
        );
    }
    return 0;
  };
}

function search(context: ProgramContext, apt: AptPart, words: readonly string[]): number {
  if (!hasLists(context)) return 0;
  for (const [name, [, , , , , section]] of Object.entries(apt.packages)) {
    if (words.every((word) => name.includes(word))) context.out(`${name} - ${section}\n`);
  }
  return 0;
}

/** `apt-mark auto|manual|showauto|showmanual|hold`. */
export const aptMark: Program = (context) => {
  const [command, ...names] = context.args.filter((word) => !word.startsWith('-'));
  const automatic = new Set(readAutomatic(context));
  if (command === 'showauto')
    context.out(
      [...automatic]
        .sort()
        .map((name) => `${name}\n`)
        .join(''),
    );
  if (command === 'showmanual')
    context.out(
      [...readDatabase(context).versions.keys()]
        .filter((name) => !automatic.has(name))
        .map((name) => `${name}\n`)
        .join(''),
    );
  if (command !== 'auto' && command !== 'manual') return 0;
  for (const name of names) {
    if (command === 'auto') automatic.add(name);
    else automatic.delete(name);
    context.out(`${name} set to ${command === 'auto' ? 'automatically' : 'manually'} installed.\n`);
  }
  writeAutomatic(context, automatic, nativeArchitecture(context));
  return 0;
};
