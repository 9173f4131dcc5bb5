import { type Command, forEachChild, parse, type SyntaxNode, type Word } from 'unbash';
import type { RunInstruction } from '@/simulator';
import { argumentsMatch } from './argv-pattern';
import { parseDockerfile } from './dockerfile';
import { regionOfLines, shellViewOf } from './source-region';

type Manager = 'apt' | 'apk';

const INSTALLS: Readonly<Record<Manager, readonly (readonly string[])[]>> = {
  apt: [
    ['apt-get', 'install'],
    ['apt', 'install'],
  ],
  apk: [['apk', 'add']],
};

/**
 * The Dockerfile with one more package in its first install command, however that is written: behind `&&`, over continued lines
 * with comments between, in a here-document or in exec form. `undefined` when it installs nothing with this manager.
 */
export function addPackage(dockerfile: string, manager: Manager, name: string): string | undefined {
  for (const stage of parseDockerfile(dockerfile).value.stages) {
    for (const instruction of stage.instructions) {
      if (instruction.kind !== 'RUN') continue;
      const region = regionOfLines(dockerfile, instruction.range);
      const insertion = insertionIn(dockerfile.slice(region.start, region.end), instruction, manager, name);
      if (insertion === undefined) continue;
      const at = region.start + insertion.offset;
      return dockerfile.slice(0, at) + insertion.text + dockerfile.slice(at);
    }
  }
  return undefined;
}

interface Insertion {
  readonly offset: number;
  readonly text: string;
}

function insertionIn(source: string, instruction: RunInstruction, manager: Manager, name: string): Insertion | undefined {
  const { command } = instruction;
  if (command.form === 'exec') return insertionInExecForm(source, command.words, manager, name);
  const offset = endOfInstall(shellViewOf(source), manager) ?? (command.heredocs.length > 0 ? inHeredocBody(source, manager) : undefined);
  return offset === undefined ? undefined : { offset, text: ` ${name}` };
}

/** The body is a script of its own: everything before it is blanked, its closing delimiter is at most one more command. */
function inHeredocBody(source: string, manager: Manager): number | undefined {
  const bodyStart = source.indexOf('\n') + 1;
  return endOfInstall(' '.repeat(bodyStart) + source.slice(bodyStart), manager);
}

function insertionInExecForm(source: string, words: readonly string[], manager: Manager, name: string): Insertion | undefined {
  if (isInstall(words, manager)) return { offset: source.lastIndexOf(']'), text: `, ${JSON.stringify(name)}` };
  for (const word of words) {
    const within = endOfInstall(word, manager);
    const quoted = JSON.stringify(word);
    // A word with escapes would shift the offsets; none of the shells' usual one-liners has any.
    if (within === undefined || quoted.length !== word.length + 2) continue;
    const at = source.indexOf(quoted);
    if (at >= 0) return { offset: at + 1 + within, text: ` ${name}` };
  }
  return undefined;
}

/** Offset behind the last argument of the first install command in a shell text. */
function endOfInstall(shellText: string, manager: Manager): number | undefined {
  const queue: SyntaxNode[] = [parse(shellText)];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    if (node.type === 'Command') {
      const words = wordsOf(node);
      if (
        isInstall(
          words.map((word) => word.value),
          manager,
        )
      )
        return words.at(-1)?.end;
    }
    const children: SyntaxNode[] = [];
    forEachChild(node, (child) => children.push(child));
    queue.unshift(...children);
  }
  return undefined;
}

function wordsOf(command: Command): readonly Word[] {
  const args = command.args.filter((arg): arg is Word => arg.type === 'Word');
  return command.name === undefined ? args : [command.name, ...args];
}

/** Programs whose arguments are another command; `echo` is none. */
const WRAPPERS = new Set(['sudo', 'env', 'xargs', 'exec', 'command', 'time', 'timeout', 'nice', 'eatmydata', 'retry']);

function isInstall(words: readonly string[], manager: Manager): boolean {
  const starts = WRAPPERS.has(words[0] ?? '') ? words.keys() : [0];
  return [...starts].some((start) => INSTALLS[manager].some((pattern) => argumentsMatch(words.slice(start), pattern)));
}
