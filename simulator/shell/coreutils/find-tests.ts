import { contentSize } from '../../fs/content';
import type { TreeNode } from '../../fs/types';
import { encodeText } from '../bytes';
import { hasAccess } from '../guarded-fs';
import { findGroup, findUser } from '../passwd';
import { compilePattern, matchesPattern } from '../pattern';
import { compileRegex, matchRegex } from '../regex';
import { argument, FindError, type Search, type Test, type Visit } from './find-search';
import { lastName } from './walk';

const TYPES: Readonly<Record<string, TreeNode['kind']>> = { f: 'file', d: 'directory', l: 'symlink' };

/** A primary that looks at the file; `undefined` when the name is none. */
export function parseTest(search: Search, name: string): Test | undefined {
  const { context } = search;
  switch (name) {
    case '-true':
      return () => true;
    case '-false':
      return () => false;
    case '-name':
    case '-iname':
      return nameTest(argument(search, name), name === '-iname', (visit) => lastName(visit.path));
    case '-path':
    case '-wholename':
    case '-ipath':
      return nameTest(argument(search, name), name === '-ipath', (visit) => visit.path);
    case '-lname':
      return nameTest(argument(search, name), false, (visit) => (visit.node.kind === 'symlink' ? visit.node.target : ''));
    case '-regex':
    case '-iregex': {
      const regex = compileRegex(encodeText(argument(search, name)), {
        extended: search.words.includes('posix-extended') || search.words.includes('egrep'),
        ignoreCase: name === '-iregex',
      });
      return (visit) => {
        const path = encodeText(visit.path);
        const match = regex && matchRegex(regex, path, 0, context.spend);
        return match !== undefined && match.start === 0 && match.end === path.length;
      };
    }
    case '-type': {
      const letters = argument(search, name);
      if (context.flavour === 'busybox' && !/^[fdlbcsp]$/.test(letters)) throw new FindError(`invalid argument '${letters}' to '-type'`);
      const kinds = letters.split(',').map((letter) => TYPES[letter]);
      return (visit) => kinds.includes(visit.node.kind);
    }
    case '-empty':
      return ({ node }) => (node.kind === 'directory' ? node.children.size === 0 : node.kind === 'file' && contentSize(node.content) === 0);
    case '-size':
      return sizeTest(argument(search, name));
    case '-perm':
      return permissionTest(argument(search, name));
    case '-executable':
    case '-readable':
    case '-writable':
      return ({ node }) => hasAccess(node, context.identity, { '-executable': 1, '-writable': 2, '-readable': 4 }[name] ?? 4);
    default:
      return parseOwnerOrTime(search, name);
  }
}

function nameTest(pattern: string, ignoreCase: boolean, textOf: (visit: Visit) => string): Test {
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const compiled = compilePattern(encodeText(fold(pattern)));
  return (visit) => matchesPattern(compiled, encodeText(fold(textOf(visit))));
}

/** `+n`, `-n` or `n`. */
function numberTest(text: string): (value: number) => boolean {
  const wanted = Number(text.replace(/^[-+]/, ''));
  if (text.startsWith('+')) return (value) => value > wanted;
  return text.startsWith('-') ? (value) => value < wanted : (value) => value === wanted;
}

const SIZE_UNITS: Readonly<Record<string, number>> = { c: 1, w: 2, b: 512, k: 1024, M: 1048576, G: 1073741824 };

/** Sizes are rounded up to the unit before they are compared. */
function sizeTest(text: string): Test {
  const unit = SIZE_UNITS[text.slice(-1)];
  const fits = numberTest(unit === undefined ? text : text.slice(0, -1));
  return ({ node }) =>
    fits(Math.ceil((node.kind === 'file' ? contentSize(node.content) : node.kind === 'directory' ? 4096 : node.target.length) / (unit ?? 512)));
}

function permissionTest(text: string): Test {
  const octal = text.replace(/^[-/+]/, '');
  const wanted = /^[0-7]+$/.test(octal) ? Number.parseInt(octal, 8) : symbolicBits(octal);
  if (text.startsWith('-')) return ({ node }) => (node.mode & wanted) === wanted;
  return text.startsWith('/') || text.startsWith('+') ? ({ node }) => wanted === 0 || (node.mode & wanted) !== 0 : ({ node }) => node.mode === wanted;
}

function symbolicBits(text: string): number {
  let bits = 0;
  for (const clause of text.split(',')) {
    const [, who = '', letters = ''] = /^([ugoa]*)[=+]([rwxst]+)$/.exec(clause) ?? [];
    const shifts =
      who === '' || who.includes('a')
        ? [6, 3, 0]
        : [...(who.includes('u') ? [6] : []), ...(who.includes('g') ? [3] : []), ...(who.includes('o') ? [0] : [])];
    for (const shift of shifts)
      bits |= ((letters.includes('r') ? 4 : 0) | (letters.includes('w') ? 2 : 0) | (letters.includes('x') ? 1 : 0)) << shift;
    if (letters.includes('s')) bits |= (who.includes('u') ? 0o4000 : 0) | (who.includes('g') ? 0o2000 : 0);
  }
  return bits;
}

function parseOwnerOrTime(search: Search, name: string): Test | undefined {
  const { context } = search;
  switch (name) {
    case '-user':
    case '-uid': {
      const text = argument(search, name);
      const uid = findUser(context.fs, text)?.uid ?? Number(text);
      return ({ node }) => node.uid === uid;
    }
    case '-group':
    case '-gid': {
      const text = argument(search, name);
      const gid = findGroup(context.fs, text)?.gid ?? Number(text);
      return ({ node }) => node.gid === gid;
    }
    case '-nouser':
      return ({ node }) => !findUser(context.fs, node.uid);
    case '-nogroup':
      return ({ node }) => !findGroup(context.fs, node.gid);
    case '-inum':
      argument(search, name);
      return () => false;
    case '-samefile': {
      const real = context.fs.realpath(context.resolve(argument(search, name)));
      const same = real.ok ? context.fs.stat(real.value) : real;
      return ({ node }) =>
        same.ok &&
        (node === same.value ||
          (node.kind === 'file' && same.value.kind === 'file' && node.linkId !== undefined && node.linkId === same.value.linkId));
    }
    case '-links': {
      const fits = numberTest(argument(search, name));
      return (visit) => {
        const count = context.fs.linkCount(context.resolve(visit.path));
        return fits(count.ok ? count.value : 1);
      };
    }
    case '-newer': {
      const node = context.fs.stat(context.resolve(argument(search, name)));
      return (visit) => node.ok && visit.node.mtimeSeconds > node.value.mtimeSeconds;
    }
    case '-mtime':
    case '-mmin':
    case '-atime':
    case '-ctime':
    case '-amin':
    case '-cmin': {
      const fits = numberTest(argument(search, name));
      const unit = name.endsWith('min') ? 60 : 86_400;
      return ({ node }) => fits(Math.floor((context.nowSeconds - node.mtimeSeconds) / unit));
    }
    default:
      return undefined;
  }
}
