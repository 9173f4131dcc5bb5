import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { contentBytes, contentSha256 } from '../../fs/content';
import { isUnfetched } from '../../fs/unfetched';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { linesOf, readContent, readInput } from './input';
import { byFlavour, complain, parseOptions, refuseOption } from './options';

const HASHES: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  md5sum: md5,
  sha1sum: sha1,
  sha224sum: sha224,
  sha256sum: sha256,
  sha384sum: sha384,
  sha512sum: sha512,
};

/** `md5sum` to `sha512sum`, by the name that it is called by. */
export function checksum(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'cbtswz',
    long: { check: 'c', binary: 'b', text: 't', status: 's', quiet: 'q', warn: 'w', strict: 'strict', tag: 'tag', 'ignore-missing': 'missing' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const operands = options.operands.length > 0 ? options.operands : ['-'];
  if (options.flags.has('c')) return operands.map((list) => checkList(context, list, options.flags)).every(Boolean) ? 0 : 1;
  let failed = false;
  for (const name of operands) {
    const hash = hashOf(context, name);
    if (typeof hash !== 'string') {
      complain(context, byFlavour(context, `${name}: ${errorText(hash.errno)}`, `can't open '${name}': ${errorText(hash.errno)}`));
      failed = true;
    } else
      context.out(
        options.flags.has('tag')
          ? `${context.name.replace('sum', '').toUpperCase()} (${name}) = ${hash}\n`
          : `${hash} ${options.flags.has('b') ? '*' : ' '}${name}\n`,
      );
  }
  return failed ? 1 : 0;
}

function hashOf(context: ProgramContext, name: string): string | Extract<ReturnType<typeof readInput>, { readonly ok: false }> {
  const hash = HASHES[context.name] ?? sha256;
  if (name === '-') return bytesToHex(hash(context.stdin));
  const found = context.fs.content(context.resolve(name));
  if (!found.ok) return found;
  if (hash === sha256) return contentSha256(found.value);
  const content = readContent(context, name);
  return content.ok ? bytesToHex(hash(contentBytes(content.content) ?? new Uint8Array(0))) : content;
}

function checkList(context: ProgramContext, list: string, flags: ReadonlySet<string>): boolean {
  const input = readInput(context, list);
  if (!input.ok) {
    complain(context, byFlavour(context, `${list}: ${errorText(input.errno)}`, `can't open '${list}': ${errorText(input.errno)}`));
    return false;
  }
  const shown = list === '-' ? "'standard input'" : list;
  let wrong = 0;
  let missing = 0;
  let checked = 0;
  for (const line of linesOf(input.text)) {
    const match = /^\\?([0-9a-fA-F]{32,128}) [ *](.+)$/.exec(line);
    if (!match) continue;
    checked++;
    const [, wanted = '', name = ''] = match;
    const hash = hashOf(context, name);
    if (typeof hash !== 'string') {
      if (flags.has('missing')) continue;
      missing++;
      complain(context, byFlavour(context, `${name}: ${errorText(hash.errno)}`, `can't open '${name}': ${errorText(hash.errno)}`));
      if (!flags.has('s')) context.out(byFlavour(context, `${name}: FAILED open or read\n`, `${name}: FAILED\n`));
    } else if (hash !== wanted.toLowerCase() && !isUnknown(context, name)) {
      wrong++;
      if (!flags.has('s')) context.out(`${name}: FAILED\n`);
    } else if (!flags.has('s') && !flags.has('q')) context.out(`${name}: OK\n`);
  }
  return concludeCheck(context, shown, { wrong, missing, checked });
}

/** Of what was never fetched nobody can say whether it is right. */
function isUnknown(context: ProgramContext, name: string): boolean {
  const bytes = name === '-' ? { ok: true as const, value: context.stdin } : context.fs.read(context.resolve(name));
  if (!bytes.ok || !isUnfetched(bytes.value)) return false;
  context.notice({ fidelity: 'unknown', code: 'content-not-available', details: { program: context.name, path: name } });
  return true;
}

function concludeCheck(
  context: ProgramContext,
  list: string,
  counts: { readonly wrong: number; readonly missing: number; readonly checked: number },
): boolean {
  const { wrong, missing, checked } = counts;
  if (checked === 0) {
    complain(context, byFlavour(context, `${list}: no properly formatted checksum lines found`, `no checksum lines found`));
    return false;
  }
  if (context.flavour === 'gnu') {
    if (missing > 0) complain(context, `WARNING: ${missing} listed file${missing === 1 ? '' : 's'} could not be read`);
    if (wrong > 0) complain(context, `WARNING: ${wrong} computed checksum${wrong === 1 ? '' : 's'} did NOT match`);
  } else if (wrong + missing > 0) complain(context, `WARNING: ${wrong + missing} of ${checked} computed checksums did NOT match`);
  return wrong + missing === 0;
}
