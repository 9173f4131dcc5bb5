/** Which shell answers: Debian's and Ubuntu's `/bin/sh`, BusyBox's, or bash. */
export type Dialect = 'dash' | 'ash' | 'bash';

/** The parts of one word, in order. `quoted` parts are neither split into fields nor expanded as patterns. */
export type Word = readonly WordPart[];

export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'tilde'; readonly user: string }
  | ParameterPart
  | { readonly kind: 'command'; readonly script: Script; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly quoted: boolean }
  | { readonly kind: 'process'; readonly direction: '<' | '>'; readonly script: Script };

export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  readonly quoted: boolean;
  /** `${#name}`. */
  readonly length: boolean;
  /** `${!name}`, bash only. */
  readonly indirect: boolean;
  /** `${name[index]}`, bash only. */
  readonly index?: Word;
  readonly operation?: ParameterOperation;
}

export type ParameterOperation =
  | { readonly kind: 'default' | 'assign' | 'alternative' | 'error'; readonly colon: boolean; readonly word: Word }
  | { readonly kind: 'remove'; readonly operator: '#' | '##' | '%' | '%%'; readonly pattern: Word }
  | { readonly kind: 'replace'; readonly operator: '/' | '//' | '/#' | '/%'; readonly pattern: Word; readonly replacement: Word }
  | { readonly kind: 'slice'; readonly offset: Word; readonly size?: Word }
  | { readonly kind: 'case'; readonly operator: '^' | '^^' | ',' | ',,'; readonly pattern?: Word }
  | { readonly kind: 'transform'; readonly operator: string }
  | { readonly kind: 'bad'; readonly text: string };

/** A word after a command; `assignment` when it has the form `name=value`, which `export` and its like do not split. */
export interface Argument {
  readonly word: Word;
  readonly assignment: boolean;
  /** Of `declare name=(…)`, bash only; `word` is then the name alone. */
  readonly elements?: readonly Word[];
}

export interface Assignment {
  readonly name: string;
  readonly append: boolean;
  readonly index?: Word;
  readonly value: Word;
  /** Set for `name=(…)`, bash only. */
  readonly elements?: readonly Word[];
}

export type Redirect =
  | {
      readonly kind: 'file';
      readonly descriptor: number;
      readonly operator: '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '&>' | '&>>';
      readonly target: Word;
    }
  | { readonly kind: 'here'; readonly descriptor: number; readonly body: Word };

/** `line` is 1-based within the script. */
export type Command =
  | {
      readonly kind: 'simple';
      readonly line: number;
      readonly assignments: readonly Assignment[];
      readonly words: readonly Argument[];
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly kind: 'pipeline';
      readonly negated: boolean /** bash's `time`. */;
      readonly timed: boolean;
      readonly commands: readonly Command[];
      readonly both: readonly boolean[];
    }
  | { readonly kind: 'and-or'; readonly first: Command; readonly rest: readonly { readonly operator: '&&' | '||'; readonly command: Command }[] }
  | { readonly kind: 'subshell'; readonly line: number; readonly body: List }
  | { readonly kind: 'group'; readonly body: List }
  | { readonly kind: 'if'; readonly branches: readonly { readonly condition: List; readonly body: List }[]; readonly otherwise?: List }
  | { readonly kind: 'for'; readonly line: number; readonly name: string; readonly words?: readonly Word[]; readonly body: List }
  | { readonly kind: 'while'; readonly until: boolean; readonly condition: List; readonly body: List }
  | { readonly kind: 'case'; readonly line: number; readonly word: Word; readonly items: readonly CaseItem[] }
  | { readonly kind: 'function'; readonly name: string; readonly body: Command }
  | { readonly kind: 'redirected'; readonly line: number; readonly command: Command; readonly redirects: readonly Redirect[] }
  | { readonly kind: 'test'; readonly line: number; readonly expression: TestExpression }
  | { readonly kind: 'arithmetic'; readonly line: number; readonly expression: Word }
  | {
      readonly kind: 'arithmetic-for';
      readonly line: number;
      readonly initialize: Word;
      readonly test: Word;
      readonly update: Word;
      readonly body: List;
    };

export interface CaseItem {
  readonly patterns: readonly Word[];
  readonly body: List;
  readonly terminator: ';;' | ';&' | ';;&';
}

export type TestExpression =
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Word }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Word; readonly right: Word }
  | { readonly kind: 'logical'; readonly operator: '&&' | '||'; readonly operands: readonly TestExpression[] }
  | { readonly kind: 'not'; readonly operand: TestExpression };

export interface Statement {
  readonly command: Command;
  readonly background: boolean;
}

export type List = readonly Statement[];

/** What can be run of a script, and what is wrong with the rest. */
export interface Script {
  /** Complete lines before the first error. */
  readonly statements: List;
  readonly error?: SyntaxProblem;
}

export interface SyntaxProblem {
  readonly line: number;
  /** The text of that line, which bash repeats after an unexpected token. */
  readonly text: string;
  /** As the dialect prints it after the shell's name and line. */
  readonly message: string;
}
