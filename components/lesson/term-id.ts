/** Where a term of the lesson is explained on its page. */
export function termId(term: string): string {
  return `term-${term.toLowerCase().replaceAll(' ', '-')}`;
}
