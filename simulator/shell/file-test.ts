import { contentSize } from '../fs/content';
import { cleanPath } from '../fs/path';
import type { TreeEditor, TreeNode } from '../fs/types';
import { decodeText } from './bytes';
import { deviceAt } from './devices';
import { hasAccess } from './guarded-fs';
import { compilePattern, matchesPattern } from './pattern';
import { compileRegex, matchRegex } from './regex';
import type { Dialect } from './syntax';
import type { Identity } from './types';

export interface TestSubject {
  readonly fs: TreeEditor;
  readonly workingDirectory: string;
  readonly identity: Identity;
  /** Whether a shell variable is set, for bash's `-v`. */
  isSet(name: string): boolean;
  /** The shell it stands in; left out for the program of that name. */
  readonly dialect?: Dialect;
  /** BusyBox's `[[`: `=` and its kin compare with a pattern, and there is `=~`. */
  readonly matches?: boolean;
}

export class TestError {
  constructor(
    readonly kind: 'integer' | 'operator' | 'argument' | 'many' | 'bracket' | 'paren',
    readonly word: string,
  ) {}
}

const UNARY = /^-[abcdefghknoprstuvwxzLOGNS]$/;
const BINARY: readonly string[] = ['=', '==', '!=', '<', '>', '-eq', '-ne', '-gt', '-ge', '-lt', '-le', '-nt', '-ot', '-ef', '=~'];

/** BusyBox has no `-o NAME`, `-v NAME` and `-N FILE` (coreutils/test.c). */
function isUnaryOperator(word: string, subject: TestSubject): boolean {
  return UNARY.test(word) && !(subject.dialect === 'ash' && /^-[ovN]$/.test(word));
}

export function isBinaryOperator(word: string | undefined, extended: boolean): boolean {
  return word !== undefined && BINARY.includes(word) && (extended || (word !== '==' && word !== '=~'));
}

/** `test` with its arguments, by the rules that POSIX gives for their number. Throws `TestError`. */
export function evaluateTest(args: readonly string[], subject: TestSubject, extended: boolean): boolean {
  const cursor = { args, at: 0 };
  switch (args.length) {
    case 0:
      return false;
    case 1:
      return args[0] !== '';
    case 2:
      if (args[0] === '!') return args[1] === '';
      if (UNARY.test(args[0] ?? '')) return evaluateUnary(args[0] ?? '', args[1] ?? '', subject);
      if (isBinaryOperator(args[1], extended)) throw new TestError('argument', args[1] ?? '');
      throw new TestError('operator', args[0] ?? '');
    case 3:
      if (isBinaryOperator(args[1], extended)) return evaluateBinary(args[1] ?? '', args[0] ?? '', args[2] ?? '', subject);
      break;
    case 4:
      if (args[0] === '!') return !evaluateTest(args.slice(1), subject, extended);
      break;
  }
  const value = parseOr(cursor, subject, extended);
  if (cursor.at < args.length) throw new TestError(args.length === 3 ? 'operator' : 'many', args[extended ? cursor.at : cursor.at - 1] ?? '');
  return value;
}

interface Cursor {
  readonly args: readonly string[];
  at: number;
}

function parseOr(cursor: Cursor, subject: TestSubject, extended: boolean): boolean {
  let value = parseAnd(cursor, subject, extended);
  while (cursor.args[cursor.at] === '-o') {
    cursor.at++;
    const right = parseAnd(cursor, subject, extended);
    value = value || right;
  }
  return value;
}

function parseAnd(cursor: Cursor, subject: TestSubject, extended: boolean): boolean {
  let value = parseNot(cursor, subject, extended);
  while (cursor.args[cursor.at] === '-a') {
    cursor.at++;
    const right = parseNot(cursor, subject, extended);
    value = value && right;
  }
  return value;
}

function parseNot(cursor: Cursor, subject: TestSubject, extended: boolean): boolean {
  let negated = false;
  while (cursor.args[cursor.at] === '!' && cursor.at + 1 < cursor.args.length && !isBinaryOperator(cursor.args[cursor.at + 1], extended)) {
    cursor.at++;
    negated = !negated;
  }
  return parsePrimary(cursor, subject, extended) !== negated;
}

function parsePrimary(cursor: Cursor, subject: TestSubject, extended: boolean): boolean {
  const word = cursor.args[cursor.at];
  if (word === undefined) throw new TestError('argument', cursor.args.at(-1) ?? '');
  const operator = cursor.args[cursor.at + 1];
  const right = cursor.args[cursor.at + 2];
  if (operator === '=~' && right !== undefined && !subject.matches) throw new TestError('many', operator);
  if (isBinaryOperator(operator, extended) && right !== undefined) {
    cursor.at += 3;
    return evaluateBinary(operator ?? '', word, right, subject);
  }
  if (word === '(') {
    cursor.at++;
    const value = parseOr(cursor, subject, extended);
    if (cursor.args[cursor.at++] !== ')') throw new TestError('paren', word);
    return value;
  }
  if (isUnaryOperator(word, subject) && operator !== undefined && operator !== '-a' && operator !== '-o') {
    cursor.at += 2;
    return evaluateUnary(word, operator, subject);
  }
  cursor.at++;
  return word !== '';
}

