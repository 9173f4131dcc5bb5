/** The lexer stands in the parser's room because the first pass needs it to find heredocs. */
export {
  type Expansion,
  type ExpansionOptions,
  expandWord,
  expandWords,
  type Variables,
} from '../parser/word-expansion';
