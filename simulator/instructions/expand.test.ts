// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the instructions under test hold placeholders of their own.
import { describe, expect, test } from 'vitest';
import { expandInstruction } from './expand';
import { parseDockerfile } from './parse-dockerfile';
import { parseTrigger } from './trigger';
import type { Instruction } from './types';

const VARIABLES = new Map(Object.entries({ A: 'x y', N: '1', P: '80 443', D: '/data' }));

function instructionOf(line: string): Instruction {
  const instruction = parseDockerfile(`FROM a\n${line}`).value.stages[0]?.instructions[0];
  if (!instruction) throw new Error(`no instruction: ${line}`);
  return instruction;
}

const expand = (line: string) => expandInstruction(instructionOf(line), VARIABLES, '\\');

describe('expanding instructions', () => {
  test.each<[string, object]>([
    ['COPY --chown=$N --chmod=$N $A $B $D', { chown: '1', chmod: '1', sources: ['x y', ''], dest: '/data' }],
    ['COPY --exclude=$A a b', { exclude: ['$A'] }],
    ['COPY --from=$A a b', { from: '$A' }],
    ['ADD --checksum=$N a b', { checksum: '1' }],
    ['COPY <<a <<"b" /x\n"$A" \\$A\na\n$A\nb', { inline: [{ content: '"x y" $A\n' }, { content: '$A\n' }] }],
    [
      'ENV "$N"="$A"\'$A\' B=$A',
      {
        pairs: [
          { name: '1', value: 'x y$A' },
          { name: 'B', value: 'x y' },
        ],
      },
    ],
    ['LABEL a=$A', { pairs: [{ name: 'a', value: 'x y' }] }],
    ['EXPOSE $P 22', { ports: ['80', '443', '22'] }],
    ['RUN --mount=type=cache,target=$D $A', { command: { words: ['$A'] }, parsedMounts: [{ type: 'cache', target: '/data' }] }],
    ['STOPSIGNAL $N', { signal: '1' }],
    ['USER $A:$N', { user: 'x y:1' }],
    ['VOLUME $A', { volumes: ['x y'] }],
    ['WORKDIR $D/"$A"', { path: '/data/x y' }],
    ['CMD $A', { command: { words: ['$A'] } }],
    ['CMD ["$A"]', { command: { words: ['$A'] } }],
    ['HEALTHCHECK CMD $A', { command: { words: ['$A'] } }],
    ['ARG X=$A', { args: [{ name: 'X', value: '$A' }] }],
    ['MAINTAINER $A', { maintainer: '$A' }],
    ['ONBUILD RUN $A', { trigger: 'RUN $A' }],
    ['SHELL ["$A"]', { shell: ['$A'] }],
  ])('%s', (line, fields) => expect(expand(line)).toMatchObject({ value: fields }));

  test('names without value are told, for EXPOSE not', () => {
    expect(expand('COPY $X $Y$X /z').unmatched).toEqual(['X', 'Y']);
    expect(expand('EXPOSE $X').unmatched).toEqual([]);
  });

  test('an error leaves the instruction as it was and tells the names up to it', () => {
    const { value, error, unmatched } = expand('ENV A=$X B=${Y?no} C=$Z');
    expect(value).toEqual(instructionOf('ENV A=$X B=${Y?no} C=$Z'));
    expect(error).toBe('failed to process "${Y?no}": Y: no');
    expect(unmatched).toEqual(['X', 'Y']);
    expect(expand('RUN --mount=type=$X a').error).toBe('unsupported mount type ""');
  });
});

describe('triggers', () => {
  const range = { startLine: 7, endLine: 7 };
  test.each([
    ['RUN a', { ok: true, value: { kind: 'RUN', range } }],
    ['COPY <<a /b\nx\na', { ok: true, value: { kind: 'COPY', inline: [{ content: 'x\n' }] } }],
    ['FETCH a', { ok: false, error: 'unknown instruction: FETCH' }],
    ['RUN a\nRUN b', { ok: false, error: 'onbuild trigger should be a single expression' }],
    ['FROM a', { ok: false, error: '*instructions.Stage is not a command type' }],
    ['CMD [1]', { ok: false, error: 'when using JSON array syntax, arrays must be comprised of strings only' }],
    ['', { ok: false, error: 'file with no instructions' }],
  ])('%j', (text, expected) => expect(parseTrigger(text, range)).toMatchObject(expected));
});