export function evaluateUnary(operator: string, operand: string, subject: TestSubject): boolean {
  switch (operator) {
    case '-n':
      return operand !== '';
    case '-z':
      return operand === '';
    case '-t':
    case '-o':
      return false;
    case '-v':
      return subject.isSet(operand);
    case '-h':
    case '-L': {
      const link = subject.fs.lstat(pathOf(operand, subject));
      return link.ok && link.value.kind === 'symlink';
    }
    default:
      return testFile(operator, operand, subject);
  }
}

function testFile(operator: string, operand: string, subject: TestSubject): boolean {
  const path = pathOf(operand, subject);
  const node = operand === '' ? undefined : subject.fs.stat(path);
  if (!node?.ok) return false;
  const device = deviceAt(cleanPath(path));
  switch (operator) {
    case '-e':
    case '-a':
      return true;
    case '-f':
      return node.value.kind === 'file' && (!device || device.kind === 'text');
    case '-d':
      return node.value.kind === 'directory';
    case '-c':
      return device !== undefined && device.kind !== 'text';
    case '-s':
      return node.value.kind === 'directory' || sizeOf(node.value) > 0;
    default:
      return testAttributes(operator, node.value, subject);
  }
}

function sizeOf(node: TreeNode): number {
  return node.kind === 'file' ? contentSize(node.content) : 0;
}

function testAttributes(operator: string, node: TreeNode, subject: TestSubject): boolean {
  switch (operator) {
    case '-r':
      return hasAccess(node, subject.identity, 4);
    case '-w':
      return hasAccess(node, subject.identity, 2);
    case '-x':
      return hasAccess(node, subject.identity, 1);
    case '-u':
      return (node.mode & 0o4000) !== 0;
    case '-g':
      return (node.mode & 0o2000) !== 0;
    case '-k':
      return (node.mode & 0o1000) !== 0;
    case '-O':
      return node.uid === subject.identity.uid;
    case '-G':
      return node.gid === subject.identity.gid;
    default:
      return false;
  }
}

export function evaluateBinary(operator: string, left: string, right: string, subject: TestSubject): boolean {
  switch (operator) {
    case '=':
    case '==':
      return subject.matches ? matchesPattern(compilePattern(right), left) : left === right;
    case '!=':
      return subject.matches ? !matchesPattern(compilePattern(right), left) : left !== right;
    case '=~':
      if (!subject.matches) throw new TestError('many', operator);
      return matchesRegex(left, right);
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-nt':
    case '-ot':
    case '-ef':
      return compareFiles(operator, left, right, subject);
    default:
      return compareNumbers(operator, integerOf(left), integerOf(right));
  }
}

function matchesRegex(text: string, source: string): boolean {
  const regex = compileRegex(source, { extended: true, ignoreCase: false });
  return regex !== undefined && matchRegex(regex, text, 0, () => undefined) !== undefined;
}

function integerOf(text: string): bigint {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new TestError('integer', text);
  return BigInt(text.trim().replace(/^\+/, ''));
}

function compareNumbers(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case '-eq':
      return left === right;
    case '-ne':
      return left !== right;
    case '-gt':
      return left > right;
    case '-ge':
      return left >= right;
    case '-lt':
      return left < right;
    default:
      return left <= right;
  }
}

function compareFiles(operator: string, left: string, right: string, subject: TestSubject): boolean {
  const one = subject.fs.stat(pathOf(left, subject));
  const two = subject.fs.stat(pathOf(right, subject));
  if (operator === '-ef') return one.ok && two.ok && sameFile(one.value, two.value, left, right, subject);
  // A file that is not there is older than any only for bash and GNU.
  if ((!one.ok || !two.ok) && (subject.dialect === 'ash' || subject.dialect === 'dash')) return false;
  if (operator === '-nt') return one.ok && (!two.ok || one.value.mtimeSeconds > two.value.mtimeSeconds);
  return two.ok && (!one.ok || one.value.mtimeSeconds < two.value.mtimeSeconds);
}

function sameFile(one: TreeNode, two: TreeNode, left: string, right: string, subject: TestSubject): boolean {
  if (one.kind === 'file' && two.kind === 'file' && one.linkId !== undefined) return one.linkId === two.linkId;
  const real = [left, right].map((path) => subject.fs.realpath(pathOf(path, subject)));
  return real[0]?.ok === true && real[1]?.ok === true && real[0].value === real[1].value;
}

function pathOf(operand: string, subject: TestSubject): string {
  return decodeText(operand.startsWith('/') ? operand : `${subject.workingDirectory}/${operand}`);
}
