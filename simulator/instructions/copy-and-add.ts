import { chompHeredoc, matchHeredocMark } from '../parser/heredoc';
import { fail, type Result, succeed } from '../parser/result';
import type { Statement } from '../parser/statements';
import { type FlagValues, parseFlags } from './flags';
import { baseOf } from './instruction-base';
import { needsDestination } from './messages';
import type { CopyFields, Heredoc, Instruction, InstructionBase } from './types';

const COPY_FLAGS = { chown: 'text', from: 'text', chmod: 'text', link: 'boolean', exclude: 'list', parents: 'boolean' } as const;

const ADD_FLAGS = {
  chown: 'text',
  chmod: 'text',
  link: 'boolean',
  'keep-git-dir': 'boolean',
  checksum: 'text',
  unpack: 'boolean',
  exclude: 'list',
} as const;

/** An empty `--from=`, `--chown=` or `--chmod=` is the same as none. */
export function parseCopy(statement: Statement): Result<Instruction> {
  if (statement.arguments.words.length < 2) return fail(needsDestination('COPY'));
  const flags = parseFlags(statement.flags, COPY_FLAGS);
  if (!flags.ok) return flags;
  const fields = readFields(statement, 'COPY', flags.value);
  if (!fields.ok) return fields;
  const from = flags.value.text('from');
  const copy = { ...fields.value, kind: 'COPY' as const };
  return succeed(from ? { ...copy, from } : copy);
}

export function parseAdd(statement: Statement): Result<Instruction> {
  if (statement.arguments.words.length < 2) return fail(needsDestination('ADD'));
  const flags = parseFlags(statement.flags, ADD_FLAGS);
  if (!flags.ok) return flags;
  const fields = readFields(statement, 'ADD', flags.value);
  if (!fields.ok) return fields;
  const checksum = flags.value.text('checksum');
  const keepGitDir = flags.value.boolean('keep-git-dir');
  const unpack = flags.value.boolean('unpack');
  return succeed({
    ...fields.value,
    kind: 'ADD',
    ...(checksum ? { checksum } : {}),
    ...(keepGitDir === undefined ? {} : { keepGitDir }),
    ...(unpack === undefined ? {} : { unpack }),
  });
}

function readFields(statement: Statement, name: 'ADD' | 'COPY', flags: FlagValues): Result<InstructionBase & CopyFields> {
  const { words } = statement.arguments;
  const dest = words.at(-1) ?? '';
  if (matchHeredocMark(dest)) return fail(`${name} cannot accept a heredoc as a destination`);
  const sources: string[] = [];
  const inline: Heredoc[] = [];
  for (const word of words.slice(0, -1)) {
    const mark = matchHeredocMark(word);
    if (!mark) sources.push(word);
    else {
      // Contents are looked up by name: of two heredocs of one name the later gives the content of both.
      const raw = statement.heredocs.findLast((heredoc) => heredoc.name === mark.name)?.raw ?? '';
      inline.push({ ...mark, raw, content: mark.chomp ? chompHeredoc(raw) : raw });
    }
  }
  const chown = flags.text('chown');
  const chmod = flags.text('chmod');
  // Field by field: a spread here takes as long as all the rest of a COPY.
  const { keyword, range, original, comments } = baseOf(statement);
  const fields = {
    keyword,
    range,
    original,
    comments,
    sources,
    inline,
    dest,
    link: flags.boolean('link') ?? false,
    parents: flags.boolean('parents') ?? false,
    exclude: flags.list('exclude'),
  };
  const owned = chown ? { ...fields, chown } : fields;
  return succeed(chmod ? { ...owned, chmod } : owned);
}
