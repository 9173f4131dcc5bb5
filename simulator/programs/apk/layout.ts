import { BASE_LAYOUTS } from './layouts-base';
import { LANGUAGE_LAYOUTS } from './layouts-languages';
import { SERVER_LAYOUTS } from './layouts-servers';
import { TOOL_LAYOUTS } from './layouts-tools';

/**
 * Where a package puts what, one thing a line: `path weight` a file that gets its share of the installed size, `path 120b` one of so many
 * bytes, `folder/*.ext count weight` many files, `path > target` a symlink, `folder/ owner mode` a folder. `@program` names what an executable
 * runs, `!4755` a mode. `{v}` stands for the version without its revision, `{minor}` and `{major}` for its first parts.
 */
export type Layout = string;

const LAYOUTS: Readonly<Record<string, Layout>> = { ...BASE_LAYOUTS, ...LANGUAGE_LAYOUTS, ...SERVER_LAYOUTS, ...TOOL_LAYOUTS };
/** Meta packages hold nothing; their installed size is that of an empty archive. */
const META_PACKAGE_BYTES = 4_096;

export function layoutOf(name: string, installedBytes: number): Layout {
  const known = LAYOUTS[name];
  if (known !== undefined) return known;
  return installedBytes <= META_PACKAGE_BYTES ? '' : usualLayout(name);
}

/** What a package of a name like this has. */
function usualLayout(name: string): Layout {
  const stem = name.replace(/-(?:dev|libs|doc|common|data|client|server)$/, '');
  if (/^(?:font|ttf)-/.test(name)) return `usr/share/fonts/${stem.replace(/^\w+-/, '')}/*.ttf 20 100`;
  if (name.endsWith('-dev')) return developmentLayout(stem);
  if (name.endsWith('-doc')) return `usr/share/man/man1/${stem}.1.gz 100`;
  if (name.startsWith('py3-')) return pythonLayout(name.slice(4));
  if (/^php\d+-/.test(name)) return phpLayout(name);
  if (/^lib|-libs$|\d-libs$/.test(name)) return libraryLayout(name.endsWith('-libs') ? stem : name);
  if (/-(?:common|data)$/.test(name)) return `usr/share/${stem}/*.conf 8 100`;
  return `usr/bin/${name} 70\nusr/share/${name}/* 6 30`;
}

function libraryLayout(stem: string): Layout {
  const library = stem.startsWith('lib') ? stem : `lib${stem}`;
  return `usr/lib/${library}.so.{v} 100\nusr/lib/${library}.so.{major} > ${library}.so.{v}`;
}

function developmentLayout(stem: string): Layout {
  const library = stem.startsWith('lib') ? stem : `lib${stem}`;
  return `usr/include/${stem}/*.h 14 70\nusr/lib/${library}.a 30\nusr/lib/${library}.so > ${library}.so.{major}\nusr/lib/pkgconfig/${stem}.pc 420b`;
}

/** Byte code lies in packages of its own since Alpine 3.19; the facts count it with the modules. */
function pythonLayout(distribution: string): Layout {
  const folder = `usr/lib/python3.12/site-packages/${distribution.replaceAll('-', '_')}`;
  return `${folder}/*.py 36 50\n${folder}/__pycache__/*.pyc 36 50\n${distInfo(distribution)}`;
}

export function distInfo(distribution: string): Layout {
  const record = `usr/lib/python3.12/site-packages/${distribution.replaceAll('-', '_')}-{v}.dist-info`;
  return `${record}/METADATA text\n${record}/INSTALLER text\n${record}/RECORD 3000b\n${record}/WHEEL 92b\n${record}/top_level.txt 12b`;
}

function phpLayout(name: string): Layout {
  const [folder = '', module = ''] = name.split(/-(.*)/);
  return `usr/lib/${folder}/modules/${module}.so 100\netc/${folder}/conf.d/00_${module}.ini 24b`;
}
