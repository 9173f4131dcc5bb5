import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from './parse-dockerfile';
import type { Instruction } from './types';

const errorsOf = (text: string) => parseDockerfile(text).diagnostics.map(({ message }) => message);

/** The fields of the only instruction, those that all instructions have left out. */
function fieldsOf(line: string) {
  const instruction = parseDockerfile(`FROM a\n${line}`).value.stages[0]?.instructions[0];
  if (!instruction) return undefined;
  const { keyword, range, original, comments, ...fields } = instruction;
  return fields;
}

describe('instructions', () => {
  const copy = { link: false, parents: false, exclude: [], inline: [] };
  const shell = (...words: readonly string[]) => ({ form: 'shell', words, heredocs: [] });
  const exec = (...words: readonly string[]) => ({ form: 'exec', words, heredocs: [] });

  test.each<[string, Record<string, unknown> & { kind: Instruction['kind'] }]>([
    ['COPY a b /c', { kind: 'COPY', ...copy, sources: ['a', 'b'], dest: '/c' }],
    ['COPY ["a b", "/c"]', { kind: 'COPY', ...copy, sources: ['a b'], dest: '/c' }],
    ['COPY --from= --chown= a b', { kind: 'COPY', ...copy, sources: ['a'], dest: 'b' }],
    [
      'copy --from=x --chown=1:2 --chmod=u+x --link --parents --exclude=a --exclude=b c d',
      { kind: 'COPY', from: 'x', chown: '1:2', chmod: 'u+x', link: true, parents: true, exclude: ['a', 'b'], inline: [], sources: ['c'], dest: 'd' },
    ],
    ['COPY --link=FALSE a b', { kind: 'COPY', ...copy, sources: ['a'], dest: 'b' }],
    [
      'ADD --checksum=sha256:0 --keep-git-dir --unpack=false a b',
      { kind: 'ADD', ...copy, checksum: 'sha256:0', keepGitDir: true, unpack: false, sources: ['a'], dest: 'b' },
    ],
    ['ARG A B= C=x', { kind: 'ARG', args: [{ name: 'A' }, { name: 'B', value: '' }, { name: 'C', value: 'x' }] }],
    ['ARG --whatever A', { kind: 'ARG', args: [{ name: 'A' }] }],
    ['CMD a  b', { kind: 'CMD', command: shell('a  b') }],
    ['CMD', { kind: 'CMD', command: shell() }],
    ['ENTRYPOINT ["a", "b"]', { kind: 'ENTRYPOINT', command: exec('a', 'b') }],
    ['ENV A b c', { kind: 'ENV', pairs: [{ name: 'A', value: 'b c', legacy: true }] }],
    [
      'LABEL "a b"=1 c=\'d e\'',
      {
        kind: 'LABEL',
        pairs: [
          { name: '"a b"', value: '1' },
          { name: 'c', value: "'d e'" },
        ],
      },
    ],
    ['EXPOSE 80 443/tcp 22', { kind: 'EXPOSE', ports: ['22', '443/tcp', '80'] }],
    ['HEALTHCHECK NONE', { kind: 'HEALTHCHECK', none: true }],
    ['HEALTHCHECK --nonsense none', { kind: 'HEALTHCHECK', none: true }],
    [
      'HEALTHCHECK --interval=1m30s --timeout=0 --retries=3 cmd x y',
      { kind: 'HEALTHCHECK', none: false, command: shell('x y'), interval: 90e9, timeout: 0, retries: 3 },
    ],
    ['MAINTAINER a b', { kind: 'MAINTAINER', maintainer: 'a b' }],
    ['ONBUILD  RUN  a ', { kind: 'ONBUILD', trigger: 'RUN  a ' }],
    ['ONBUILD FETCH x', { kind: 'ONBUILD', trigger: 'FETCH x' }],
    ['ONBUILD RUN <<-a\n\tx\n\ta', { kind: 'ONBUILD', trigger: 'RUN <<-a\n\tx\na' }],
    ['RUN --network=none --security=insecure a', { kind: 'RUN', command: shell('a'), mounts: [], network: 'none', security: 'insecure' }],
    [
      'RUN --mount=type=cache,target=$X --mount=from=b,target=/b a',
      { kind: 'RUN', command: shell('a'), mounts: [{ raw: 'type=cache,target=$X' }, { raw: 'from=b,target=/b', from: 'b' }] },
    ],
    ['SHELL ["a", "-c"]', { kind: 'SHELL', shell: ['a', '-c'] }],
    ['STOPSIGNAL --x 9', { kind: 'STOPSIGNAL', signal: '9' }],
    ['USER a b', { kind: 'USER', user: 'a b' }],
    ['VOLUME /a /b', { kind: 'VOLUME', volumes: ['/a', '/b'] }],
    ['WORKDIR a', { kind: 'WORKDIR', path: 'a' }],
  ])('%s', (line, expected) => expect(fieldsOf(line)).toEqual(expected));

  test('files written in the Dockerfile take their content by name, the later of two', () => {
    expect(fieldsOf('COPY <<a <<-"b" c <<a /d\n1$X\na\n\t2\nb\n3\na')).toMatchObject({
      sources: ['c'],
      inline: [
        { name: 'a', content: '3\n', expand: true },
        { name: 'b', content: '2\n', raw: '\t2\n', expand: false },
        { name: 'a', content: '3\n' },
      ],
    });
  });

  test('every instruction knows its place, text and comments', () => {
    expect(parseDockerfile('FROM a\n# x\n Run a \\\n b ').value.stages[0]?.instructions[0]).toMatchObject({
      keyword: 'Run',
      range: { startLine: 3, endLine: 4 },
      original: 'Run a  b',
      comments: ['x'],
    });
  });

  test('comments describe arguments', () => {
    expect(parseDockerfile('# A the first\nARG A\nFROM a').value.metaArgs[0]?.args).toEqual([{ name: 'A', comment: 'the first' }]);
  });
});

