export type AwkExpression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'element'; readonly name: string; readonly keys: readonly AwkExpression[] }
  | { readonly kind: 'field'; readonly index: AwkExpression }
  | { readonly kind: 'group'; readonly value: AwkExpression }
  | { readonly kind: 'unary'; readonly operator: '!' | '-' | '+'; readonly operand: AwkExpression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: AwkExpression; readonly right: AwkExpression }
  | { readonly kind: 'conditional'; readonly test: AwkExpression; readonly yes: AwkExpression; readonly no: AwkExpression }
  | { readonly kind: 'assign'; readonly operator: string; readonly target: AwkExpression; readonly value: AwkExpression }
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly before: boolean; readonly target: AwkExpression }
  | { readonly kind: 'in'; readonly keys: readonly AwkExpression[]; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly AwkExpression[]; readonly builtin: boolean }
  | { readonly kind: 'getline'; readonly source: 'main' | 'file' | 'command'; readonly from?: AwkExpression; readonly target?: AwkExpression };

export type AwkStatement =
  | { readonly kind: 'expression'; readonly value: AwkExpression }
  | {
      readonly kind: 'print';
      readonly formatted: boolean;
      readonly args: readonly AwkExpression[];
      readonly redirect?: { readonly operator: '>' | '>>' | '|'; readonly target: AwkExpression };
    }
  | { readonly kind: 'block'; readonly body: readonly AwkStatement[] }
  | { readonly kind: 'if'; readonly test: AwkExpression; readonly yes: AwkStatement; readonly no?: AwkStatement }
  | { readonly kind: 'while'; readonly test: AwkExpression; readonly body: AwkStatement; readonly atEnd: boolean }
  | { readonly kind: 'for'; readonly start?: AwkStatement; readonly test?: AwkExpression; readonly step?: AwkStatement; readonly body: AwkStatement }
  | { readonly kind: 'for-in'; readonly variable: string; readonly array: string; readonly body: AwkStatement }
  | { readonly kind: 'jump'; readonly to: 'break' | 'continue' | 'next' | 'nextfile' }
  | { readonly kind: 'exit' | 'return'; readonly value?: AwkExpression }
  | { readonly kind: 'delete'; readonly name: string; readonly keys?: readonly AwkExpression[] };

export interface AwkRule {
  readonly when: 'begin' | 'end' | 'always' | 'pattern' | 'range';
  readonly pattern?: AwkExpression;
  readonly last?: AwkExpression;
  /** Left out: print the record. */
  readonly body?: AwkStatement;
}

export interface AwkProgram {
  readonly rules: readonly AwkRule[];
  readonly functions: ReadonlyMap<string, { readonly parameters: readonly string[]; readonly body: AwkStatement }>;
}
