/** A pattern as a row of steps, each for characters of a path. */
export type GlobStep =
  /** One character. */
  | { readonly kind: 'one'; readonly matches: (char: string) => boolean }
  /** Any number of characters, none included. */
  | { readonly kind: 'many'; readonly matches: (char: string) => boolean }
  /** Nothing, or whole folders with their slash. */
  | { readonly kind: 'folders' };

export const ANYTHING = (): boolean => true;
export const NO_SLASH = (char: string): boolean => char !== '/';

/** With as many stars a regular expression that backtracks is quick, and quicker than a walk with all possible places. */
export const FEW_STARS = 2;

/**
 * Whether the steps take a whole text. All places in the pattern that the text so far can lead to are kept at once, so that the work grows
 * with pattern and text and no further: `*a*a*a*b` has a regular expression backtrack for longer than anybody waits.
 */
export function matchesSteps(steps: readonly GlobStep[], text: string): boolean {
  let places = createPlaces(steps.length);
  enter(places, steps, 0);
  for (const char of text) {
    const next = createPlaces(steps.length);
    for (const [index, step] of steps.entries()) advance(step, index, char, places, next, steps);
    places = next;
  }
  return places.before[steps.length] === 1;
}

interface Places {
  /** Right before a step; at the end, behind the last. */
  readonly before: Uint8Array;
  /** Inside of folders whose slash is still to come. */
  readonly inside: Uint8Array;
}

function createPlaces(length: number): Places {
  return { before: new Uint8Array(length + 1), inside: new Uint8Array(length) };
}

/** What may be nothing is passed at once. */
function enter({ before }: Places, steps: readonly GlobStep[], index: number): void {
  for (let at = index; before[at] !== 1; at++) {
    before[at] = 1;
    const kind = steps[at]?.kind;
    if (kind !== 'many' && kind !== 'folders') return;
  }
}

function advance(step: GlobStep, index: number, char: string, from: Places, to: Places, steps: readonly GlobStep[]): void {
  const isBefore = from.before[index] === 1;
  if (step.kind === 'folders') {
    if (!isBefore && from.inside[index] !== 1) return;
    to.inside[index] = 1;
    if (char === '/') enter(to, steps, index + 1);
  } else if (isBefore && step.matches(char)) enter(to, steps, step.kind === 'many' ? index : index + 1);
}