describe('stages', () => {
  test('have a place, a name in lower case, and instructions', () => {
    const { metaArgs, stages } = parseDockerfile('ARG V=1\nFROM --platform=$P a:$V As Base\nRUN b\nFROM base\nARG V').value;
    expect(metaArgs.map(({ args }) => args)).toEqual([[{ name: 'V', value: '1' }]]);
    expect(stages).toMatchObject([
      { index: 0, name: 'base', nameAsWritten: 'Base', baseName: 'a:$V', platform: '$P', instructions: [{ kind: 'RUN' }] },
      { index: 1, baseName: 'base', instructions: [{ kind: 'ARG' }] },
    ]);
    expect(stages[1]?.name).toBeUndefined();
  });

  test('a FROM with an error still opens one', () => {
    const { value } = parseDockerfile('FROM a AS 1x\nRUN b\nFROM\nRUN c');
    expect(value.stages.map(({ baseName, instructions }) => [baseName, instructions.length])).toEqual([
      ['a', 1],
      ['', 1],
    ]);
  });
});

describe('errors', () => {
  test.each([
    ['COPY a', 'COPY requires at least two arguments, but only one was provided. Destination could not be determined'],
    ['COPY --bad a', 'COPY requires at least two arguments, but only one was provided. Destination could not be determined'],
    ['COPY --parnets a b', 'unknown flag: --parnets (did you mean parents?)'],
    ['COPY --exclude a b', 'missing a value on flag: --exclude'],
    ['COPY --link= a b', 'missing a value on flag: --link'],
    ['COPY --link=1 a b', 'expecting boolean value for flag --link, not: 1'],
    ['COPY --from=a --from=b c d', 'duplicate flag specified: --from'],
    ['COPY a <<b\nb', 'COPY cannot accept a heredoc as a destination'],
    ['ADD --from=a b c', 'unknown flag: --from'],
    ['ARG =a', 'ARG names can not be blank'],
    ['ENV =a', 'ENV names can not be blank'],
    ['ENV', 'ENV requires at least one argument'],
    ['ENV --x a=b', 'unknown flag: --x'],
    ['VOLUME ["/a", " "]', 'VOLUME specified can not be an empty string'],
    ['USER', 'USER requires exactly one argument'],
    ['STOPSIGNAL', 'STOPSIGNAL requires exactly one argument'],
    ['ONBUILD', 'ONBUILD requires at least one argument'],
    ['ONBUILD onbuild RUN a', "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"],
    ['ONBUILD from a', "FROM isn't allowed as an ONBUILD trigger"],
    ['RUN --network=moon a', 'invalid network mode "moon"'],
    ['RUN --security=x a', 'security "x" is not valid'],
    ['RUN --device=x,name=y a', 'device name already set to x'],
    ['RUN --device=x,requird=1 a', "unexpected key 'requird' in 'requird=1' (did you mean required?)"],
    ['RUN --mount= a', 'failed to parse csv mounts: EOF'],
    ['RUN --mount=type=b\\"ind a', 'failed to parse csv mounts: parse error on line 1, column 7: bare " in non-quoted-field'],
    ['RUN --mount=from=$X a', "'from' doesn't support variable expansion, define alias stage instead"],
    ['SHELL a', 'SHELL requires the arguments to be in JSON form'],
    ['HEALTHCHECK', 'HEALTHCHECK requires at least one argument'],
    ['HEALTHCHECK --intervall=1s CMD a', 'unknown flag: --intervall (did you mean interval?)'],
    ['HEALTHCHECK --interval=1x CMD a', 'time: unknown unit "x" in duration "1x"'],
    ['HEALTHCHECK --interval=-1s CMD a', 'Interval "interval" cannot be less than 1ms'],
    ['HEALTHCHECK --retries=99999999999 CMD a', 'strconv.ParseInt: parsing "99999999999": value out of range'],
    ['RNU a', 'unknown instruction: RNU (did you mean RUN?)'],
    ['__proto__ a', 'unknown instruction: __proto__'],
    ['constructor a', 'unknown instruction: constructor'],
  ])('%s', (line, message) => {
    const [first] = parseDockerfile(`FROM a\n${line}`).diagnostics;
    expect(first).toMatchObject({ message: `dockerfile parse error on line 2: ${message}`, range: { startLine: 2 } });
  });

  test('problems of form anywhere come before problems of meaning', () => {
    expect(errorsOf('FROM a b\nUSER\nENV X\nCMD [1]')).toEqual([
      'ENV must have two arguments',
      'when using JSON array syntax, arrays must be comprised of strings only',
      'dockerfile parse error on line 1: FROM requires either one or three arguments',
      'dockerfile parse error on line 2: USER requires exactly one argument',
    ]);
  });

  test('a malformed check directive comes before everything, unless the build brings its own', () => {
    const text = '# check=quiet\nFROM a b';
    expect(errorsOf(text)[0]).toBe('failed to parse check options: invalid check option "quiet"');
    const own = parseDockerfile(text, { check: { skip: 'all', error: false, experimental: [] } });
    expect(own.diagnostics).toHaveLength(1);
    expect(own.value.directives.check.skip).toBe('all');
  });

  test.each([
    ['', ['the Dockerfile cannot be empty'], { kind: 'text' }],
    ['ARG A', ['dockerfile contains no stages to build'], { kind: 'stages' }],
    ['ARG A\nRUN b', ['no build stage in current context'], { kind: 'instruction', statement: 1 }],
    ['# check=x\nFROM a', ['failed to parse check options: invalid check option "x"'], { kind: 'check' }],
    ['FROM a', [], undefined],
  ])('%j', (text, messages, stoppedAt) => {
    expect(errorsOf(text)).toEqual(messages);
    expect(parseDockerfile(text).value.stoppedAt).toEqual(stoppedAt);
  });

  test('directives', () => {
    expect(parseDockerfile('# syntax=docker/dockerfile:1\n# escape=`\n# check=skip=A;error=true\nFROM a').value.directives).toEqual({
      syntax: 'docker/dockerfile:1',
      escape: '`',
      check: { skip: ['A'], error: true, experimental: [] },
    });
  });
});

test('no text makes it throw, and the result survives a structured clone', () => {
  const words = fc.constantFrom(
    ...[
      'FROM a\n',
      'FROM',
      'RUN',
      ' --mount=',
      'type=cache,',
      'COPY ',
      '--from=$X ',
      'HEALTHCHECK ',
      '--interval=1',
      'CMD ',
      '["a"]',
      '[1]',
      '=',
      '\n',
      '"',
      '<<E',
      'ONBUILD ',
    ],
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), (list) => {
      const parsed = parseDockerfile(list.join(''));
      expect(structuredClone(parsed)).toEqual(parsed);
    }),
  );
});
